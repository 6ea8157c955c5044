// What the makers of fixes for compile errors get and give.
import type { GoFile } from '../../module/package.ts';
import type { TargetList } from '../../platform/target.ts';
import type { Checker } from '../../types/checker.ts';
import type { Diagnostic } from '../../types/diagnostic.ts';
import type { FileInfo } from '../../types/package-info.ts';
import type { Report } from '../finding.ts';

/** What a fix may ask. */
export interface CompileContext {
  readonly targets: TargetList;
  readonly checker: Checker;
  /** How many nodes of trees may still be looked at to try fixes. What cannot be tried is not offered. */
  readonly budget: { nodes: number };
  /** A file of a package as it would be with this text. */
  readonly fileWith: (path: string, text: string) => GoFile;
}

/** Fixes of a finding, or why there is none. */
export type Outcome = Pick<Report, 'fixes' | 'noFix'>;

/** Looks for fixes of a compile error; gives nothing where it knows none. */
export type FixMaker = (diagnostic: Diagnostic, context: CompileContext) => Outcome;

/** What the checker knows of the file a diagnostic is in. */
export function fileInfo({ package: found, file }: Diagnostic, { checker }: CompileContext): FileInfo | undefined {
  return checker.packageOf(found).files.find((info) => info.file === file);
}

/** Whether the diagnostic holds on some targets only of those its file is built for: where it is a matter of the target. */
export function isPartial({ targets }: Diagnostic, { presence }: FileInfo): boolean {
  return (presence & ~targets) !== 0;
}
