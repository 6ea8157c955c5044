// Signatures: parameters, results and receivers of functions, with the scope they are declared in (Go spec, Function types).

import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { declaredNames } from './collect.ts';
import { Var } from './object.ts';
import { receiverOf } from './receiver.ts';
import { Scope } from './scope.ts';
import { Signature, type Type } from './type.ts';
import { variableType } from './type-expression.ts';
import { collectTypeParams } from './type-parameters.ts';

/** A signature, and the scope that holds its type parameters, receiver, parameters and results. */
export interface DeclaredSignature {
  readonly signature: Signature;
  readonly receiver: Var | undefined;
}

/**
 * The signature of a FunctionDeclaration, MethodDeclaration, FuncLiteral, FunctionType or MethodElem.
 * @param scope where parameters are declared; undefined: nowhere (types only)
 */
export function functionSignature(c: Checker, node: Node, scope: Scope | undefined): DeclaredSignature {
  const { tree } = c.env.file;
  const outer = c.env;
  return c.inside(scope === undefined ? outer : { ...outer, scope }, () => {
    const receiverNode = tree.child(node, Field.Receiver);
    const typeParamsNode = tree.child(node, Field.TypeParameters);
    const typeParams =
      typeParamsNode === NONE || scope === undefined ? [] : collectTypeParams(c, typeParamsNode, scope);
    const first = typeParamsNode === NONE ? NONE : tree.childOfKind(typeParamsNode, Kind.TypeParameterDeclaration);
    if (first !== NONE) c.requires('1.18', first, 'type parameter');
    // Parameters are in scope in the body, not in the signature (Go spec, Declarations and scope).
    const body = tree.child(node, Field.Body);
    const from = body === NONE ? tree.end[node]! : tree.start[body]!;
    const receiver = receiverNode === NONE ? undefined : receiverOf(c, receiverNode, scope, from);
    // Those of a function type are in no scope, and yet each has a name of its own.
    const declaring = scope ?? new Scope(undefined);
    const declare = (list: Node, role: 'param' | 'result') =>
      parameters(c, list, role, declaring, from, scope !== undefined);
    const params = declare(tree.child(node, Field.Parameters), 'param');
    const resultNode = tree.child(node, Field.Result);
    const results =
      resultNode === NONE
        ? { vars: [], variadic: false }
        : tree.kind[resultNode] === Kind.ParameterList
          ? declare(resultNode, 'result')
          : { vars: [anonymous(c, resultNode, 'result', false)], variadic: false };
    return { signature: new Signature(params.vars, results.vars, params.variadic, typeParams, receiver), receiver };
  });
}

interface Parameters {
  readonly vars: Var[];
  readonly variadic: boolean;
}

function parameters(
  c: Checker,
  list: Node,
  role: 'param' | 'result',
  scope: Scope,
  from: number,
  isVisible: boolean,
): Parameters {
  const { tree } = c.env.file;
  const vars: Var[] = [];
  let variadic = false;
  if (list === NONE) return { vars, variadic };
  const groups = parameterGroups(c, list);
  for (const [i, { names, typeNode, dots }] of groups.entries()) {
    const isVariadic = dots !== NONE;
    variadic ||= isVariadic;
    if (isVariadic && (role === 'result' || names.length > 1 || i < groups.length - 1)) {
      c.each(() => c.report(dots, 'MisplacedDotDotDot', role === 'result' ? 'dotsInResult' : 'misplacedDots', {}));
    }
    const single = anonymous(c, typeNode, role, isVariadic);
    if (names.length === 0) vars.push(single);
    for (const name of names) {
      const site = { file: c.env.file, scope: c.env.scope, node: name };
      const variable = new Var(tree.textOf(name), c.env.file.package_, site, c.now, single.type, role);
      vars.push(variable);
      if (variable.name === '_') continue;
      if (isVisible) c.named(name, variable);
      const other = scope.declare(variable, from);
      if (other !== undefined && other.site?.node !== name)
        c.report(name, 'DuplicateDecl', 'redeclared', { name: variable.name });
    }
  }
  return { vars, variadic };
}

interface ParameterGroup {
  readonly names: readonly Node[];
  readonly typeNode: Node;
  /** The `...` before it, NONE where it is not variadic. */
  readonly dots: Node;
}

/**
 * The parameters that share a type. In `(a, b int)` the grammar may take `a` for a type of its own; in a list either all
 * parameters have names or none has (Go spec, Function types).
 */
function parameterGroups(c: Checker, list: Node): ParameterGroup[] {
  const { tree } = c.env.file;
  const groups: ParameterGroup[] = [];
  for (let n = list + 1; n < tree.next[list]!; n = tree.next[n]!) {
    const kind = tree.kind[n];
    if (kind !== Kind.ParameterDeclaration && kind !== Kind.VariadicParameterDeclaration) continue;
    const names = declaredNames(tree, n);
    const dots = kind === Kind.VariadicParameterDeclaration ? tree.childOfKind(n, Kind.Ellipsis) : NONE;
    groups.push({ names, typeNode: tree.child(n, Field.Type), dots });
  }
  if (!groups.some((group) => group.names.length > 0)) return groups;
  const named: ParameterGroup[] = [];
  let pending: Node[] = [];
  for (const group of groups) {
    if (group.names.length === 0 && tree.kind[group.typeNode] === Kind.TypeIdentifier) pending.push(group.typeNode);
    else {
      named.push({ ...group, names: [...pending, ...group.names] });
      pending = [];
    }
  }
  return named;
}

function anonymous(c: Checker, typeNode: Node, role: 'param' | 'result', variadic: boolean): Var {
  const type = new Cell<Type>();
  c.each(() => {
    const elem = variableType(c, typeNode);
    type.set(c.now, variadic ? c.pool.slice(elem) : elem);
  });
  return new Var('', c.env.file.package_, { file: c.env.file, scope: c.env.scope, node: typeNode }, c.now, type, role);
}
