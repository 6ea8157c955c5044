// Type parameters: their declaration and constraints (Go spec, Type parameter declarations).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { namedChildren } from './collect.ts';
import { TypeName } from './object.ts';
import { under } from './resolve.ts';
import type { Scope } from './scope.ts';
import { Interface, Tag, type Type, TypeParam, Union } from './type.ts';
import { unionOf } from './type-expression.ts';

/** Declares the type parameters of `[P, Q C]` in `scope`. */
export function collectTypeParams(c: Checker, list: Node, scope: Scope): TypeParam[] {
  const { tree } = c.env.file;
  const params: TypeParam[] = [];
  const pending: { nodes: Node; params: TypeParam[] }[] = [];
  for (const declaration of tree.childrenOfKind(list, Kind.TypeParameterDeclaration)) {
    const constrained: TypeParam[] = [];
    for (const name of tree.children(declaration, Field.Name)) {
      if (tree.kind[name] === Kind.Comma) continue;
      const type = new Cell<Type>();
      const site = { file: c.env.file, scope, node: name };
      const object = new TypeName(tree.textOf(name), c.env.file.package_, site, -1, type, NONE, false);
      const param = new TypeParam(object, params.length, new Cell());
      type.set(-1, param);
      params.push(param);
      constrained.push(param);
      // Parameters are in scope for the constraints of the whole list.
      if (object.name !== '_') scope.declare(object, 0);
    }
    pending.push({ nodes: tree.child(declaration, Field.Type), params: constrained });
  }
  c.inside({ ...c.env, scope }, () => {
    for (const { nodes, params: constrained } of pending) {
      c.each(() => {
        const constraint = constraintType(c, nodes);
        for (const param of constrained) param.constraint.set(c.now, constraint);
      });
    }
  });
  return params;
}

/** A constraint as an interface: `int` and `~int | string` stand for the interface with that element. */
function constraintType(c: Checker, node: Node): Type {
  const { tree } = c.env.file;
  const parts = tree.kind[node] === Kind.TypeConstraint ? namedChildren(tree, node) : [node];
  const type = unionOf(c, parts);
  if (type.tag === Tag.Unknown || type.tag === Tag.Interface) return type;
  if (type.tag === Tag.Union) return new Interface([], [type]);
  return under(c, type).tag === Tag.Interface ? type : new Interface([], [new Union([{ tilde: false, type }])]);
}
