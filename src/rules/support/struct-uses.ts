// What code does with a struct: literals of it, conversions, selections of its fields, copies. Asked only where a fix is to be made.
import type { GoPackage } from '../../module/package.ts';
import type { TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { walkDeclaration } from '../../types/declaration.ts';
import type { GoObject, Var } from '../../types/object.ts';
import type { Observer } from '../../types/observer.ts';
import type { Operand } from '../../types/operand.ts';
import type { FileInfo, PackageInfo } from '../../types/package-info.ts';
import { signatureOf, typeNameType, under, varType } from '../../types/resolve.ts';
import { type Struct, Tag, type Type } from '../../types/type.ts';
import { parentsAround } from './parents.ts';
import { typesSeenIn } from './seen-types.ts';

/** Where a field is declared: the same for all instances of a generic struct. */
export function fieldKey(field: Var): string {
  return `${field.site?.file.file.path}:${field.site?.node}`;
}

/** What tells a struct with fields from others. */
export function structKey(struct: Struct): string {
  return fieldKey(struct.fields[0]!);
}

/** A place in the sources. */
export interface UsePlace {
  readonly file: FileInfo;
  readonly node: Node;
}

/** Where a use is, in words: `a.go:12`. */
export function placeOf({ file: { file, tree }, node }: UsePlace): string {
  return `${file.name}:${tree.text.slice(0, tree.start[node]).split('\n').length}`;
}

export interface LiteralUse extends UsePlace {
  readonly keyed: boolean;
}

export interface FieldUse extends UsePlace {
  readonly field: Var;
  /** Whether its address could be taken. */
  readonly isAddressable: boolean;
}

/** What is done with one struct. */
export interface StructUses {
  /** Literals with elements. */
  readonly literals: readonly LiteralUse[];
  /** Where a value of another struct type, or a pointer to one, becomes this one, or the other way round. */
  readonly conversions: readonly UsePlace[];
  /** `x.f` of its fields. */
  readonly fields: readonly FieldUse[];
  /** Where a value with the struct in it may be copied: a variable that is used as a whole, a parameter, a range clause. */
  readonly values: readonly UsePlace[];
  /** Where package unsafe looks at it: its size, the offset of a field, a pointer to it or to a field as an unsafe.Pointer and back. */
  readonly memory: readonly UsePlace[];
  /** Where something with the struct in it becomes an empty interface or is a type argument: reflection may look at it. */
  readonly boxes: readonly UsePlace[];
}

/** What the declarations of a package do with a struct. All of its files must have been collected with the bodies of functions. */
export function usesIn(c: Checker, info: PackageInfo, struct: Struct): StructUses {
  const collector = new Collector(struct);
  const specs = new Set<string>();
  const meetings = new Meetings(c, info, structKey(struct));
  c.uncounted(() => {
    for (const object of info.declared) {
      const { site } = object;
      // Variables of one declaration are gone through together.
      const key = object.kind === 'var' ? `${site?.file.file.path}:${object.spec}` : '';
      if (site === undefined || (key !== '' && specs.has(key))) continue;
      specs.add(key);
      c.observe(site, object.presence, collector, () => {
        if (meetings.mayBeIn(object)) walkDeclaration(c, object);
        const receiver = object.kind === 'func' ? signatureOf(c, object)?.receiver : undefined;
        if (receiver !== undefined) collector.received(c, site.node, varType(c, receiver));
      });
    }
  });
  return collector.uses;
}

/**
 * The same for a package of which only the declarations are known, with the files of it that are on any of the targets.
 * @param trees of its files, with the bodies of functions
 */
export function usesInOther(
  c: Checker,
  pkg: GoPackage,
  trees: ReadonlyMap<string, Tree>,
  struct: Struct,
): { uses: StructUses; seen: ReadonlySet<string> } {
  return c.supposing(pkg, trees, () => {
    const info = c.packageOf(pkg, { tests: true });
    return { uses: usesIn(c, info, struct), seen: new Set(info.files.map(({ file }) => file.path)) };
  });
}

/** Tells by the types that were noted while a package was checked which declarations have nothing to do with a struct. */
class Meetings {
  private readonly known = new Map<Type, Map<TargetSet, boolean>>();

  constructor(
    private readonly c: Checker,
    private readonly info: PackageInfo,
    private readonly key: string,
  ) {}

  /** Whether a declaration may have to do with the struct on the present targets. @throws Split */
  mayBeIn(object: GoObject): boolean {
    const types = object.kind === 'func' ? typesSeenIn(this.info, object) : undefined;
    if (types === undefined) return true;
    for (const type of types) if (this.leadsThere(type)) return true;
    return false;
  }

  private leadsThere(type: Type): boolean {
    const { now } = this.c;
    const bySet = this.known.get(type) ?? new Map<TargetSet, boolean>();
    this.known.set(type, bySet);
    const leads = bySet.get(now) ?? leadsTo(this.c, type, this.key);
    bySet.set(now, leads);
    return leads;
  }
}

/** Listens. A unit of work may be done again for fewer targets: each place counts once. */
class Collector implements Observer {
  private readonly literals = new Map<string, LiteralUse>();
  private readonly conversions = new Map<string, UsePlace>();
  private readonly fields = new Map<string, FieldUse>();
  private readonly values = new Map<string, UsePlace>();
  private readonly boxes = new Map<string, UsePlace>();
  private readonly memory = new Map<string, UsePlace>();

  private readonly key: string;
  private readonly ownFields: ReadonlySet<string>;

  constructor(struct: Struct) {
    this.key = structKey(struct);
    this.ownFields = new Set(struct.fields.map(fieldKey));
  }

  get uses(): StructUses {
    const { literals, conversions, fields, values, boxes, memory } = this;
    return {
      literals: [...literals.values()],
      conversions: [...conversions.values()],
      fields: [...fields.values()],
      values: [...values.values()],
      boxes: [...boxes.values()],
      memory: [...memory.values()],
    };
  }

  structLiteral(c: Checker, node: Node, _type: Type, struct: Struct, keyed: boolean): void {
    if (this.isIt(struct)) add(this.literals, c, { node, keyed });
  }

  conversion(c: Checker, node: Node, x: Operand, type: Type): void {
    this.assignment(c, { ...x, node }, type);
    const other = isUnsafePointer(c, type) ? x.type : isUnsafePointer(c, x.type) ? type : undefined;
    if (other !== undefined && this.isReachedBy(c, other)) add(this.memory, c, { node });
  }

  assignment(c: Checker, x: Operand, wanted: Type): void {
    const [from, to] = [structBehind(c, x.type), structBehind(c, wanted)];
    if (from !== undefined && to !== undefined && this.isIt(from) !== this.isIt(to))
      add(this.conversions, c, { node: x.node });
    if (isEmptyInterface(c, wanted) && this.isHeldIn(c, x.type)) add(this.boxes, c, { node: x.node });
  }

  selection(c: Checker, node: Node, x: Operand, path: readonly Var[], field: Var): void {
    if (!this.ownFields.has(fieldKey(field))) return;
    if (this.isOwn(c, x, path, field) && isArgumentOfUnsafe(c.env.file, node)) add(this.memory, c, { node });
    const types = [x.type, ...path.map((one) => varType(c, one))];
    const isAddressable = x.mode === 'variable' || types.some((type) => under(c, type).tag === Tag.Pointer);
    add(this.fields, c, { node, field, isAddressable });
  }

  expression(c: Checker, x: Operand): void {
    if (isArgumentOfUnsafe(c.env.file, x.node) && contains(c, x.type, this.key)) add(this.memory, c, { node: x.node });
    if (x.mode !== 'variable' || x.type.tag === Tag.Basic || x.type.tag === Tag.Pointer) return;
    if (contains(c, x.type, this.key) && !isOnlyUsed(c.env.file, x.node)) add(this.values, c, { node: x.node });
  }

  typeExpression(c: Checker, node: Node, type: Type): void {
    if (isOfParameter(c.env.file, node) && contains(c, type, this.key)) add(this.values, c, { node });
  }

  /** A receiver of a type. */
  received(c: Checker, node: Node, type: Type): void {
    if (contains(c, type, this.key)) add(this.values, c, { node });
  }

  name(c: Checker, node: Node, object: GoObject): void {
    if (object.kind === 'type' && isTypeArgument(c.env.file, node) && this.isHeldIn(c, typeNameType(c, object)))
      add(this.boxes, c, { node });
    if (object.kind !== 'var' || object.role !== 'local' || object.site?.node !== node) return;
    const { file } = c.env;
    const isOfRange = isIn(file, node, Kind.RangeClause);
    if (isOfRange && contains(c, varType(c, object), this.key)) add(this.values, c, { node });
  }

  private isIt(struct: Struct): boolean {
    return struct.fields[0] !== undefined && structKey(struct) === this.key;
  }

  /** Whether a selection is of a field of the struct. @throws Split */
  private isOwn(c: Checker, x: Operand, path: readonly Var[], field: Var): boolean {
    const last = path.at(-1);
    const struct = structBehind(c, last === undefined ? x.type : varType(c, last));
    return struct !== undefined && this.isIt(struct) && struct.fields.some((one) => fieldKey(one) === fieldKey(field));
  }

  /** Whether a pointer leads to memory of the struct, or of what nobody knows. @throws Split */
  private isReachedBy(c: Checker, type: Type): boolean {
    let at = type;
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      const u = under(c, at);
      if (at.tag === Tag.TypeParam || u.tag === Tag.Unknown) return true;
      if (u.tag !== Tag.Pointer && u.tag !== Tag.Slice) return contains(c, at, this.key);
      at = u.elem;
    }
    return true;
  }

  /** Whether a type holds the struct by value, or points to or has elements of what does. @throws Split */
  private isHeldIn(c: Checker, type: Type): boolean {
    const u = under(c, type);
    const inner = u.tag === Tag.Pointer || u.tag === Tag.Slice || u.tag === Tag.Map ? u.elem : type;
    return contains(c, inner, this.key);
  }
}

function add<T extends { node: Node }>(found: Map<string, T & UsePlace>, { env }: Checker, use: T): void {
  const { file } = env;
  found.set(`${file.file.path}:${use.node}`, { ...use, file });
}

/** A struct type, or what a pointer to one points to. @throws Split */
function structBehind(c: Checker, type: Type): Struct | undefined {
  const u = under(c, type);
  const base = u.tag === Tag.Pointer ? under(c, u.elem) : u;
  return base.tag === Tag.Struct && base.fields.length > 0 ? base : undefined;
}

function isUnsafePointer(c: Checker, type: Type): boolean {
  const u = under(c, type);
  return u.tag === Tag.Basic && u.name === 'unsafe.Pointer';
}

/** Whether an expression is what a function of package unsafe is given, or `&` of it or of a part of it is. */
function isArgumentOfUnsafe({ tree }: FileInfo, node: Node): boolean {
  const parents = parentsAround(tree, node);
  for (let at = parents.of(node); ; at = parents.of(at)) {
    switch (tree.kind[at]) {
      case Kind.ParenthesizedExpression:
      case Kind.UnaryExpression:
      case Kind.SelectorExpression:
      case Kind.IndexExpression:
      case Kind.ArgumentList:
        continue;
      case Kind.CallExpression:
      case Kind.TypeConversionExpression:
        return /^unsafe\.\w+/.test(tree.textOf(at));
      default:
        return false;
    }
  }
}

function isEmptyInterface(c: Checker, type: Type): boolean {
  const u = under(c, type);
  return type.tag !== Tag.TypeParam && u.tag === Tag.Interface && u.methods.length === 0;
}

/** Whether a type is written as a type argument. */
function isTypeArgument({ tree }: FileInfo, node: Node): boolean {
  for (const around of parentsAround(tree, node).around(node)) {
    switch (tree.kind[around]) {
      case Kind.TypeElem:
      case Kind.PointerType:
      case Kind.SliceType:
        continue;
      case Kind.TypeArguments:
      case Kind.IndexExpression:
      case Kind.TypeInstantiationExpression:
        return true;
      default:
        return false;
    }
  }
  return false;
}

/** Whether a node is the type of a parameter or receiver. */
function isOfParameter({ tree }: FileInfo, node: Node): boolean {
  const parents = parentsAround(tree, node);
  const declaration = parents.of(node);
  const list = parents.of(declaration);
  const isParameter =
    tree.kind[declaration] === Kind.ParameterDeclaration && tree.child(declaration, Field.Type) === node;
  return isParameter && tree.field[list] !== Field.Result;
}

function isIn({ tree }: FileInfo, node: Node, kind: Kind): boolean {
  const parents = parentsAround(tree, node);
  const parent = parents.of(node);
  return tree.kind[parent] === kind || tree.kind[parents.of(parent)] === kind;
}

const MAX_DEPTH = 20;

/** Whether a type holds a struct by value. @throws Split */
function contains(c: Checker, type: Type, key: string, depth = 0): boolean {
  const u = under(c, type);
  if (depth > MAX_DEPTH) return true;
  if (u.tag === Tag.Array) return contains(c, u.elem, key, depth + 1);
  if (u.tag !== Tag.Struct || u.fields[0] === undefined) return false;
  return fieldKey(u.fields[0]) === key || u.fields.some((field) => contains(c, varType(c, field), key, depth + 1));
}

/** Whether a value of a type may be used to get at a struct without another value between: by pointers, elements and embedded fields. @throws Split */
function leadsTo(c: Checker, type: Type, key: string, depth = 0): boolean {
  const u = under(c, type);
  if (depth > MAX_DEPTH || type.tag === Tag.TypeParam) return true;
  switch (u.tag) {
    case Tag.Unknown:
    case Tag.TypeParam:
      return true;
    case Tag.Pointer:
    case Tag.Slice:
    case Tag.Array:
    case Tag.Chan:
      return leadsTo(c, u.elem, key, depth + 1);
    case Tag.Map:
      return leadsTo(c, u.key, key, depth + 1) || leadsTo(c, u.elem, key, depth + 1);
    case Tag.Struct:
      return (
        contains(c, u, key) || u.fields.some((field) => field.embedded && leadsTo(c, varType(c, field), key, depth + 1))
      );
    default:
      return false;
  }
}

/** Whether of a struct or array only a part or the address is taken. */
function isOnlyUsed({ tree }: FileInfo, node: Node): boolean {
  const parents = parentsAround(tree, node);
  let at = node;
  while (tree.kind[parents.of(at)] === Kind.ParenthesizedExpression) at = parents.of(at);
  const parent = parents.of(at);
  switch (tree.kind[parent]) {
    case Kind.SelectorExpression:
      return true;
    case Kind.IndexExpression:
      return tree.child(parent, Field.Operand) === at;
    case Kind.UnaryExpression:
      return tree.text[tree.start[parent]!] === '&';
    default:
      return false;
  }
}
