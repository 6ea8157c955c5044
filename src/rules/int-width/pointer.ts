// Pointers that are kept in 32 bits.
import { Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Operand } from '../../types/operand.ts';
import { Tag, type Type } from '../../types/type.ts';
import { onlyArgument, withoutParentheses } from '../support/nodes.ts';
import { typeOf } from '../support/operands.ts';
import { pointeeOf } from '../support/pointee.ts';
import { operatorOn } from './bounds.ts';
import { note } from './note.ts';

/** `uint32(uintptr(unsafe.Pointer(p)))`. @throws Split */
export function observePointer(c: Checker, node: Node, x: Operand, type: Type): void {
  const { tree } = c.env.file;
  const call = withoutParentheses(tree, x.node);
  if (tree.kind[call] !== Kind.CallExpression) return;
  const argument = onlyArgument(tree, call);
  const from = argument === NONE ? undefined : typeOf(c, argument);
  if (from?.tag !== Tag.Basic || from.name !== 'unsafe.Pointer') return;
  // Any other may come from C, where a number is kept in a void pointer.
  if (pointeeOf(c, argument) === undefined) return;
  // Its low bits, which say how it is aligned, or hash it.
  if (/^[&%^]$/.test(operatorOn(tree, node))) return;
  note(c, node, { code: 'TruncatedPointer', severity: 'warning', bits: 64 }, 'int-width-pointer', {
    type: c.typeString(type),
  });
}
