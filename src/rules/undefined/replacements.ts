// Calls of Linux system calls that newer architectures do not have, and the calls that do the same on every one.
import { message } from '../../messages/catalogue.ts';
import type { GoFile } from '../../module/package.ts';
import { describeTargets } from '../../platform/describe.ts';
import type { TargetList, TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Diagnostic } from '../../types/diagnostic.ts';
import type { TextEdit } from '../finding.ts';
import { type CompileContext, type FixMaker, fileInfo } from '../support/compile-fix.ts';
import { KERNEL_PACKAGE } from '../support/kernel-package.ts';
import { ancestorsOf, operands } from '../support/nodes.ts';
import { portsOf } from '../support/ports-of-file.ts';

interface Replacement {
  readonly name: string;
  /** Whether the arguments stay, before a last one that is 0; else 0 is the only argument. */
  readonly keepsArguments: boolean;
  /** Whether a call with these arguments may be replaced unasked. */
  readonly automatic: (old: readonly string[]) => boolean;
}

const always = () => true;

/**
 * What the kernel of every architecture has in place of a call, with the same results (manual pages of section 2). These are the
 * calls that syscall or some version of golang.org/x/sys/unix declares for some linux ports only, and their successors for all.
 */
const REPLACEMENTS: Readonly<Record<string, Replacement>> = {
  // dup3 without flags is dup2, but for two equal descriptors: EINVAL, where dup2 does nothing. unix.Dup2 of x/sys is the
  // same call of dup3 on the architectures without dup2.
  Dup2: { name: 'Dup3', keepsArguments: true, automatic: always },
  // The size has been ignored since Linux 2.6.8, as long as it is greater than 0. Dropping a variable may leave it unused.
  EpollCreate: { name: 'EpollCreate1', keepsArguments: false, automatic: ([size]) => /^[1-9]\d*$/.test(size ?? '') },
  // inotify_init1 without flags is inotify_init.
  InotifyInit: { name: 'InotifyInit1', keepsArguments: false, automatic: always },
};

/** What golang.org/x/sys/unix declares for every port that it knows at all. */
const ALWAYS_DECLARED = 'Stat_t';

/** The targets of a diagnostic for which its version of golang.org/x/sys has nothing at all. */
export function unknownToModule({ subject = '', targets }: Diagnostic, { checker }: CompileContext): TargetSet {
  const path = subject.slice(0, subject.lastIndexOf('.'));
  const imported = KERNEL_PACKAGE.test(path) ? checker.packages.withPath(path) : undefined;
  if (imported === undefined || imported.source.module.version === '') return 0;
  return targets & ~imported.scope.presence(ALWAYS_DECLARED);
}

/** Calls the replacement, where it is declared on every target the file is built for. */
export const replacementFixes: FixMaker = (diagnostic, context) => {
  const { subject = '', node } = diagnostic;
  const dot = subject.lastIndexOf('.');
  const path = subject.slice(0, dot);
  const name = subject.slice(dot + 1);
  const replacement = Object.hasOwn(REPLACEMENTS, name) ? REPLACEMENTS[name] : undefined;
  const file = fileInfo(diagnostic, context);
  const imported = context.checker.packages.withPath(path);
  if (file === undefined || imported === undefined || !KERNEL_PACKAGE.test(path)) return {};
  const { module } = imported.source;
  const unknown = unknownToModule(diagnostic, context);
  if (unknown !== 0) {
    const targets = describeTargets(context.targets, unknown);
    return { noFix: message('fix-none-old-module', { module: module.path, version: module.version, targets }) };
  }
  if (replacement === undefined) return {};
  const { tree } = file;
  const chain = ancestorsOf(tree, node);
  const call = chain.at(-2) ?? NONE;
  // Only calls: as a value the replacement has another type.
  if (tree.kind[call] !== Kind.CallExpression || tree.child(call, Field.Function) !== chain.at(-1)) return {};
  const list = tree.child(call, Field.Arguments);
  if ((file.presence & ~imported.scope.presence(replacement.name)) !== 0 || list === NONE) return {};
  const args = operands(tree, list);
  const elsewhere = hasOtherSystems(diagnostic.file, context.targets);
  const names = { name: `${path}.${name}`, replacement: `${path}.${replacement.name}` };
  const title = elsewhere
    ? message('fix-replace-call-elsewhere', { ...names, file: diagnostic.file.name })
    : message('fix-replace-call', names);
  const edits = [
    { path: diagnostic.file.path, start: diagnostic.start, end: diagnostic.end, text: replacement.name },
    { path: diagnostic.file.path, ...argumentEdit(tree, list, args, replacement.keepsArguments) },
  ];
  const texts = args.map((arg) => tree.textOf(arg));
  return { fixes: [{ title, edits, automatic: !elsewhere && replacement.automatic(texts) }] };
};

/** The edit that makes 0 the last or only argument of a call. */
function argumentEdit(tree: Tree, list: Node, args: readonly Node[], keep: boolean): Omit<TextEdit, 'path'> {
  const last = args.at(-1);
  if (last === undefined || !keep) return { start: tree.start[list]! + 1, end: tree.end[list]! - 1, text: '0' };
  const at = tree.end[last]!;
  const lineEnd = tree.text.indexOf('\n', at);
  // On a line of its own, where the arguments before have theirs.
  if (!/^,/.test(tree.text.slice(at, at + 1)) || lineEnd < 0) return { start: at, end: at, text: ', 0' };
  const lineStart = tree.text.lastIndexOf('\n', at) + 1;
  const indent = /^[ \t]*/.exec(tree.text.slice(lineStart, at))![0];
  return { start: lineEnd, end: lineEnd, text: `\n${indent}0,` };
}

/** Whether a file is built for systems besides those that are checked and Linux, which has the replacements. */
function hasOtherSystems(file: GoFile, checked: TargetList): boolean {
  const known = new Set(['linux', 'android', ...checked.targets.map(({ goos }) => goos)]);
  return portsOf(file).some(({ goos }) => !known.has(goos));
}
