// What the type checker reports: compile errors with the targets they hold on.
import type { Message } from '../messages/catalogue.ts';
import type { GoFile, GoPackage } from '../module/package.ts';
import type { TargetSet } from '../platform/target.ts';
import type { Node } from '../syntax/tree.ts';
import type { Operand } from './operand.ts';
import type { Type } from './type.ts';

/** A place in a Go file, in UTF-16 units. */
export interface Place {
  readonly file: GoFile;
  readonly start: number;
  readonly end: number;
}

/** Another place that explains a diagnostic, `other declaration of f`. */
export interface RelatedPlace extends Place {
  readonly message: Message;
}

/** A compile error. Equal errors on several targets are one diagnostic. */
export interface Diagnostic extends Place {
  /** Error code of go/types (internal/types/errors): `UndeclaredImportedName`. */
  readonly code: string;
  readonly message: Message;
  /** The package whose check found it. */
  readonly package: GoPackage;
  /** The node it is reported at. */
  readonly node: Node;
  readonly targets: TargetSet;
  /** Sentences of ours that follow the compiler's: which type where, which file declares it for the others. */
  readonly details: readonly Message[];
  readonly related: readonly RelatedPlace[];
  /**
   * For a width or name that differs between targets: the qualified name of the varying declaration behind it, `syscall.Stat_t.Dev`.
   * Rules classify by it.
   */
  readonly subject?: string;
  /** A value that is not assignable, and the type wanted of it, on any one of the targets. */
  readonly unfit?: { readonly operand: Operand; readonly wanted: Type };
}
