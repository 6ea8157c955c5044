// What a number is known to be a multiple of, because the code makes it one: by a factor, a mask, a shift.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { definitionOf } from '../support/definition.ts';
import { onlyArgument, operatorOf, withoutParentheses } from '../support/nodes.ts';
import { constantAt, operandOf } from '../support/operands.ts';

/** A number that is rounded to a multiple. */
export interface Alignment {
  /** The greatest power of two that is known to divide it, from 4096 to 32768. */
  readonly multiple: number;
  /** The expression that says so: a factor, a mask, a number of bits. */
  readonly node: Node;
  readonly by: 'factor' | 'mask' | 'shift' | 'value';
}

const LEAST_BITS = 12;
const MOST_BITS = 15;
/** Variables of variables beyond which nobody follows, and parts of one expression. */
const MAX_DEPTH = 12;
/** Conversions that keep all bits of a number of pages. */
const CONVERSION = /^u?int(?:32|64|ptr)?$/;

/**
 * How a number of the present place is rounded where that is to less than 64 KiB and to 4 KiB at least; undefined where nothing rounds
 * it, or to more. @throws Split
 */
export function alignmentOf(c: Checker, node: Node, depth = 0): Alignment | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const { tree } = c.env.file;
  const at = withoutParentheses(tree, node);
  const value = constantAt(c, at);
  if (value !== undefined) return value === 0n ? undefined : multipleOf(value, at, 'value');
  switch (tree.kind[at]) {
    case Kind.BinaryExpression:
      return ofOperation(c, at, depth);
    case Kind.CallExpression: {
      const isConversion = CONVERSION.test(tree.textOf(tree.child(at, Field.Function)));
      const argument = isConversion ? onlyArgument(tree, at) : NONE;
      return argument === NONE ? undefined : alignmentOf(c, argument, depth + 1);
    }
    case Kind.Identifier: {
      const object = operandOf(c, at)?.object;
      const definition = object?.kind === 'var' ? definitionOf(tree, object) : undefined;
      return definition === undefined ? undefined : alignmentOf(c, definition.node, depth + 1);
    }
    default:
      return undefined;
  }
}

function ofOperation(c: Checker, node: Node, depth: number): Alignment | undefined {
  const { tree } = c.env.file;
  const [left, right] = [tree.child(node, Field.Left), tree.child(node, Field.Right)];
  switch (operatorOf(tree, node)) {
    case '+':
    case '-': {
      // x - x%4096
      const remainder = withoutParentheses(tree, right);
      if (operatorOf(tree, remainder) === '%') {
        const by = tree.child(remainder, Field.Right);
        const value = constantAt(c, by);
        return value === undefined ? undefined : multipleOf(value, by, 'factor');
      }
      return alignmentOf(c, left, depth + 1) ?? alignmentOf(c, right, depth + 1);
    }
    case '*':
      for (const by of [right, left]) {
        const value = constantAt(c, by);
        if (value !== undefined) return multipleOf(value, by, 'factor');
      }
      return undefined;
    case '<<': {
      const bits = constantAt(c, right);
      if (bits === undefined || bits < LEAST_BITS || bits > MOST_BITS) return undefined;
      return { multiple: 2 ** Number(bits), node: right, by: 'shift' };
    }
    case '&^': {
      const mask = constantAt(c, right);
      return mask === undefined ? undefined : multipleOf(mask + 1n, right, 'mask');
    }
    case '&': {
      const mask = constantAt(c, right);
      // All bits from the one of the page size on.
      const bits = mask === undefined ? -1 : trailingZeros(mask);
      const isMask = bits >= LEAST_BITS && BigInt.asUintN(32, mask!) >> BigInt(bits) === (1n << BigInt(32 - bits)) - 1n;
      return isMask ? multipleOf(1n << BigInt(bits), right, 'mask') : undefined;
    }
    default:
      return undefined;
  }
}

function multipleOf(value: bigint, node: Node, by: Alignment['by']): Alignment | undefined {
  const bits = trailingZeros(value);
  return bits < LEAST_BITS || bits > MOST_BITS ? undefined : { multiple: 2 ** bits, node, by };
}

function trailingZeros(value: bigint): number {
  if (value === 0n) return 64;
  let bits = 0;
  while (bits < 64 && ((value >> BigInt(bits)) & 1n) === 0n) bits++;
  return bits;
}
