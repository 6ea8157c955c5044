// What is noted of a package: places that take pages for 4096 bytes.
import type { Message } from '../../messages/catalogue.ts';
import type { Fix, Span } from '../finding.ts';

export const RULE = 'page-size';

export interface PageFact extends Span {
  readonly code: 'MappedOffset' | 'PageCount';
  readonly message: Message;
  /** What the value is a multiple of, in bytes: right where no page is larger. */
  readonly multiple: number;
  readonly why: Message;
  readonly fix: Fix | undefined;
  /** Where the size is written, if that is elsewhere. */
  readonly written: Span | undefined;
}
