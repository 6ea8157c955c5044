// What is noted of a package: comparisons of sums that may be fused, functions that compute such sums, and tests of exact values.
import type { Message } from '../../messages/catalogue.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Func, GoObject } from '../../types/object.ts';
import type { FileInfo } from '../../types/package-info.ts';
import type { Fix, Span } from '../finding.ts';

export const RULE = 'float-fusion';

/** A comparison that comes out differently where the sum is fused. */
export interface ComparisonFact extends Span {
  readonly kind: 'comparison';
  readonly code: 'ExactComparison' | 'SignOfDifference';
  readonly message: Message;
  /** Where the sum is computed, if that is elsewhere. */
  readonly computed: Span | undefined;
  readonly subtrahendsOnly: boolean;
  readonly fix: Fix | undefined;
}

/** A declaration that computes a sum which may be fused. */
export interface FusedFact extends Span {
  readonly kind: 'fused';
  readonly declaration: GoObject;
  readonly subtrahendsOnly: boolean;
}

/** A test that compares the result of a function with all digits of a number. */
export interface GoldenFact extends Span {
  readonly kind: 'golden';
  readonly callee: Func;
  /** The declaration of the test. */
  readonly test: Node;
  readonly file: FileInfo;
}

export type FusionFact = ComparisonFact | FusedFact | GoldenFact;
