// Selectors: qualified names, fields, methods, method values and method expressions (Go spec, Selectors).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { checkAny, objectOperand, single } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { lookupIdentifier, lookupQualified } from './identifier.ts';
import { lookupMember, type Selection } from './lookup.ts';
import { whyMissing } from './member-hint.ts';
import { Var } from './object.ts';
import { type Operand, unknownOperand } from './operand.ts';
import { signatureOf, varType } from './resolve.ts';
import { Signature, Tag, type Type } from './type.ts';
import { memberSubject } from './variation.ts';

/** `x.f`, `pkg.Name`, `T.Method`. @throws Split */
export function checkSelector(c: Checker, node: Node): Operand {
  const { tree } = c.env.file;
  const qualified = tree.kind[node] === Kind.QualifiedType;
  const left = tree.child(node, qualified ? Field.Package : Field.Operand);
  const name = tree.child(node, qualified ? Field.Name : Field.Field);
  if (left === NONE || name === NONE) return unknownOperand(node);
  if (tree.kind[left] === Kind.Identifier || tree.kind[left] === Kind.PackageIdentifier) {
    const object = lookupIdentifier(c, left);
    if (object === undefined) return unknownOperand(node);
    if (object.kind === 'package') {
      const member = lookupQualified(c, object, name);
      return member === undefined ? unknownOperand(node) : objectOperand(c, node, member);
    }
    return selectMember(c, node, objectOperand(c, left, object), name);
  }
  return selectMember(c, node, checkAny(c, left), name);
}

function selectMember(c: Checker, node: Node, left: Operand, nameNode: Node): Operand {
  const name = c.env.file.tree.textOf(nameNode);
  if (left.mode === 'unknown' || name === '') return unknownOperand(node);
  if (left.mode === 'builtin') {
    c.report(node, 'UncalledBuiltin', 'builtinInSelector', { operand: c.describe(left) });
    return unknownOperand(node);
  }
  const x = left.mode === 'type' ? left : single(c, left, true);
  if (x.mode === 'unknown') return unknownOperand(node);
  if (x.mode === 'nil') {
    c.report(nameNode, 'MissingFieldOrMethod', 'missingMember', {
      expression: 'nil',
      name,
      why: `type untyped nil has no field or method ${name}`,
    });
    return unknownOperand(node);
  }
  // Nothing is found under the blank identifier.
  const found: Selection =
    name === '_' ? { kind: 'none', ambiguous: false } : lookupMember(c, x.type, c.env.file.package_, name);
  switch (found.kind) {
    case 'unknown':
      return unknownOperand(node);
    case 'none':
      reportMissing(c, nameNode, x, name, found.ambiguous);
      return unknownOperand(node);
    case 'method':
      return x.mode === 'type'
        ? methodExpression(c, node, nameNode, x, found)
        : methodValue(c, node, nameNode, x, found);
    case 'field': {
      if (x.mode === 'type') {
        const args = { expression: expressionString(c.env.file.tree, x.node), name, type: c.typeString(x.type) };
        c.report(nameNode, 'MissingFieldOrMethod', 'missingMethodOfType', args);
        return unknownOperand(node);
      }
      const type = varType(c, found.field);
      const addressable = x.mode === 'variable' || found.indirect;
      for (const observer of c.observers) observer.selection?.(c, node, x, found.path, found.field);
      if (type.tag === Tag.Unknown) return unknownOperand(node);
      const selected = { from: x.type, path: found.path, field: found.field };
      return { mode: addressable ? 'variable' : 'value', type, node, selected };
    }
  }
}

type MethodFound = Extract<Selection, { kind: 'method' }>;

function methodValue(c: Checker, node: Node, nameNode: Node, x: Operand, found: MethodFound): Operand {
  c.uses(found.method.origin ?? found.method);
  const signature = signatureOf(c, found.method);
  if (signature === undefined) return unknownOperand(node);
  // x.m() stands for (&x).m() where x is addressable.
  if (found.pointerReceiver && !found.indirect && x.mode !== 'variable') {
    c.report(nameNode, 'InvalidMethodExpr', 'pointerMethod', { name: found.method.name, type: c.typeString(x.type) });
    return unknownOperand(node);
  }
  return { mode: 'value', type: signature, node, object: found.method };
}

/** `T.m`: a function whose first parameter is the receiver. */
function methodExpression(c: Checker, node: Node, nameNode: Node, x: Operand, found: MethodFound): Operand {
  c.uses(found.method.origin ?? found.method);
  const signature = signatureOf(c, found.method);
  if (signature === undefined) return unknownOperand(node);
  if (found.pointerReceiver && !found.indirect) {
    c.report(nameNode, 'InvalidMethodExpr', 'invalidMethodExpression', {
      type: c.typeString(x.type),
      name: found.method.name,
    });
    return unknownOperand(node);
  }
  // In a signature either all parameters have names or none.
  const named = signature.params.some((param) => param.name !== '');
  const name = signature.receiver?.name || (named ? '_' : '');
  const receiver = new Var(name, undefined, undefined, c.now, Cell.of<Type>(c.now, x.type), 'param');
  return {
    mode: 'value',
    type: new Signature([receiver, ...signature.params], signature.results, signature.variadic),
    node,
  };
}

function reportMissing(c: Checker, nameNode: Node, x: Operand, name: string, ambiguous: boolean): void {
  const expression = expressionString(c.env.file.tree, x.node);
  if (ambiguous) {
    c.report(nameNode, 'AmbiguousSelector', 'ambiguousSelector', { expression, name });
    return;
  }
  c.report(
    nameNode,
    'MissingFieldOrMethod',
    'missingMember',
    { expression, name, why: whyMissing(c, x.type, name, x.mode === 'variable') },
    {
      subject: memberSubject(c, x.type, [], undefined, name),
    },
  );
}
