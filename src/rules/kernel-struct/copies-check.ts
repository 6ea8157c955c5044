// What is reported of structs that stand for structures of the kernel: they are laid out as these on some targets only.
import { type Message, message } from '../../messages/catalogue.ts';
import {
  type KernelMember,
  type KernelStruct,
  kernelStruct,
  structArchitectures,
} from '../../platform/linux-abi/structs.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { FactsPass } from '../rule.ts';
import { asksArchitecture } from '../support/asks-architecture.ts';
import type { CopyFact, Leaf } from './copies.ts';
import type { KernelFact } from './observer.ts';

/** A member of the user's struct, and that of the kernel's that lies there. */
interface Pair {
  readonly leaf: string;
  readonly member: string;
  /** How far into the user's member, an array of bytes, the kernel's begins. */
  readonly within: number;
  /** Whether both have the same size. */
  readonly isExact: boolean;
}

interface Reported {
  readonly fact: CopyFact;
  readonly message: Message;
  targets: TargetSet;
}

/** Reports the structs that are the kernel's on some target, and not on others where the kernel gets them. */
export function checkCopies(pass: FactsPass): void {
  const copies = new Map<string, { fact: CopyFact; goarchs: readonly string[]; targets: TargetSet }[]>();
  for (const { fact, targets } of pass.facts) {
    const copy = fact as CopyFact | KernelFact;
    if (copy.kind !== 'copy' || asksArchitecture(copy.file)) continue;
    const key = `${copy.file.file.path}:${copy.node}`;
    const goarchs = pass.targets.members(targets).map(({ goarch }) => goarch);
    copies.set(key, [...(copies.get(key) ?? []), { fact: copy, goarchs, targets }]);
  }
  const reports = new Map<string, Reported>();
  for (const variants of copies.values()) {
    for (const { fact, targets } of variants) {
      pass.targets.targets.forEach((target, i) => {
        if ((targets & (1 << i)) === 0) return;
        const problem = problemOf(fact, target.goarch, variants);
        if (problem === undefined) return;
        const key = `${fact.file.file.path}:${fact.node}:${JSON.stringify(problem)}`;
        const report = reports.get(key) ?? { fact, message: problem, targets: 0 };
        reports.set(key, report);
        report.targets |= 1 << i;
      });
    }
  }
  for (const one of reports.values()) report(pass, one);
}

function report(pass: FactsPass, { fact, message: words, targets }: Reported): void {
  const span = ({ file, node }: { readonly file: CopyFact['file']; readonly node: number }) => ({
    path: file.file.path,
    start: file.tree.start[node]!,
    end: file.tree.end[node]!,
  });
  pass.report({
    code: 'CopiedStruct',
    kind: 'run',
    severity: 'error',
    message: words,
    targets,
    ...span(fact),
    ...(fact.declared === undefined
      ? {}
      : { related: [{ ...span(fact.declared), message: message('kernel-copy-declared', { type: fact.type }) }] }),
  });
}

/** How the struct differs from the kernel's on an architecture; undefined where it does not, or is no copy of it anywhere. */
function problemOf(
  fact: CopyFact,
  goarch: string,
  variants: readonly { readonly fact: CopyFact; readonly goarchs: readonly string[] }[],
): Message | undefined {
  const own = kernelStruct(goarch, fact.struct);
  if (own === undefined || pairsOf(fact, own) !== undefined) return undefined;
  const elsewhere = variants.flatMap((variant) =>
    variant.goarchs.map((other) => [variant.fact, kernelStruct(other, variant.fact.struct)] as const),
  );
  // A file for one architecture may have the structure of another.
  const others = structArchitectures.map((other) => [fact, kernelStruct(other, fact.struct)] as const);
  for (const [copy, kernel] of [...elsewhere, ...others]) {
    const pairs = kernel && pairsOf(copy, kernel);
    if (pairs !== undefined) return differenceOf(fact, own, pairs);
  }
  return undefined;
}

/** Members that hold nothing: `_`, `Pad_cgo_0`, `X__pad1`, `Spare`. */
const PADDING = /(?:^|\.)(?:_|(?:X_*)?(?:pad|unused|spare|reserved|glibc)\w*)$/i;

/** Which member of a struct is which of the kernel's; undefined where the struct has not the kernel's layout. */
function pairsOf({ size, leaves }: CopyFact, kernel: KernelStruct): Pair[] | undefined {
  if (size < kernel.size) return undefined;
  const pairs: Pair[] = [];
  for (const member of kernel.members) {
    if (PADDING.test(member.name) || member.size === 0) continue;
    const pair = pairFor(leaves, member, kernel);
    if (pair === undefined) return undefined;
    pairs.push(pair);
  }
  return pairs;
}

function pairFor(leaves: readonly Leaf[], member: KernelMember, kernel: KernelStruct): Pair | undefined {
  const { name, offset, size } = member;
  const isNumber = size <= 8;
  const same = leaves.find((leaf) => leaf.offset === offset && (leaf.size === size || !isNumber));
  if (same !== undefined) return { leaf: same.name, member: name, within: 0, isExact: !same.isArray };
  const around = leaves.find((leaf) => {
    const end = leaf.offset + leaf.size;
    if (leaf.offset > offset || end < offset + size) return false;
    // A number of 64 bits may stand for one of 32 and what is unused behind it.
    return (
      leaf.isArray ||
      kernel.members.every((other) => other === member || !isWithin(other, leaf) || PADDING.test(other.name))
    );
  });
  return around && { leaf: around.name, member: name, within: offset - around.offset, isExact: false };
}

function isWithin({ offset }: KernelMember, leaf: Leaf): boolean {
  return leaf.offset <= offset && offset < leaf.offset + leaf.size;
}

/** The first member that is not where the kernel has it, or has another size. */
function differenceOf(fact: CopyFact, kernel: KernelStruct, pairs: readonly Pair[]): Message | undefined {
  const common = { type: fact.type, struct: displayName(fact.struct), call: fact.name };
  for (const { leaf: name, member: wanted, within, isExact } of pairs) {
    const leaf = fact.leaves.find((one) => one.name === name);
    const member = kernel.members.find((one) => one.name === wanted);
    if (leaf === undefined || member === undefined) continue;
    const at = leaf.offset + within;
    if (at !== member.offset)
      return message('kernel-copy-offset', { ...common, field: name, at, member: wanted, offset: member.offset });
    if (isExact && leaf.size !== member.size)
      return message('kernel-copy-width', {
        ...common,
        field: name,
        size: leaf.size,
        member: wanted,
        wanted: member.size,
      });
  }
  if (fact.size >= kernel.size) return undefined;
  return message('kernel-copy-size', { ...common, size: fact.size, wanted: kernel.size });
}

/** The name as a user meets it: `unix.Stat_t` for the `stat_t` of mips64. */
function displayName(struct: string): string {
  return `unix.${struct[0]!.toUpperCase()}${struct.slice(1)}`;
}
