// Structures of the user that are given to the kernel in the place of its own: which they are, and how they lie in memory.
import { structGiven } from '../../platform/linux-abi/structs.ts';
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Observer } from '../../types/observer.ts';
import type { FileInfo } from '../../types/package-info.ts';
import { under, varType } from '../../types/resolve.ts';
import { layoutOf, sizeOf } from '../../types/sizes.ts';
import { type Struct, Tag, type Type } from '../../types/type.ts';
import { isDeadCode } from '../support/dead-code.ts';
import { isRawSyscall, kernelTypeName } from '../support/kernel-package.ts';
import { withoutConversion } from '../support/nodes.ts';
import { pointeeOf } from '../support/pointee.ts';

/** A member of a struct, in bytes from its beginning; `Mtim.Sec` of a struct in it. */
export interface Leaf {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  readonly isArray: boolean;
}

/** The address of a struct of the user is an argument of a system call. */
export interface CopyFact {
  readonly kind: 'copy';
  /** The argument. */
  readonly file: FileInfo;
  readonly node: Node;
  /** The name of the system call, and of the kernel's structure. */
  readonly name: string;
  readonly struct: string;
  /** The type as it is called, and where it is declared if it has a name. */
  readonly type: string;
  readonly declared: { readonly file: FileInfo; readonly node: Node } | undefined;
  readonly size: number;
  readonly leaves: readonly Leaf[];
}

/** Structs with more fields, those of structs in them included, are none of the kernel's. */
const MAX_FIELDS = 200;

/** Records the structs that are given to raw system calls. */
export const copyObserver: Observer = {
  call(c, node, callee, args) {
    if (!isRawSyscall(callee) || args[0]?.mode !== 'constant') return;
    const { file } = c.env;
    const { tree } = file;
    const text = (at: number) => (args[at] === undefined ? '' : tree.textOf(args[at].node));
    const [, constant] = /\bSYS_(\w+)\)*$/.exec(text(0)) ?? [];
    if (constant === undefined) return;
    const name = constant.toLowerCase();
    for (let i = 1; i < args.length; i++) {
      const structs = structsGiven(c, name, i - 1, text(2));
      if (structs.size === 0) continue;
      const type = structPointedAt(c, args[i]!.node);
      if (type === undefined || isDeadCode(c, node)) continue;
      // The structure may have another name on each architecture.
      for (const [struct, targets] of structs) {
        c.splitAt(targets);
        if ((c.now & targets) === 0) continue;
        const fact = copyOf(c, type);
        if (fact === undefined) continue;
        const copy: CopyFact = { kind: 'copy', ...fact, file, node: args[i]!.node, name, struct };
        c.record('kernel-struct', copy);
      }
    }
  },
};

/** The structures that a call takes the address of, with the present targets on which it does. */
function structsGiven(c: Checker, call: string, index: number, command: string): Map<string, TargetSet> {
  const found = new Map<string, TargetSet>();
  c.targets.targets.forEach((target, i) => {
    if ((c.now & (1 << i)) === 0 || !isLinux(target)) return;
    const struct = structOfCommand(call, index, command) ?? structGiven(target.goarch, call, index);
    if (struct !== undefined) found.set(struct, (found.get(struct) ?? 0) | (1 << i));
  });
  return found;
}

/** The structure of calls that do several things. */
function structOfCommand(call: string, index: number, command: string): string | undefined {
  if (index !== 2) return undefined;
  if (call === 'fcntl' || call === 'fcntl64')
    return /\bF_(?:OFD_)?[GS]ETLKW?\)*$/.test(command) ? 'Flock_t' : undefined;
  if (call !== 'ioctl') return undefined;
  if (/\bTC[GS]ETS[WF]?\)*$/.test(command)) return 'Termios';
  return /\b(?:SIOC[GS]IF(?!CONF)\w+|TUN[GS]ETIFF)\)*$/.test(command) ? 'ifreq' : undefined;
}

/** The struct of the user that `uintptr(unsafe.Pointer(p))` points at, or at elements of. @throws Split */
function structPointedAt(c: Checker, argument: Node): Type | undefined {
  let type = pointeeOf(c, withoutConversion(c.env.file.tree, argument))?.type;
  if (type === undefined) return undefined;
  for (let u = under(c, type); u.tag === Tag.Array; u = under(c, type)) type = u.elem;
  return under(c, type).tag === Tag.Struct && kernelTypeName(type) === undefined ? type : undefined;
}

function copyOf(c: Checker, type: Type): Pick<CopyFact, 'type' | 'declared' | 'size' | 'leaves'> | undefined {
  const size = sizeOf(c, type);
  const leaves = leavesOf(c, under(c, type) as Struct, { left: MAX_FIELDS });
  if (size === undefined || leaves === undefined) return undefined;
  const declared = type.tag === Tag.Named ? type.object.site : undefined;
  return { type: c.typeString(type), declared, size, leaves };
}

/**
 * The members of a struct, with those of structs in it; undefined where its layout is not known, or it is too large.
 * @param budget how many fields may still be looked at
 * @throws Split
 */
function leavesOf(c: Checker, struct: Struct, budget: { left: number }, prefix = '', from = 0): Leaf[] | undefined {
  const layout = layoutOf(c, struct);
  budget.left -= struct.fields.length;
  if (layout === undefined || budget.left < 0) return undefined;
  const leaves: Leaf[] = [];
  for (const [i, field] of struct.fields.entries()) {
    // What has no name is nothing of the kernel's.
    if (field.name === '_') continue;
    const u = under(c, varType(c, field));
    const name = `${prefix}${field.name}`;
    const offset = from + layout.offsets[i]!;
    if (u.tag === Tag.Struct) {
      const inner = leavesOf(c, u, budget, `${name}.`, offset);
      if (inner === undefined) return undefined;
      leaves.push(...inner);
      continue;
    }
    const size = sizeOf(c, u);
    if (size === undefined) return undefined;
    leaves.push({ name, offset, size, isArray: u.tag === Tag.Array });
  }
  return leaves;
}
