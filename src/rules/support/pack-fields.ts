// Packing a struct: the order of its fields in which it is smallest, by as few moves as will do, and the bytes that saves on each target.
import { type Message, message, say } from '../../messages/catalogue.ts';
import { shortTargets } from '../../platform/short-targets.ts';
import type { TargetList, TargetSet } from '../../platform/target.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Site } from '../../types/object.ts';
import { under, varType } from '../../types/resolve.ts';
import { alignOf, sizeOf } from '../../types/sizes.ts';
import { type Struct, Tag, type Type } from '../../types/type.ts';
import type { Fix } from '../finding.ts';
import type { StructContext } from './layout-obstacle.ts';
import { reorderFields, writtenStruct } from './reorder-fields.ts';

/** A FieldDeclaration: so many fields of one type. In bytes. */
interface Unit {
  readonly node: Node;
  readonly count: number;
  readonly size: number;
  readonly align: number;
  /** Whether it is a 64-bit integer, or has some, that lie at multiples of 8 only by luck, and may be used atomically. */
  readonly delicate: 'integer' | 'part' | undefined;
}

/** The declarations of a struct on targets that agree. */
export interface Profile {
  readonly targets: readonly string[];
  readonly units: ReadonlyMap<Node, Unit>;
}

/** An order of the declarations of a struct, and what it saves in bytes by the names of targets. */
export interface Packing {
  readonly order: readonly Node[];
  readonly saved: ReadonlyMap<string, number>;
}

/** With more declarations single moves are not tried: the fields are sorted. */
const MAX_MOVED = 60;

/** How the declarations of a struct are on the targets of a set; undefined where that is not known on some. */
export function profilesOf(
  c: Checker,
  targets: TargetList,
  { file, scope }: Site,
  set: TargetSet,
  struct: Struct,
): Profile[] | undefined {
  const found = new Map<string, { units: Map<Node, Unit>; set: TargetSet }>();
  let isKnown = true;
  c.inside({ file, scope }, () =>
    c.probe(set, () => {
      const units = unitsOf(c, struct);
      if (units === undefined) {
        isKnown = false;
        return;
      }
      const key = JSON.stringify([...units.values()]);
      found.set(key, { units, set: (found.get(key)?.set ?? 0) | c.now });
    }),
  );
  return isKnown
    ? [...found.values()].map((one) => ({ units: one.units, targets: targets.names(one.set) }))
    : undefined;
}

/** @throws Split */
function unitsOf(c: Checker, struct: Struct): Map<Node, Unit> | undefined {
  const units = new Map<Node, Unit>();
  for (const field of struct.fields) {
    const type = varType(c, field);
    const [size, align, known] = [sizeOf(c, type), alignOf(c, type), units.get(field.spec)];
    if (size === undefined || align === undefined) return undefined;
    const isWide = align < 8 && hasWideInteger(c, type);
    const delicate = !isWide ? undefined : under(c, type).tag === Tag.Basic ? 'integer' : 'part';
    units.set(field.spec, { node: field.spec, count: (known?.count ?? 0) + 1, size, align, delicate });
  }
  return units;
}

const MAX_DEPTH = 20;

/** @throws Split */
function hasWideInteger(c: Checker, type: Type, depth = 0): boolean {
  const u = under(c, type);
  if (depth > MAX_DEPTH) return true;
  if (u.tag === Tag.Basic) return u.bits === 64 && /^u?int64$/.test(u.name);
  if (u.tag === Tag.Array) return hasWideInteger(c, u.elem, depth + 1);
  return u.tag === Tag.Struct && u.fields.some((field) => hasWideInteger(c, varType(c, field), depth + 1));
}

/** Size and offsets of a struct with its declarations in an order. */
function layout({ units }: Profile, order: readonly Node[]): { size: number; offsets: ReadonlyMap<Node, number> } {
  const offsets = new Map<Node, number>();
  let [offset, max, last] = [0, 1, 0];
  for (const node of order) {
    const { size, align, count } = units.get(node)!;
    offset = Math.ceil(offset / align) * align;
    offsets.set(node, offset);
    // The size of a type is a multiple of its alignment.
    offset += size * count;
    max = Math.max(max, align);
    last = size;
  }
  // A pointer past a trailing field of no size would point to another object.
  if (last === 0 && offset > 0) offset++;
  return { size: Math.ceil(offset / max) * max, offsets };
}

/**
 * An order in which the struct is smaller than it is, on some targets, and on none larger; undefined where there is none. What may be used
 * atomically stays at multiples of 8 where it is at such in `base`.
 * @param base the order to begin with, by default the present one
 */
export function pack(profiles: readonly Profile[], present: readonly Node[], base = present): Packing | undefined {
  if (profiles.length === 0) return undefined;
  const sizes = profiles.map((profile) => layout(profile, present).size);
  const weight = (order: readonly Node[]) => {
    const changed = profiles.map((profile) => layout(profile, order).size);
    const isLarger = changed.some((size, i) => size > sizes[i]!);
    return isLarger ? undefined : changed.reduce((sum, size, i) => sum + size * profiles[i]!.targets.length, 0);
  };
  const isRight = (order: readonly Node[]) => profiles.every((profile) => keepsAligned(profile, base, order));
  let best: { order: readonly Node[]; weight: number } = { order: base, weight: weight(base) ?? Infinity };
  const consider = (order: readonly Node[]) => {
    const now = weight(order);
    if (now !== undefined && now < best.weight && isRight(order)) best = { order, weight: now };
  };
  for (let before = Number.NaN; before !== best.weight && base.length <= MAX_MOVED; ) {
    before = best.weight;
    for (const order of neighbours(best.order)) consider(order);
  }
  consider(sorted(profiles, base));
  const { order } = best;
  const saved = new Map<string, number>();
  profiles.forEach((profile, i) => {
    const bytes = sizes[i]! - layout(profile, order).size;
    if (bytes > 0) for (const target of profile.targets) saved.set(target, bytes);
  });
  return saved.size === 0 ? undefined : { order, saved };
}

/** Whether what is delicate lies where it did, as far as that matters; and the size of the struct as an element, too. */
function keepsAligned(profile: Profile, before: readonly Node[], after: readonly Node[]): boolean {
  const [old, now] = [layout(profile, before), layout(profile, after)];
  const delicate = [...profile.units.values()].filter(({ node, delicate }) => {
    // An integer that is misaligned as it is can be used by nothing atomic.
    return delicate === 'part' || (delicate === 'integer' && old.offsets.get(node)! % 8 === 0);
  });
  if (delicate.length > 0 && old.size % 8 === 0 && now.size % 8 !== 0) return false;
  return delicate.every(({ node }) => old.offsets.get(node)! % 8 === now.offsets.get(node)! % 8);
}

/** The orders in which one declaration is elsewhere. */
function* neighbours(order: readonly Node[]): Generator<Node[]> {
  for (const [from, node] of order.entries()) {
    const rest = order.toSpliced(from, 1);
    for (let to = 0; to <= rest.length; to++) if (to !== from) yield rest.toSpliced(to, 0, node);
  }
}

/** What is empty first, then by alignment; what is delicate before what is not. */
function sorted(profiles: readonly Profile[], order: readonly Node[]): Node[] {
  const rank = (node: Node) => {
    const units = profiles.map((profile) => profile.units.get(node)!);
    const isEmpty = units.every(({ size }) => size === 0);
    return [
      isEmpty ? 1 : 0,
      Math.max(...units.map(({ align }) => align)),
      units.some(({ delicate }) => delicate !== undefined) ? 1 : 0,
      units.reduce((sum, { align }) => sum + align, 0),
    ];
  };
  const ranks = new Map(order.map((node) => [node, rank(node)]));
  return order.toSorted((a, b) => {
    const [first, second] = [ranks.get(a)!, ranks.get(b)!];
    const at = first.findIndex((value, i) => value !== second[i]);
    return at < 0 ? 0 : second[at]! - first[at]!;
  });
}

/** The fix that packs a struct, or why it stays as it is. `all` are the names of all targets. */
export function packFix(
  context: StructContext,
  struct: Struct,
  site: Site,
  packing: Packing,
  all: readonly string[],
): Fix | Message {
  const { file, list } = writtenStruct(site);
  const padding = file.tree.childrenOfKind(list, Kind.FieldDeclaration).find((field) => {
    return /^_\s|(?:^|\.)CacheLinePad\b/.test(file.tree.textOf(field));
  });
  if (padding !== undefined) return message('layout-padded', { field: file.tree.textOf(padding) });
  const reordering = reorderFields(context, struct, site, { order: packing.order });
  if (!('edits' in reordering)) return reordering;
  const { edits, foreign } = reordering;
  const title = packTitle(site, packing, all);
  // Sizes may be known to something that is not seen; and an order is chosen by people.
  return { title, edits, ...(foreign?.length && { foreign }), automatic: false };
}

/** What packing a struct is called. `all` are the names of all targets. */
export function packTitle(site: Site, { saved }: Packing, all: readonly string[]): Message {
  return message('pack-fields', { struct: writtenStruct(site).name || 'struct', savings: savingsText(saved, all) });
}

/** `8 bytes on linux/amd64, 4 on linux/386`. */
function savingsText(saved: ReadonlyMap<string, number>, all: readonly string[]): string {
  const byBytes = new Map<number, string[]>();
  for (const target of all) {
    const bytes = saved.get(target);
    if (bytes !== undefined) byBytes.set(bytes, [...(byBytes.get(bytes) ?? []), target]);
  }
  return [...byBytes]
    .sort(([a], [b]) => b - a)
    .map(([bytes, targets], i) =>
      say(i === 0 ? 'pack-saved' : 'pack-saved-more', { bytes, targets: shortTargets(targets, all) }),
    )
    .join(say('list-separator', {}));
}
