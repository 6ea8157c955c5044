// Type parameters: their declaration and constraints (Go spec, Type parameter declarations).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { namedChildren } from './collect.ts';
import { TypeName } from './object.ts';
import { under } from './resolve.ts';
import type { Scope } from './scope.ts';
import { Interface, Tag, type Type, TypeParam, UNKNOWN } from './type.ts';
import { unionOf } from './union.ts';

/** Type parameters that are declared, and what gives them their constraints. */
export interface DeclaredTypeParams {
  readonly params: readonly TypeParam[];
  /** To be called once, in the place and for the targets of the declaration. */
  readonly constrain: () => void;
}

/** Declares the type parameters of `[P, Q C]` in `scope`. Constraints may name them and what is declared with them. */
export function declareTypeParams(c: Checker, list: Node, scope: Scope): DeclaredTypeParams {
  const { tree } = c.env.file;
  const params: TypeParam[] = [];
  const pending: { node: Node; params: TypeParam[] }[] = [];
  const redeclared: TypeName[] = [];
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
      if (object.name === '_') continue;
      const other = scope.declare(object, 0);
      if (other !== undefined) redeclared.push(object);
    }
    pending.push({ node: tree.child(declaration, Field.Type), params: constrained });
  }
  const constrain = () =>
    c.inside({ ...c.env, scope }, () => {
      for (const { name, site } of redeclared) c.report(site!.node, 'DuplicateDecl', 'redeclaredInBlock', { name });
      for (const { node, params: constrained } of pending) {
        c.each(() => {
          const constraint = constraintType(c, node);
          for (const param of constrained) param.constraint.set(c.now, constraint);
        });
      }
    });
  return { params, constrain };
}

/** Declares type parameters with their constraints. */
export function collectTypeParams(c: Checker, list: Node, scope: Scope): readonly TypeParam[] {
  const { params, constrain } = declareTypeParams(c, list, scope);
  constrain();
  return params;
}

/** A constraint: an interface, or a type or union that stands for the interface with that element. */
function constraintType(c: Checker, node: Node): Type {
  const { tree } = c.env.file;
  const parts = tree.kind[node] === Kind.TypeConstraint ? namedChildren(tree, node) : [node];
  const type = unionOf(c, parts, true);
  if (type.tag === Tag.Union) return new Interface([], [type], false, true);
  if (type.tag !== Tag.TypeParam) return type;
  c.report(node, 'MisplacedTypeParam', 'typeParameterAsConstraint', {});
  return UNKNOWN;
}

/** A constraint as an interface. @throws Split */
export function constraintInterface(c: Checker, constraint: Type): Type {
  const u = under(c, constraint);
  return u.tag === Tag.Interface || u.tag === Tag.Unknown ? constraint : new Interface([], [constraint], false, true);
}
