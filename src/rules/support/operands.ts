// What expressions come to, asked by a rule about those around or behind the one it listens to.
import { Kind } from '../../syntax/kinds.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { toInt } from '../../types/constant.ts';
import { checkAny } from '../../types/expression.ts';
import type { Operand } from '../../types/operand.ts';
import type { Type } from '../../types/type.ts';

/** What an expression, or the type of a conversion, comes to that was, or will be, checked elsewhere. @throws Split */
export function operandOf(c: Checker, node: Node): Operand | undefined {
  const { kind, next } = c.env.file.tree;
  // The bodies of function literals must not be looked at twice.
  for (let n = node; n < next[node]!; n++) if (kind[n] === Kind.FuncLiteral) return undefined;
  const x = c.silently(() => checkAny(c, node));
  return x.mode === 'unknown' ? undefined : x;
}

/** The type of the value of an expression without function literals. @throws Split */
export function typeOf(c: Checker, node: Node): Type | undefined {
  const x = operandOf(c, node);
  return x === undefined || x.mode === 'type' ? undefined : x.type;
}

/** The value of an integer constant; undefined for anything else. @throws Split */
export function constantAt(c: Checker, node: Node): bigint | undefined {
  const x = operandOf(c, node);
  return x?.mode === 'constant' && x.value !== undefined ? toInt(x.value)?.value : undefined;
}
