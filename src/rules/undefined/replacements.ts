// Calls of Linux system calls that newer architectures do not have, and the calls that do the same on every one.
import { message } from '../../messages/catalogue.ts';
import type { GoFile } from '../../module/package.ts';
import type { TargetList } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE } from '../../syntax/tree.ts';
import { KERNEL_PACKAGE } from '../kernel-struct/types.ts';
import { type FixMaker, fileInfo } from '../support/compile-fix.ts';
import { ancestorsOf, operands } from '../support/nodes.ts';
import { portLists } from './target-constraint.ts';

interface Replacement {
  readonly name: string;
  /** The arguments of the new call. */
  readonly args: (old: readonly string[]) => readonly string[];
  /** Whether a call with these arguments may be replaced unasked. */
  readonly automatic: (old: readonly string[]) => boolean;
}

const always = () => true;

/** What the kernel of every architecture has in place of a call, with the same results. Sources: the manual pages of section 2. */
const REPLACEMENTS: Readonly<Record<string, Replacement>> = {
  // dup3 without flags is dup2, but for two equal descriptors: EINVAL, where dup2 does nothing. unix.Dup2 of x/sys is the
  // same call of dup3 on the architectures without dup2.
  Dup2: { name: 'Dup3', args: (old) => [...old, '0'], automatic: always },
  // The size has been ignored since Linux 2.6.8, as long as it is greater than 0. Dropping a variable may leave it unused.
  EpollCreate: { name: 'EpollCreate1', args: () => ['0'], automatic: ([size]) => /^[1-9]\d*$/.test(size ?? '') },
  // inotify_init1 without flags is inotify_init.
  InotifyInit: { name: 'InotifyInit1', args: () => ['0'], automatic: always },
  // pipe2 without flags is pipe.
  Pipe: { name: 'Pipe2', args: (old) => [...old, '0'], automatic: always },
};

/** Calls the replacement, where it is declared on every target the file is built for. */
export const replacementFixes: FixMaker = (diagnostic, context) => {
  const { subject = '', node } = diagnostic;
  const dot = subject.lastIndexOf('.');
  const path = subject.slice(0, dot);
  const name = subject.slice(dot + 1);
  const replacement = Object.hasOwn(REPLACEMENTS, name) ? REPLACEMENTS[name] : undefined;
  const file = fileInfo(diagnostic, context);
  const imported = context.checker.knownPackage(path);
  if (replacement === undefined || file === undefined || imported === undefined || !KERNEL_PACKAGE.test(path))
    return {};
  const { tree } = file;
  const chain = ancestorsOf(tree, node);
  const call = chain.at(-2) ?? NONE;
  // Only calls: as a value the replacement has another type.
  if (tree.kind[call] !== Kind.CallExpression || tree.child(call, Field.Function) !== chain.at(-1)) return {};
  const missing = file.presence & ~imported.scope.presence(replacement.name);
  const list = tree.child(call, Field.Arguments);
  if (missing !== 0 || list === NONE) return {};
  const args = operands(tree, list).map((arg) => tree.textOf(arg));
  const elsewhere = hasOtherSystems(diagnostic.file, context.targets);
  const names = { name: `${path}.${name}`, replacement: `${path}.${replacement.name}` };
  const title = elsewhere
    ? message('fix-replace-call-elsewhere', { ...names, file: diagnostic.file.name })
    : message('fix-replace-call', names);
  const edits = [
    { path: diagnostic.file.path, start: diagnostic.start, end: diagnostic.end, text: replacement.name },
    {
      path: diagnostic.file.path,
      start: tree.start[list]! + 1,
      end: tree.end[list]! - 1,
      text: replacement.args(args).join(', '),
    },
  ];
  return { fixes: [{ title, edits, automatic: !elsewhere && replacement.automatic(args) }] };
};

/** Whether a file is built for systems besides those that are checked and Linux, which has the replacements. */
function hasOtherSystems(file: GoFile, checked: TargetList): boolean {
  const known = new Set(['linux', 'android', ...checked.targets.map(({ goos }) => goos)]);
  return portLists.some((list) => list.members(file.presence(list)).some(({ goos }) => !known.has(goos)));
}
