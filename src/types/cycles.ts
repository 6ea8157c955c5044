// Declarations that need themselves: types that contain themselves by value, and what cannot be typed before it is typed.
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import type { Checker } from './checker.ts';
import { namedChildren } from './collect.ts';
import { lookupIdentifier } from './identifier.ts';
import { type GoObject, TypeName } from './object.ts';
import { placeOf } from './place.ts';

/** Types in each other that are followed; longer cycles are not looked for, as nobody writes them. */
const MAX_DEPTH = 100;

/**
 * Reports a type that contains itself by value: in a field, as the element of an array, by embedding, or as what it is defined
 * by. Of the present targets, in the place of the type's declaration; of several ways in which it does, the first.
 * @throws Split
 */
export function checkContainment(c: Checker, type: TypeName): void {
  visit(c, type, []);
}

/**
 * @param path the defined types on the way here, each directly in the one before
 * @param instance where the type stands with type arguments: the compiler reports a generic type in itself there
 * @returns false where a cycle was found: what follows in the types on the way is not looked at
 */
function visit(c: Checker, type: TypeName, path: readonly TypeName[], instance = NONE): boolean {
  const { site, spec } = type;
  if (site === undefined || spec === NONE || type.package_ !== c.checking) return true;
  const at = path.indexOf(type);
  if (at >= 0) {
    const cycle = path.slice(at);
    const defined = cycle.filter((member) => !member.isAlias);
    const [only] = defined;
    // A cycle of aliases only has no type at all, which is said where they are typed.
    if (instance !== NONE && only !== undefined && defined.length === 1) {
      c.report(instance, 'InvalidDeclCycle', 'typeRefersToItself', { name: only.name });
    } else if (defined.length > 0) reportCycle(c, defined);
    for (const member of cycle) c.contained.set(member, (c.contained.get(member) ?? 0) | c.now);
    return false;
  }
  if (path.length > MAX_DEPTH || (c.now & ~(c.contained.get(type) ?? 0)) === 0) return true;
  const { tree } = site.file;
  const scope = c.generics.get(type)?.scope ?? site.scope;
  const isValid = c.inside({ file: site.file, scope }, () =>
    visitParts(c, tree.child(spec, Field.Type), [...path, type]),
  );
  c.contained.set(type, (c.contained.get(type) ?? 0) | c.now);
  return isValid;
}

/** Goes to the types which are in a type of this syntax by value, up to the first in which a cycle is found. */
function visitParts(c: Checker, node: Node, path: readonly TypeName[], instance = NONE): boolean {
  if (node === NONE) return true;
  const { tree } = c.env.file;
  switch (tree.kind[node]) {
    case Kind.TypeIdentifier: {
      const object = c.silently(() => lookupIdentifier(c, node));
      return !(object instanceof TypeName) || visit(c, object, path, instance);
    }
    case Kind.GenericType: {
      const generic = tree.child(node, Field.Type);
      return visitParts(c, generic, path, generic);
    }
    case Kind.ArrayType:
      return visitParts(c, tree.child(node, Field.Element), path);
    case Kind.StructType:
      for (const list of tree.childrenOfKind(node, Kind.FieldDeclarationList)) {
        for (const field of tree.childrenOfKind(list, Kind.FieldDeclaration)) {
          // An embedded pointer has its star outside of the type.
          if (tree.childOfKind(field, Kind.Star) !== NONE) continue;
          if (!visitParts(c, tree.child(field, Field.Type), path)) return false;
        }
      }
      return true;
    case Kind.ParenthesizedType:
    case Kind.InterfaceType:
    case Kind.TypeElem:
      for (const part of namedChildren(tree, node)) if (!visitParts(c, part, path)) return false;
      return true;
    default:
      return true;
  }
}

/**
 * Reports a declaration that is needed to type itself, unless it is a cycle of values, which is one of initialization, one
 * through a defined type, which may be fine, or one through a function, whose signature is typed more lazily than in the compiler.
 * @param cycle the declarations being typed, each needed by the one before, the first by the last
 */
export function checkDeclarationCycle(c: Checker, cycle: readonly GoObject[]): void {
  const values = cycle.filter(({ kind }) => kind === 'const' || kind === 'var').length;
  const definitions = cycle.filter((object) => object.kind === 'type' && !object.isAlias).length;
  if (values === cycle.length || (values === 0 && definitions > 0)) return;
  if (cycle.some(({ kind }) => kind === 'func')) return;
  if (cycle.some(({ package_ }) => package_ !== c.checking)) return;
  reportCycle(c, cycle);
}

/** Reports at the declaration that comes first in the sources, and names the others in their order. */
function reportCycle(c: Checker, cycle: readonly GoObject[]): void {
  const first = cycle.reduce((a, b) => (isBefore(b, a) ? b : a));
  const at = cycle.indexOf(first);
  const ordered = [...cycle.slice(at), ...cycle.slice(0, at)];
  const { file, scope, node } = first.site!;
  c.inside({ file, scope }, () => {
    const { name } = first;
    const isType = cycle.some(({ kind }) => kind === 'type');
    if (ordered.length === 1) {
      c.report(node, 'InvalidDeclCycle', isType ? 'typeRefersToItself' : 'declarationRefersToItself', { name });
      return;
    }
    const path = describeCycle(ordered);
    c.report(node, 'InvalidDeclCycle', isType ? 'recursiveType' : 'recursiveDeclaration', { name, path });
  });
}

/** Lines as the compiler adds them: which declaration refers to which, and where. */
export function describeCycle(cycle: readonly GoObject[]): string {
  return cycle
    .map((object, i) => {
      const { file, node } = object.site!;
      return `\n\t${placeOf(file, node)}: ${object.name} refers to ${cycle[(i + 1) % cycle.length]!.name}`;
    })
    .join('');
}

function isBefore(a: GoObject, b: GoObject): boolean {
  const [x, y] = [a.site!, b.site!];
  if (x.file !== y.file) return x.file.file.path < y.file.file.path;
  return x.node < y.node;
}
