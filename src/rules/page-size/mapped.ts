// Offsets and addresses that the kernel wants to be multiples of the page size, and that are multiples of 4096.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Func } from '../../types/object.ts';
import type { Operand } from '../../types/operand.ts';
import { isRawSyscall, KERNEL_PACKAGE } from '../support/kernel-package.ts';
import { withoutParentheses } from '../support/nodes.ts';
import { alignmentOf } from './alignment.ts';
import { type PageFact, RULE } from './facts.ts';
import { maskFix } from './fixes.ts';

/** The argument of a function that has to be a multiple of the page size, or a slice that has to begin at one. */
interface Wanted {
  readonly argument: number;
  readonly isSlice?: boolean;
}

/** Functions of package syscall and golang.org/x/sys/unix. */
const FUNCTIONS: Readonly<Record<string, Wanted>> = {
  Mmap: { argument: 1 },
  MmapPtr: { argument: 1 },
  Madvise: { argument: 0, isSlice: true },
  Mprotect: { argument: 0, isSlice: true },
  Msync: { argument: 0, isSlice: true },
};

/** System calls by the end of their constant; argument 0 is the number. */
const CALLS: Readonly<Record<string, Wanted>> = {
  SYS_MMAP: { argument: 6 },
  SYS_MADVISE: { argument: 1 },
  SYS_MPROTECT: { argument: 1 },
  SYS_MSYNC: { argument: 1 },
  SYS_MUNMAP: { argument: 1 },
};

/** `MapRegion(f, length, prot, flags, offset)`, which refuses other offsets itself. */
const MMAP_GO = 'github.com/edsrzf/mmap-go';

/** Notes a call with an offset or an address that is made a multiple of 4096. @throws Split */
export function noteMapped(c: Checker, callee: Func, args: readonly Operand[]): void {
  const wanted = wantedBy(c, callee, args);
  const x = wanted && args[wanted.argument];
  if (wanted === undefined || x === undefined) return;
  const { tree, file } = c.env.file;
  const node = wanted.isSlice ? lowBound(c, x.node) : x.node;
  const alignment = node === NONE ? undefined : alignmentOf(c, node);
  if (alignment === undefined) return;
  const { multiple } = alignment;
  const span = (at: Node) => ({ path: file.path, start: tree.start[at]!, end: tree.end[at]! });
  const isElsewhere = !tree.contains(node, alignment.node);
  const fact: PageFact = {
    code: 'MappedOffset',
    ...span(node),
    message: message('page-size-mapped', { function: nameOf(c, callee, args), multiple }),
    multiple,
    why: message('page-size-mapped-why', {}),
    fix: maskFix(c, alignment),
    written: isElsewhere ? span(alignment.node) : undefined,
  };
  c.record(RULE, fact);
}

function wantedBy(c: Checker, callee: Func, args: readonly Operand[]): Wanted | undefined {
  const path = callee.package_?.path ?? '';
  if (path === MMAP_GO) return callee.name === 'MapRegion' ? { argument: 4 } : undefined;
  if (!KERNEL_PACKAGE.test(path)) return undefined;
  if (isRawSyscall(callee)) return CALLS[callNumber(c, args)];
  return FUNCTIONS[callee.name];
}

/** `SYS_MMAP` of `syscall.Syscall6(unix.SYS_MMAP, …)`. */
function callNumber(c: Checker, [number]: readonly Operand[]): string {
  const text = number === undefined ? '' : c.env.file.tree.textOf(number.node);
  return text.slice(text.lastIndexOf('.') + 1);
}

function nameOf(c: Checker, callee: Func, args: readonly Operand[]): string {
  return isRawSyscall(callee) ? callNumber(c, args) : `${callee.package_?.name}.${callee.name}`;
}

/** Where a part of a mapping begins: `n` of `m[n:]`. */
function lowBound(c: Checker, node: Node): Node {
  const { tree } = c.env.file;
  const slice = withoutParentheses(tree, node);
  return tree.kind[slice] === Kind.SliceExpression ? tree.child(slice, Field.Start) : NONE;
}
