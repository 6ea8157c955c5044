// What is noted of a package: places where an int, or another number of so many bits, is too small on some targets.
import type { MessageId } from '../../messages/catalogue.ts';
import type { Fix, Severity } from '../finding.ts';

export const RULE = 'int-width';

/** The name of what is wrong, in the findings. */
export type Code =
  | 'TruncatedValue'
  | 'NegativeRemainder'
  | 'TruncatedDigits'
  | 'ParsedWidth'
  | 'IntProduct'
  | 'TruncatedPointer'
  | 'SignExtension';

export interface WidthFact {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly code: Code;
  readonly severity: Severity;
  /** The targets it holds on, of those of the fact: where words have that many bits. */
  readonly bits: 32 | 64;
  readonly id: MessageId;
  readonly args: Readonly<Record<string, string | number>>;
  readonly fixes: readonly Fix[];
}
