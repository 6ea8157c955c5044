// Tries a fix before it is offered: the checker looks at what the package would be, on all targets.
import { basename } from 'node:path';
import type { GoPackage } from '../../module/package.ts';
import { countTargets } from '../../platform/target.ts';
import { changedBodies } from '../../syntax/changed-bodies.ts';
import { parseGo } from '../../syntax/parser.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Diagnostic } from '../../types/diagnostic.ts';
import { mergeDiagnostics } from '../../types/notes.ts';
import type { FileInfo, PackageInfo } from '../../types/package-info.ts';
import { checkBodies } from '../../types/partial.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { type CompileContext, fileInfo } from './compile-fix.ts';

/** What is known of fixes that several diagnostics share. */
const verdicts = new WeakMap<Fix, boolean>();

/** Whether a fix takes a compile error away on all of its targets, and leaves none in the package that was not there before. */
export function mends(fix: Fix, diagnostic: Diagnostic, context: CompileContext): boolean {
  const known = verdicts.get(fix);
  if (known !== undefined) return known;
  const file = fileInfo(diagnostic, context);
  const verdict = file !== undefined && context.checker.uncounted(() => isBetter(fix, diagnostic, file, context));
  verdicts.set(fix, verdict);
  return verdict;
}

function isBetter(fix: Fix, diagnostic: Diagnostic, file: FileInfo, context: CompileContext): boolean {
  const info = file.package_;
  const paths = new Set(fix.edits.map((edit) => edit.path));
  const isWhole = paths.size !== 1 || fix.newFiles !== undefined;
  for (const { file: one, tree } of info.files) if (isWhole || paths.has(one.path)) context.budget.nodes -= tree.length;
  if (context.budget.nodes < 0) return false;
  const before = diagnosticsOf(info);
  const trees = editedTrees(fix, info);
  if (trees === undefined) return false;
  const [edited] = trees;
  const isInFile = edited !== undefined && trees.size === 1 && edited[0] === file && !fix.newFiles?.length;
  const bodies = isInFile ? changedBodies(file.tree, edited[1]) : undefined;
  if (bodies === undefined) {
    if (!isWhole) for (const { tree } of info.files) context.budget.nodes -= tree.length;
    return isGone(diagnostic, [...before, ...info.elsewhere], diagnosticsAfter(fix, info, trees, context));
  }
  const isInBody = ({ file: { path }, start }: Diagnostic) =>
    path === file.file.path &&
    bodies.some(({ before: node }) => file.tree.start[node]! <= start && start < file.tree.end[node]!);
  const functions = bodies.map(({ after }) => after);
  return checkBodies(context.checker, file, edited![1], functions, (after) =>
    isGone(diagnostic, before.filter(isInBody), after),
  );
}

/** The trees of the files that a fix edits, as it leaves them; undefined where it edits what is not of the package. */
function editedTrees({ edits }: Fix, { files }: PackageInfo): Map<FileInfo, Tree> | undefined {
  const trees = new Map<FileInfo, Tree>();
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const file = files.find((one) => one.file.path === path);
    if (file === undefined) return undefined;
    trees.set(
      file,
      parseGo(
        withEdits(
          file.tree.text,
          edits.filter((edit) => edit.path === path),
        ),
      ),
    );
  }
  return trees;
}

function withEdits(text: string, edits: readonly TextEdit[]): string {
  // Of several at one place the first comes first.
  const sorted = edits.map((edit, i) => ({ ...edit, i })).sort((a, b) => b.start - a.start || b.i - a.i);
  return sorted.reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

/** What is wrong with a package when a fix is applied. */
function diagnosticsAfter(
  { newFiles = [] }: Fix,
  info: PackageInfo,
  edited: ReadonlyMap<FileInfo, Tree>,
  { checker, fileWith }: CompileContext,
): Diagnostic[] {
  const trees = new Map([...edited].map(([{ file }, tree]) => [file.path, tree]));
  for (const { path, text } of newFiles) trees.set(path, parseGo(text));
  const created = newFiles.map(({ path, text }) => fileWith(path, text));
  const { source } = info;
  // An edit may change what a file imports and where it is built.
  const files = source.files.map((file) =>
    trees.has(file.path) ? fileWith(file.path, trees.get(file.path)!.text) : file,
  );
  const changed: GoPackage = {
    ...source,
    files: [...files, ...created].sort((a, b) => (basename(a.path) < basename(b.path) ? -1 : 1)),
  };
  return checker.supposing(changed, trees, () => checker.checkPackage(changed, { tests: info.collected === 'tests' }));
}

function diagnosticsOf(info: PackageInfo): Diagnostic[] {
  return mergeDiagnostics(info.diagnostics, ~info.conflicting);
}

/** Whether a diagnostic is gone on its targets, and none is new. */
function isGone(diagnostic: Diagnostic, before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  const key = ({ file, code, message }: Diagnostic) => JSON.stringify([file.path, code, message]);
  const weights = (list: readonly Diagnostic[], targets: number) => {
    const found = new Map<string, number>();
    for (const one of list) found.set(key(one), (found.get(key(one)) ?? 0) + countTargets(one.targets & targets));
    return found;
  };
  const mended = key(diagnostic);
  const [weightBefore, weightAfter] = [weights(before, diagnostic.targets), weights(after, diagnostic.targets)];
  if ((weightAfter.get(mended) ?? 0) > (weightBefore.get(mended) ?? 0) - countTargets(diagnostic.targets)) return false;
  const [allBefore, allAfter] = [weights(before, -1), weights(after, -1)];
  return [...allAfter].every(([one, weight]) => weight <= (allBefore.get(one) ?? 0));
}
