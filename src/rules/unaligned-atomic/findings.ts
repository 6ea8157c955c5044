// From atomic accesses to findings: what is misaligned on which targets, and which field is to blame.
import type { GoPackage } from '../../module/package.ts';
import type { TargetSet } from '../../platform/target.ts';
import { Field } from '../../syntax/kinds.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren, PACKAGE_LEVEL } from '../../types/collect.ts';
import { TypeName, type Var } from '../../types/object.ts';
import { typeNameType, under, varType } from '../../types/resolve.ts';
import { Tag, type Type } from '../../types/type.ts';
import { fieldKey } from '../support/struct-uses.ts';
import type { FactPlace } from './facts.ts';
import type { AtomicAccess, SeenPlace } from './flows.ts';
import { Layouts } from './layout.ts';
import { checkingTargets } from './operations.ts';
import { isAligned, type PlacedField, type Placement, placementOf } from './placement.ts';

/** How far from an aligned address something lies, and where. */
export interface Offset {
  readonly targets: TargetSet;
  readonly offset: number;
  /** Size of the elements it lies in, where it is their size that is wrong. */
  readonly stride: number | undefined;
}

/** A field, or the place of a call, with everything that is misaligned because of it. */
export interface Misalignment {
  /** Undefined where no field of the user's module is to blame. */
  readonly blamed: PlacedField | undefined;
  /** The fields from the start of the allocation to the blamed one. */
  readonly path: readonly PlacedField[];
  /** What is misaligned: `Scheduler.count`. */
  readonly name: string;
  readonly offsets: Offset[];
  readonly accesses: AtomicAccess[];
  targets: TargetSet;
}

/** Asks `work` in the file of a fact for the targets of `set`, split as it needs. */
export function probeAt(c: Checker, { file }: FactPlace, set: TargetSet, work: () => void): void {
  c.inside({ file, scope: PACKAGE_LEVEL }, () => c.probe(set, work));
}

/** Everything misaligned in a package. */
export function findMisalignments(
  c: Checker,
  pkg: GoPackage,
  places: readonly SeenPlace[],
  allocated: ReadonlySet<Type>,
): Misalignment[] {
  const found = new Map<string, Misalignment>();
  const layouts = new Layouts(c);
  for (const { access, from, checked, accesses } of places) {
    probeAt(c, from, checked, () => {
      const placement = placementOf(c, access, layouts);
      if (placement === undefined || isAligned(placement) || mayBeElsewhere(c, from, placement, layouts, allocated))
        return;
      const blamed = blame(placement, pkg);
      for (const one of accesses()) {
        const targets = c.now & one.targets & checkingTargets(one.operation, c.targets);
        if (targets !== 0) addAccess(found, one, targets, placement, blamed);
      }
    });
  }
  return [...found.values()];
}

/** Adds an access that is misaligned on some targets. */
function addAccess(
  found: Map<string, Misalignment>,
  access: AtomicAccess,
  targets: TargetSet,
  placement: Placement,
  blamed: PlacedField | undefined,
): void {
  const [from] = access.chain;
  const key = blamed === undefined ? `${from!.file.file.path}:${from!.node}` : fieldKey(blamed.field);
  const known = found.get(key) ?? {
    blamed,
    path: placement.fields.slice(0, placement.fields.indexOf(blamed!) + 1),
    name: nameOf(access, placement, blamed),
    offsets: [],
    accesses: [],
    targets: 0,
  };
  found.set(key, known);
  known.targets |= targets;
  addOffset(known, targets, placement, blamed);
  if (!known.accesses.some((other) => isTail(other, access))) known.accesses.push(access);
}

/** Whether the chain of `other` ends that of `access`, or is the same: how the address got there adds nothing. */
function isTail({ chain: other }: AtomicAccess, { chain }: AtomicAccess): boolean {
  const start = chain.length - other.length;
  return start >= 0 && other.every((place, i) => place === chain[start + i]);
}

/**
 * Whether what a pointer points to may always lie inside something else, where it would be aligned: the package allocates none of its type
 * by itself, and a struct of the package holds the type by value at an offset that makes up for its own.
 */
function mayBeElsewhere(
  c: Checker,
  { file }: FactPlace,
  { pointee, offset }: Placement,
  layouts: Layouts,
  allocated: ReadonlySet<Type>,
): boolean {
  if (pointee === undefined || offset % 8 === 0 || allocated.has(pointee)) return false;
  const { package_ } = file;
  return package_.declared.some((object) => {
    if (!(object instanceof TypeName) || (object.presence & c.now) === 0) return false;
    return offsetsWithin(c, typeNameType(c, object), pointee, layouts).some((at) => (at + offset) % 8 === 0);
  });
}

const MAX_NESTING = 20;

/** The offsets at which a type holds another one by value, not counting itself. @throws Split */
function offsetsWithin(c: Checker, type: Type, wanted: Type, layouts: Layouts, depth = 0): number[] {
  const u = under(c, type);
  if (depth > MAX_NESTING) return [];
  const inside = (inner: Type, at: number): number[] => [
    ...(inner === wanted ? [at] : []),
    ...offsetsWithin(c, inner, wanted, layouts, depth + 1).map((more) => at + more),
  ];
  if (u.tag === Tag.Array) {
    const size = layouts.size(u.elem);
    const first = inside(u.elem, 0);
    return size === undefined || size % 8 === 0 || u.length < 2 ? first : first.flatMap((at) => [at, at + size]);
  }
  if (u.tag !== Tag.Struct || !u.fields.some((field) => isComposite(varType(c, field)))) return [];
  const layout = layouts.ofStruct(u);
  return layout === undefined ? [] : u.fields.flatMap((field, i) => inside(varType(c, field), layout.offsets[i]!));
}

function isComposite({ tag }: Type): boolean {
  return tag === Tag.Named || tag === Tag.Struct || tag === Tag.Array;
}

/**
 * The field whose place in its own struct is wrong, the innermost of several; where only the size of elements is wrong, the innermost. It
 * must be declared in the module of the package.
 */
function blame({ fields }: Placement, pkg: GoPackage): PlacedField | undefined {
  const own = fields.filter(({ field }) => isIn(field, pkg));
  return own.findLast(({ inHolder }) => inHolder % 8 !== 0) ?? own.at(-1);
}

function isIn(field: Var, pkg: GoPackage): boolean {
  return field.site?.file.package_.source.module.dir === pkg.module.dir;
}

function nameOf({ access, chain }: AtomicAccess, { fields }: Placement, blamed: PlacedField | undefined): string {
  const from = blamed ?? fields[0];
  if (from === undefined) return access.root.name ?? operandOf(chain.at(-1)!);
  const holder = from.holder?.object.name ?? access.root.name;
  const after = fields.slice(fields.indexOf(from) + 1).map(({ field }) => field.name);
  return [...(holder === undefined ? [] : [holder]), from.path, ...after].join('.');
}

/** The address an operation works on, as it is written. */
function operandOf({ file: { tree }, node }: FactPlace): string {
  const [address] = namedChildren(tree, tree.child(node, Field.Arguments));
  return address === undefined ? '' : tree.textOf(address);
}

/** Keeps the first offset that is met on each target: later ones are of other places the same field is used through. */
function addOffset({ offsets }: Misalignment, now: TargetSet, placement: Placement, blamed: PlacedField | undefined) {
  const rest = now & ~offsets.reduce((set, { targets }) => set | targets, 0);
  if (rest === 0) return;
  const start = blamed === undefined ? 0 : blamed.offset - blamed.inHolder;
  const relative = placement.offset - start;
  const stride = relative % 8 === 0 ? placement.strides.find((size) => size % 8 !== 0) : undefined;
  const offset = relative % 8 === 0 && stride === undefined ? placement.offset : relative;
  const same = offsets.findIndex((one) => one.offset === offset && one.stride === stride);
  if (same < 0) offsets.push({ targets: rest, offset, stride });
  else offsets[same] = { offset, stride, targets: offsets[same]!.targets | rest };
}
