// Code actions: the quick-fixes of findings in a range, all fixes of a rule or of a file.
import type { Finding } from '../analysis/finding.ts';
import type { Message } from '../messages/catalogue.ts';
import type { FileSystem } from '../module/file-system.ts';
import type { NewFile, TextEdit } from '../rules/finding.ts';

/** What an action does to files. Edits of one file do not overlap; offsets are those of the texts as they are now. */
export interface FileChange {
  readonly edits: readonly TextEdit[];
  readonly newFiles: readonly NewFile[];
}

/** Something to choose at the lightbulb. */
export interface EditorAction {
  readonly title: Message;
  /** `quickfix`: mends one finding; `fix-rule`: all of a rule in the file; `fix-file`: all that can be mended unasked. */
  readonly kind: 'quickfix' | 'fix-rule' | 'fix-file';
  /** What it mends. */
  readonly findings: readonly Finding[];
  /** Whether it is right wherever it is offered, and the first such. */
  readonly isPreferred: boolean;
  readonly change: FileChange;
}

/** Where actions are asked for. */
export interface ActionRequest {
  /** Absolute path of the document. */
  readonly path: string;
  /** All findings of the document, as the session gave them for its present text. */
  readonly findings: readonly Finding[];
  /** UTF-16 range of the selection. */
  readonly start: number;
  readonly end: number;
  /** Folder that nothing outside of is changed. */
  readonly root: string;
  /** The texts that findings are about: open documents before the disk. */
  readonly fileSystem: FileSystem;
}

/** The actions for a selection: quick-fixes first, then those for all findings of their rules in the file. */
export function actionsFor(_request: ActionRequest): EditorAction[] {
  return [];
}

/** All automatic fixes that change only the document itself, as one action; undefined where there are none. For fixing on save. */
export function fixFile(_request: Omit<ActionRequest, 'start' | 'end'>): EditorAction | undefined {
  return undefined;
}
