// What is noted of a package: bytes that are read in an order which is not theirs.
import type { Message } from '../../messages/catalogue.ts';
import type { Fix, Severity, Span } from '../finding.ts';

export const RULE = 'byte-order';

/** A place that is wrong on all targets with a big-endian byte order. */
export interface OrderFact extends Span {
  readonly code: 'NativeData' | 'HostOrderRead' | 'UnconditionalSwap';
  readonly severity: Severity;
  readonly message: Message;
  readonly fix: Fix | undefined;
}
