// Receivers of methods: their types, their type parameters, and which types methods can be declared for (Go spec, Method declarations).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { firstNamed, namedChildren } from './collect.ts';
import { TypeName, Var } from './object.ts';
import { mentionsUnknown } from './predicates.ts';
import { typeParamsOf, under } from './resolve.ts';
import type { Scope } from './scope.ts';
import { instantiate, substitute, substitutionOf } from './substitute.ts';
import { Tag, type Type, TypeParam, UNKNOWN } from './type.ts';
import { genericTypeExpression, variableType } from './type-expression.ts';

/**
 * The receiver of a method.
 * @param scope where it and its type parameters are declared; undefined: nowhere
 * @param from the offset from which on the receiver counts
 */
export function receiverOf(c: Checker, list: Node, scope: Scope | undefined, from: number): Var | undefined {
  const { tree } = c.env.file;
  const [parameter, second] = tree.childrenOfKind(list, Kind.ParameterDeclaration);
  if (parameter === undefined) {
    c.report(tree.next[list]!, 'InvalidRecv', 'methodWithoutReceiver', {});
    return undefined;
  }
  if (second !== undefined || tree.childrenOfKind(parameter, Kind.Comma).length > 0) {
    c.report(tree.next[list]!, 'InvalidRecv', 'multipleReceivers', {});
  }
  const typeNode = tree.child(parameter, Field.Type);
  const type = new Cell<Type>();
  c.each(() => type.set(c.now, receiverType(c, typeNode, scope)));
  const name = tree.child(parameter, Field.Name);
  const site = { file: c.env.file, scope: c.env.scope, node: name === NONE ? typeNode : name };
  const receiver = new Var(name === NONE ? '' : tree.textOf(name), c.env.file.package_, site, c.now, type, 'receiver');
  if (scope !== undefined && name !== NONE && receiver.name !== '_') {
    scope.declare(receiver, from);
    c.named(name, receiver);
  }
  return receiver;
}

/** A receiver's type without parentheses and its star, and whether there is one. */
function baseOf(c: Checker, node: Node): { base: Node; pointer: boolean } {
  const { tree } = c.env.file;
  const unparenthesized = (n: Node): Node =>
    tree.kind[n] === Kind.ParenthesizedType ? unparenthesized(firstNamed(tree, n)) : n;
  const base = unparenthesized(node);
  if (tree.kind[base] !== Kind.PointerType) return { base, pointer: false };
  return { base: unparenthesized(firstNamed(tree, base)), pointer: true };
}

function receiverType(c: Checker, node: Node, scope: Scope | undefined): Type {
  const { tree } = c.env.file;
  const { base, pointer } = baseOf(c, node);
  if (tree.kind[base] === Kind.GenericType) {
    const type = genericReceiver(c, base, scope);
    return pointer && type.tag !== Tag.Unknown ? c.pool.pointer(type) : type;
  }
  const type = variableType(c, node);
  // The type arguments of what only an alias can stand for are fixed.
  const instance = instanceBehind(type);
  if (instance !== undefined) {
    const why = `cannot define new methods on instantiated type ${c.typeString(instance)}`;
    c.report(base, 'InvalidRecv', 'invalidReceiver', { why });
    return UNKNOWN;
  }
  c.later(() => checkReceiver(c, base, type));
  return type;
}

/** The type of a receiver `T[P]`: the instance of T for parameters of the method, which are declared in `scope`. */
function genericReceiver(c: Checker, node: Node, scope: Scope | undefined): Type {
  const { tree } = c.env.file;
  const genericNode = tree.child(node, Field.Type);
  const generic = genericTypeExpression(c, genericNode);
  const names = namedChildren(tree, tree.child(node, Field.TypeArguments));
  const fresh = names.map((name, i) => declareParameter(c, name, i, scope));
  if (mentionsUnknown(generic)) return UNKNOWN;
  const invalid = (why: string) => {
    c.report(genericNode, 'InvalidRecv', 'invalidReceiver', { why });
    return UNKNOWN;
  };
  const params = generic.tag === Tag.Named && generic.origin === undefined ? typeParamsOf(c, generic.object) : [];
  if (generic.tag !== Tag.Named || params.length === 0)
    return invalid(`${c.typeString(generic)} is not a generic type`);
  if (generic.object.isAlias)
    return invalid(`cannot define new methods on generic alias type ${c.typeString(generic)}`);
  c.requires('1.18', genericNode, 'type instantiation');
  if (fresh.length !== params.length) {
    const have = `${fresh.length} type parameter${fresh.length === 1 ? '' : 's'}`;
    const why = `receiver declares ${have}, but receiver base type declares ${params.length}`;
    c.report(genericNode, 'BadRecv', 'invalidReceiver', { why });
    return UNKNOWN;
  }
  const map = substitutionOf(params, fresh);
  params.forEach((param, i) => {
    for (const [set, constraint] of param.constraint.entries(c.now)) {
      fresh[i]!.constraint.set(set, substitute(c, constraint, map));
    }
  });
  const type = instantiate(c, generic, fresh);
  c.later(() => checkReceiver(c, genericNode, type));
  return type;
}

function declareParameter(c: Checker, node: Node, index: number, scope: Scope | undefined): TypeParam {
  const { tree, package_ } = c.env.file;
  const name = tree.textOf(node);
  const type = new Cell<Type>();
  const site = { file: c.env.file, scope: scope ?? c.env.scope, node };
  const object = new TypeName(name, package_, site, -1, type, NONE, false);
  const param = new TypeParam(object, index, new Cell());
  type.set(-1, param);
  if (scope === undefined || name === '_') return param;
  const other = scope.declare(object, 0);
  if (other !== undefined && other.site?.node !== node) c.report(node, 'DuplicateDecl', 'redeclaredInBlock', { name });
  return param;
}

/** Reports a type that cannot have methods. @param node its name */
function checkReceiver(c: Checker, node: Node, receiver: Type): void {
  const type = receiver.tag === Tag.Pointer ? receiver.elem : receiver;
  const text = c.typeString(type);
  const invalid = (why: string) => c.report(node, 'InvalidRecv', 'invalidReceiver', { why });
  switch (type.tag) {
    case Tag.Unknown:
      return;
    case Tag.Named: {
      if (type.object.package_ !== c.env.file.package_) {
        invalid(`cannot define new methods on non-local type ${text}`);
      } else {
        const u = under(c, type);
        if (u.tag === Tag.Pointer || u.tag === Tag.Interface) {
          invalid(`invalid receiver type ${text} (pointer or interface type)`);
        } else if (u.tag === Tag.Basic && u.name === 'unsafe.Pointer') {
          invalid(`invalid receiver type ${text} (unsafe.Pointer)`);
        }
      }
      return;
    }
    case Tag.Basic:
      invalid(`cannot define new methods on non-local type ${text}`);
      return;
    default:
      invalid(`invalid receiver type ${c.typeString(receiver)}`);
  }
}

/** The instance of a generic type, or of a generic alias, that an alias or what it points to stands for. */
function instanceBehind(type: Type): Type | undefined {
  for (let behind = type; ; ) {
    const { alias } = behind;
    if (alias !== undefined) {
      if (alias.typeArgs.length > 0) return behind;
      behind = alias.type;
    } else if (behind.tag === Tag.Pointer) behind = behind.elem;
    else return behind.tag === Tag.Named && behind.origin !== undefined ? behind : undefined;
  }
}
