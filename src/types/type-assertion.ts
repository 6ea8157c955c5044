// Type assertions `x.(T)` and the impossible ones (Go spec, Type assertions).
import { Field } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import type { Checker } from './checker.ts';
import { checkExpression } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { missingMethod, missingMethodReason } from './missing-method.ts';
import { type Operand, typedValue, unknownOperand } from './operand.ts';
import { isInterface, mentionsUnknown } from './predicates.ts';
import { under } from './resolve.ts';
import { Tag, type Type } from './type.ts';
import { variableType } from './type-expression.ts';

export function checkTypeAssertion(c: Checker, node: Node): Operand {
  const { tree } = c.env.file;
  const x = checkExpression(c, tree.child(node, Field.Operand));
  const typeNode = tree.child(node, Field.Type);
  // `x.(type)` stands in type switches only, which do not come here.
  if (typeNode === NONE) return unknownOperand(node);
  const type = variableType(c, typeNode);
  if (x.mode === 'unknown') return typedValue(node, type, 'commaok');
  if (x.type.tag === Tag.TypeParam) {
    c.report(x.node, 'InvalidAssert', 'assertionOnTypeParameter', { operand: c.describe(x) });
    return unknownOperand(node);
  }
  if (!isInterface(c, x.type)) {
    if (under(c, x.type).tag !== Tag.Unknown)
      c.report(x.node, 'InvalidAssert', 'notAnInterface', { operand: c.describe(x) });
    return unknownOperand(node);
  }
  for (const observer of c.observers) observer.assertion?.(c, node, x, type);
  checkPossible(c, node, x, type, false);
  return typedValue(node, type, 'commaok');
}

/** Reports an assertion or a case of a type switch that can never hold. @throws Split */
export function checkPossible(c: Checker, node: Node, x: Operand, type: Type, isCase: boolean): void {
  if (mentionsUnknown(type) || isInterface(c, type) || type.tag === Tag.TypeParam) return;
  const missing = missingMethod(c, type, x.type);
  if (missing === undefined) return;
  const expression = expressionString(c.env.file.tree, node);
  const reason = missingMethodReason(c, type, x.type, missing);
  const args = { type: c.typeString(type), cause: reason };
  if (isCase)
    c.report(node, 'ImpossibleAssert', 'impossibleCase', { ...args, operand: c.describe(x), case: expression });
  else {
    c.report(node, 'ImpossibleAssert', 'impossibleAssertion', {
      ...args,
      expression,
      interface: c.typeString(x.type),
    });
  }
}
