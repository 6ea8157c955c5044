// Findings: what Archway tells a user about one place in one file.
import type { Message } from '../messages/catalogue.ts';
import type { TargetSet } from '../platform/target.ts';

export type Severity = 'error' | 'warning' | 'info';

/** `compile`: the Go toolchain rejects it; `run`: it compiles and misbehaves; `text`: names and configuration. */
export type Kind = 'compile' | 'run' | 'text';

/** A range of a file in UTF-16 units of its text, half open. */
export interface Span {
  /** Absolute path. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Replaces a range by `text`. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** Creates a file that does not exist yet. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A quick-fix: edits that belong together; either all are applied or none. */
export interface Fix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
  readonly newFiles?: readonly NewFile[];
  /** Files of other packages that the edits change, with a hash of the text that each had: in any other they would be wrong. */
  readonly foreign?: readonly { readonly path: string; readonly hash: string }[];
  /** Whether `archway fix` and fix-all may apply it unasked: it is right wherever it is offered. Of several, the first such. */
  readonly automatic: boolean;
}

export interface Related extends Span {
  readonly message: Message;
}

/** What a rule reports: a finding before paths are shortened, offsets become lines and batches of targets are merged. */
export interface Report extends Span {
  readonly rule: string;
  /** go/types error code (`UndeclaredImportedName`) or the rule's own sub-code. */
  readonly code: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly message: Message;
  /** Further sentences: where which type, why, what to do. */
  readonly details?: readonly Message[];
  readonly targets: TargetSet;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Why no fix is offered, where a user would expect one. */
  readonly noFix?: Message;
}
