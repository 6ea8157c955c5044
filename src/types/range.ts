// Range clauses: what a loop iterates over and the types of its variables (Go spec, For statements with range clause).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { assignment, declaredType } from './assign.ts';
import { assignmentTarget, freshVariables } from './assignment-statement.ts';
import type { Checker } from './checker.ts';
import { checkExpression, expressionList } from './expression.ts';
import type { Var } from './object.ts';
import { type Operand, typedValue } from './operand.ts';
import { allBasic, defaultType, identical, isInterface, isUntyped, mentionsUnknown } from './predicates.ts';
import { under, varType } from './resolve.ts';
import { declareLocal } from './statement.ts';
import { Info, Tag, type Type, UNKNOWN } from './type.ts';
import { commonUnder } from './type-set.ts';
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

/** @param statement the `for` around the clause */
export function rangeStatement(c: Checker, node: Node, statement: Node): void {
  const { tree } = c.env.file;
  const left = expressionList(c, tree.child(node, Field.Left));
  const right = tree.child(node, Field.Right);
  const defines = tree.childOfKind(node, Kind.Define) !== NONE;
  const fresh = defines ? freshVariables(c, left.slice(0, 2)) : [];
  c.each(() => {
    const x = checkExpression(c, right);
    const iteration = x.mode === 'unknown' ? NOTHING_KNOWN : iterationOf(c, x);
    if (iteration.invalid) {
      const cause = iteration.cause === undefined ? '' : `: ${iteration.cause}`;
      c.report(right, 'InvalidRangeExpr', 'cannotRange', { operand: c.describe(x), cause });
      for (const variable of fresh) if (variable !== undefined) variable.used |= c.now;
    } else if (left.length > iteration.max) {
      const operand = c.describe(x);
      if (iteration.max === 2) c.report(left[2]!, 'InvalidIterVar', 'rangeThreeVariables', {});
      else if (iteration.max === 1) c.report(left[1]!, 'InvalidIterVar', 'rangeOneVariable', { operand });
      else c.report(left[0]!, 'InvalidIterVar', 'rangeNoVariables', { operand });
    }
    const isInteger = x.mode !== 'unknown' && iteration.key === x.type && allBasic(c, x.type, Info.Integer);
    // The number itself goes to the variable.
    if (isInteger && (left.length === 0 || defines)) declaredType(c, x, 'range clause');
    left.slice(0, 2).forEach((n, i) => {
      const type = (i === 0 ? iteration.key : iteration.value) ?? UNKNOWN;
      const variable = fresh[i];
      if (variable !== undefined) {
        variable.type.set(c.now, isUntyped(type) ? defaultType(type, BASIC) : type);
        // That nothing uses it may follow from what is wrong with the range.
        if (type.tag === Tag.Unknown) variable.used |= c.now;
      } else if (!defines) {
        const target = assignmentTarget(c, n);
        if (type.tag !== Tag.Unknown) assignRange(c, n, type, target, isInteger ? x : undefined);
      }
    });
  });
  if (defines) reportNotDeclared(c, left.slice(0, 2), fresh, statement);
  // The variables are in scope in the body only.
  for (const variable of fresh) if (variable !== undefined) declareLocal(c, variable, tree.end[node]!);
}

/** Reports names that a clause with `:=` cannot declare. */
function reportNotDeclared(
  c: Checker,
  names: readonly Node[],
  fresh: readonly (Var | undefined)[],
  statement: Node,
): void {
  const { tree } = c.env.file;
  names.forEach((node, i) => {
    const name = tree.textOf(node);
    if (fresh[i] !== undefined || name === '_' || !fresh.some((other) => other?.name === name)) return;
    c.each(() => c.report(node, 'DuplicateDecl', 'redeclaredInBlock', { name }));
  });
  if (names.some((node) => tree.textOf(node) !== '_')) return;
  c.each(() => c.report(statement, 'NoNewVar', 'noNewVariables', {}));
}

/**
 * The iteration value goes to an existing variable.
 * @param target its type, undefined for `_`
 * @param number the integer that is ranged over
 */
function assignRange(c: Checker, node: Node, type: Type, target: Type | undefined, number: Operand | undefined): void {
  if (number === undefined) {
    // The compiler has no better expression than the variable.
    if (target !== undefined) assignment(c, typedValue(node, type), target, { context: 'assignment' });
  } else if (target === undefined) declaredType(c, number, 'range clause');
  else if (assignment(c, number, target, { context: 'range clause' }) && isUntyped(number.type)) {
    if (allBasic(c, target, Info.Integer) || mentionsUnknown(target)) return;
    const variable = isInterface(c, target) ? defaultType(number.type, BASIC) : target;
    if (allBasic(c, variable, Info.Integer)) return;
    c.report(node, 'InvalidRangeExpr', 'rangeVariableType', { type: c.typeString(variable) });
  }
}

function iterationOf(c: Checker, x: Operand): Iteration {
  const fail = (cause?: string): Iteration => ({
    ...NOTHING_KNOWN,
    invalid: true,
    ...(cause === undefined ? {} : { cause }),
  });
  if (x.mode === 'nil') return fail();
  const common = commonUnder(c, x.type, (type, u) =>
    u.tag === Tag.Chan && u.direction === 'send' ? `receive from send-only channel ${c.typeString(type)}` : undefined,
  );
  if (common.type === undefined) return fail(common.cause);
  const core = common.type;
  switch (core.tag) {
    case Tag.Unknown:
      return NOTHING_KNOWN;
    case Tag.Basic:
      if ((core.info & Info.String) !== 0) return { key: BASIC.int, value: BASIC.rune, max: 2 };
      if ((core.info & Info.Integer) !== 0) {
        return c.allows('1.22') ? { key: x.type, max: 1 } : fail(`requires go1.22 or later (${c.versionHint()})`);
      }
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
      return { key: core.elem, max: 1 };
    case Tag.Signature: {
      if (!c.allows('1.23')) return fail(`requires go1.23 or later (${c.versionHint()})`);
      // func(yield func(K, V) bool)
      const wrong = (cause: string) => fail(`func must be func(yield func(...) bool): ${cause}`);
      if (core.params.length !== 1) return wrong('wrong argument count');
      if (core.results.length > 0) return wrong('unexpected results');
      const inner = commonUnder(c, varType(c, core.params[0]!));
      if (inner.type === undefined) return wrong(`in yield type, ${inner.cause}`);
      const yield_ = inner.type;
      if (yield_.tag === Tag.Unknown) return NOTHING_KNOWN;
      if (yield_.tag !== Tag.Signature) return wrong('argument is not func');
      if (yield_.params.length > 2) return wrong('yield func has too many parameters');
      const result = yield_.results.length === 1 ? varType(c, yield_.results[0]!) : undefined;
      if (result?.tag === Tag.Unknown) return NOTHING_KNOWN;
      if (result === undefined || !identical(c, result, BASIC.bool)) {
        const isBoolean = result !== undefined && allBasic(c, result, Info.Boolean);
        return wrong(`yield func ${isBoolean ? 'returns user-defined boolean, not bool' : 'does not return bool'}`);
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
