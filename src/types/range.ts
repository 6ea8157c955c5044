// Range clauses: what a loop iterates over and the types of its variables (Go spec, For statements with range clause).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { assignment } from './assign.ts';
import { assignmentTarget, freshVariables } from './assignment-statement.ts';
import type { Checker } from './checker.ts';
import { checkExpression, expressionList } from './expression.ts';
import { type Operand, typedValue } from './operand.ts';
import { basicOf, defaultType, isUntyped } from './predicates.ts';
import { under, varType } from './resolve.ts';
import { declareLocal } from './statement.ts';
import { Info, Tag, type Type, UNKNOWN } from './type.ts';
import { coreType } from './type-set.ts';
import { BASIC } from './universe.ts';

/** The types of the iteration variables a range gives. */
interface Iteration {
  readonly key?: Type;
  readonly value?: Type;
  /** How many variables may be written. */
  readonly max: number;
  /** Why it cannot be ranged over. */
  readonly cause?: string;
  readonly invalid?: boolean;
}

const NOTHING_KNOWN: Iteration = { key: UNKNOWN, value: UNKNOWN, max: 2 };

export function rangeStatement(c: Checker, node: Node): void {
  const { tree } = c.env.file;
  const left = expressionList(c, tree.child(node, Field.Left));
  const right = tree.child(node, Field.Right);
  const defines = tree.childOfKind(node, Kind.Define) !== NONE;
  const fresh = defines ? freshVariables(c, left) : [];
  c.each(() => {
    const x = checkExpression(c, right);
    const iteration = x.mode === 'unknown' ? NOTHING_KNOWN : iterationOf(c, x);
    if (iteration.invalid) {
      const cause = iteration.cause === undefined ? '' : `: ${iteration.cause}`;
      c.report(right, 'InvalidRangeExpr', 'cannotRange', { operand: c.describe(x), cause });
      for (const variable of fresh) if (variable !== undefined) variable.used |= c.now;
    } else if (left.length > iteration.max) {
      const id = iteration.max === 0 ? 'rangeNoVariables' : 'rangeOneVariable';
      c.report(left[iteration.max]!, 'InvalidIterVar', id, { operand: c.describe(x) });
    }
    left.forEach((n, i) => {
      const type = (i === 0 ? iteration.key : iteration.value) ?? UNKNOWN;
      const variable = fresh[i];
      if (variable !== undefined) variable.type.set(c.now, isUntyped(type) ? defaultType(type, BASIC) : type);
      else if (!defines) {
        const target = assignmentTarget(c, n);
        if (target !== undefined && type.tag !== Tag.Unknown) assignRange(c, n, type, target, x);
      }
    });
  });
  // The variables are in scope in the body only.
  for (const variable of fresh) if (variable !== undefined) declareLocal(c, variable, tree.end[node]!);
}

/** The iteration value goes to an existing variable. */
function assignRange(c: Checker, node: Node, type: Type, target: Type, x: Operand): void {
  if (isUntyped(type)) assignment(c, x, target, { context: 'range clause' });
  else assignment(c, { ...typedValue(node, type) }, target, { context: 'range clause' });
}

function iterationOf(c: Checker, x: Operand): Iteration {
  const fail = (cause?: string): Iteration => ({
    ...NOTHING_KNOWN,
    invalid: true,
    ...(cause === undefined ? {} : { cause }),
  });
  if (x.mode === 'nil') return fail();
  const core = coreType(c, x.type);
  if (core === undefined) return x.type.tag === Tag.TypeParam ? NOTHING_KNOWN : fail('no core type');
  switch (core.tag) {
    case Tag.Unknown:
      return NOTHING_KNOWN;
    case Tag.Basic:
      if ((core.info & Info.String) !== 0) return { key: BASIC.int, value: BASIC.rune, max: 2 };
      if ((core.info & Info.Integer) !== 0) return { key: x.type, max: 1 };
      return fail();
    case Tag.Array:
      return { key: BASIC.int, value: core.elem, max: 2 };
    case Tag.Pointer: {
      const array = under(c, core.elem);
      if (array.tag === Tag.Unknown) return NOTHING_KNOWN;
      return array.tag === Tag.Array ? { key: BASIC.int, value: array.elem, max: 2 } : fail();
    }
    case Tag.Slice:
      return { key: BASIC.int, value: core.elem, max: 2 };
    case Tag.Map:
      return { key: core.key, value: core.elem, max: 2 };
    case Tag.Chan:
      return core.direction === 'send' ? fail('receive from send-only channel') : { key: core.elem, max: 1 };
    case Tag.Signature: {
      // func(yield func(K, V) bool)
      const yield_ =
        core.params.length === 1 && core.results.length === 0 ? coreType(c, varType(c, core.params[0]!)) : undefined;
      if (yield_ === undefined)
        return fail(
          core.params.length === 1 ? undefined : 'func must be func(yield func(...) bool): wrong argument count',
        );
      if (yield_.tag === Tag.Unknown) return NOTHING_KNOWN;
      if (yield_.tag !== Tag.Signature) return fail('func must be func(yield func(...) bool): argument is not func');
      const result = yield_.results[0];
      if (yield_.results.length !== 1 || result === undefined || basicOf(c, varType(c, result)) !== BASIC.bool) {
        return fail('func must be func(yield func(...) bool): yield func does not return bool');
      }
      const [key, value] = yield_.params.map((p) => varType(c, p));
      return {
        ...(key === undefined ? {} : { key }),
        ...(value === undefined ? {} : { value }),
        max: yield_.params.length,
      };
    }
    default:
      return fail();
  }
}
