// Rules for the places types may stand in. They need complete types, and so wait until no declaration is being typed.
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import type { Checker } from './checker.ts';
import type { Func, TypeName } from './object.ts';
import { typeOffset } from './place.ts';
import { identical, isComparable } from './predicates.ts';
import { signatureOf, under } from './resolve.ts';
import { type Interface, Tag, type Type, type TypeSet } from './type.ts';
import { isMethodSet, methodKey, typeSetOf } from './type-set.ts';

/** Reports a constraint that is the type of a variable, an element, an argument. */
export function checkVariableType(c: Checker, node: Node, type: Type): void {
  if (type.tag === Tag.Interface ? isPlain(type) : type.tag !== Tag.Named || !mayBeConstraint(type.object)) return;
  c.later(() => {
    const u = under(c, type);
    if (u.tag !== Tag.Interface) return;
    const set = typeSetOf(c, u);
    if (set.unknown || isMethodSet(set)) return;
    const why = set.comparable ? 'is (or embeds) comparable' : 'contains type constraints';
    const start = typeOffset(c.env.file.tree, node);
    c.report(node, 'MisplacedConstraintIface', 'constraintAsType', { type: c.typeString(type), why }, { start });
  });
}

function isPlain({ embedded, comparable }: Interface): boolean {
  return embedded.length === 0 && !comparable;
}

/** Whether the type behind a name can be a constraint: most are not, and need not be looked at again. */
function mayBeConstraint({ site, spec, name }: TypeName): boolean {
  if (site === undefined || spec === NONE) return name === 'comparable';
  const { tree } = site.file;
  const type = tree.child(spec, Field.Type);
  switch (tree.kind[type]) {
    case Kind.InterfaceType:
      // One without embedded types has methods only.
      return tree.childOfKind(type, Kind.TypeElem) !== NONE;
    case Kind.TypeIdentifier:
    case Kind.QualifiedType:
    case Kind.GenericType:
    case Kind.ParenthesizedType:
      return true;
    default:
      return false;
  }
}

/** Reports a type that maps cannot have as key. */
export function checkMapKey(c: Checker, node: Node, type: Type): void {
  if (type.tag === Tag.Unknown || type.tag === Tag.Basic || type.tag === Tag.Pointer) return;
  c.later(() => {
    if (isComparable(c, type)) return;
    const why = type.tag === Tag.TypeParam ? ' (missing comparable constraint)' : '';
    const start = typeOffset(c.env.file.tree, node);
    c.report(node, 'IncomparableMapKey', 'invalidMapKey', { type: c.typeString(type), why }, { start });
  });
}

/** Reports a type that cannot be embedded in a struct. `type` is that of the field. */
export function checkEmbeddedField(c: Checker, node: Node, type: Type): void {
  const isPointer = type.tag === Tag.Pointer;
  const base = isPointer ? type.elem : type;
  if (base.tag === Tag.Unknown || (base.tag === Tag.Named && isStruct(base.object))) return;
  c.later(() => {
    const u = under(c, base);
    const report = (code: string, what: string) => c.report(node, code, 'invalidEmbeddedField', { what });
    if (u.tag === Tag.Basic && u.name === 'unsafe.Pointer') report('InvalidPtrEmbed', 'unsafe.Pointer');
    else if (u.tag === Tag.Pointer) report('InvalidPtrEmbed', 'a pointer');
    else if (u.tag === Tag.TypeParam) report('MisplacedTypeParam', 'a (pointer to a) type parameter');
    else if (u.tag === Tag.Interface && isPointer) report('InvalidPtrEmbed', 'a pointer to an interface');
  });
}

function isStruct({ site, spec }: TypeName): boolean {
  if (site === undefined || spec === NONE) return false;
  const { tree } = site.file;
  return tree.kind[tree.child(spec, Field.Type)] === Kind.StructType;
}

/** An element of an interface as it is written. */
export interface Element {
  readonly node: Node;
  readonly type: Type;
}

/**
 * Reports methods that an interface gets several times with different types, and elements that need a later language version.
 * @param elements what is embedded in it
 */
export function checkInterface(c: Checker, type: Interface, elements: readonly Element[]): void {
  if (elements.length === 0 || (elements.length === 1 && type.methods.length === 0 && c.allows('1.18'))) return;
  c.later(() => {
    const seen = new Map<string, Func>(type.methods.map((method) => [methodKey(method), method]));
    for (const { node, type: embedded } of elements) {
      const u = under(c, embedded);
      if (u.tag === Tag.Unknown) continue;
      if (u.tag !== Tag.Interface) {
        const what = embedded.tag === Tag.Union ? 'interface element' : 'non-interface type';
        c.requires('1.18', node, `embedding ${what} ${c.typeString(embedded)}`);
        continue;
      }
      addMethods(c, node, typeSetOf(c, u), seen);
    }
  });
}

function addMethods(c: Checker, node: Node, { methods }: TypeSet, seen: Map<string, Func>): void {
  for (const [key, method] of methods) {
    const other = seen.get(key);
    if (other === undefined) seen.set(key, method);
    if (other === undefined || (other === method && c.allows('1.14'))) continue;
    const [a, b] = [signatureOf(c, other), signatureOf(c, method)];
    if (a === undefined || b === undefined) continue;
    if (c.allows('1.14') && identical(c, a, b)) continue;
    c.report(node, 'DuplicateDecl', 'duplicateInterfaceMethod', { name: method.name });
  }
}
