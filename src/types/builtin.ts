// Calls of built-in functions, those of package unsafe included (Go spec, Built-in functions, Package unsafe).
import { Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import { assignment, declaredType } from './assign.ts';
import { comparison, convertUntyped } from './binary.ts';
import type { Checker } from './checker.ts';
import { firstNamed } from './collect.ts';
import { compare, imag, isNumeric, makeComplex, makeInt, real, toFloat } from './constant.ts';
import { checkAny, checkExpression, checkMulti, single } from './expression.ts';
import { expressionString } from './expression-string.ts';
import { checkInteger } from './index-expression.ts';
import type { Builtin } from './object.ts';
import { constantOperand, type Operand, typedValue, unknownOperand } from './operand.ts';
import { allBasic, basicOf, defaultType, isUntyped } from './predicates.ts';
import { under } from './resolve.ts';
import { alignOf, offsetOf, sizeOf } from './sizes.ts';
import { Info, Tag, Tuple, type Type } from './type.ts';
import { typeExpression } from './type-expression.ts';
import { constraintSet, coreType } from './type-set.ts';
import { BASIC, BUILTINS, EMPTY_INTERFACE } from './universe.ts';

type Check = (
  c: Checker,
  node: Node,
  args: readonly Operand[],
  nodes: readonly Node[],
  spread: Node,
  called: boolean,
) => Operand;

/** A call of a built-in. @throws Split */
export function checkBuiltin(c: Checker, node: Node, builtin: Builtin, nodes: readonly Node[], spread: Node): Operand {
  const id = builtin.package_ === undefined ? builtin.name : `unsafe.${builtin.name}`;
  const { args: min, variadic } = BUILTINS[id]!;
  if (spread !== NONE && id !== 'append') {
    for (const n of nodes) checkAny(c, n);
    c.report(node, 'InvalidDotDotDot', 'builtinSpread', { name: builtin.name });
    return unknownOperand(node);
  }
  const before = c.calls;
  // The first argument of make and new is a type; the others are checked as expressions at once.
  const typed = id === 'make' || id === 'new';
  const args = typed
    ? []
    : nodes.length === 1 && (min !== 1 || variadic)
      ? checkMulti(c, nodes, -1)
      : nodes.map((n) => single(c, checkAny(c, n)));
  const count = typed ? nodes.length : args.length;
  if (count < min || (count > min && !variadic)) {
    if (args.every((x) => x.mode !== 'unknown')) {
      const message = count < min ? 'notEnoughBuiltinArguments' : 'tooManyBuiltinArguments';
      c.report(node, 'WrongArgCount', message, {
        call: expressionString(c.env.file.tree, node),
        want: min,
        have: count,
      });
    }
    return unknownOperand(node);
  }
  if (args.some((x) => x.mode === 'unknown') && !KNOWN_RESULT.has(id)) return unknownOperand(node);
  const result = (CHECKS[id] ?? (() => unknownOperand(node)))(c, node, args, nodes, spread, c.calls !== before);
  if (result.mode !== 'constant') c.calls++;
  return result;
}

/** Built-ins whose result does not depend on their arguments. */
const KNOWN_RESULT = new Set(['panic', 'print', 'println', 'close', 'delete', 'clear', 'recover']);

const nothing = (node: Node): Operand => ({ mode: 'novalue', type: new Tuple([]), node });

const CHECKS: Readonly<Record<string, Check>> = {
  append(c, node, args, _, spread) {
    const s = args[0]!;
    const rest = args.slice(1);
    const core = s.mode === 'nil' ? undefined : coreType(c, s.type);
    if (core === undefined) {
      if (s.mode === 'nil') c.report(node, 'InvalidAppend', 'appendUntypedNil', {});
      return unknownOperand(node);
    }
    if (core.tag === Tag.Unknown) return unknownOperand(node);
    if (core.tag !== Tag.Slice) {
      c.report(s.node, 'InvalidAppend', 'invalidAppend', { operand: c.describe(s) });
      return unknownOperand(node);
    }
    if (spread !== NONE) {
      // append([]byte, string...) is allowed.
      const last = rest.at(-1)!;
      if (rest.length === 1 && basicOf(c, core.elem) === BASIC.uint8 && isStringLike(c, last.type))
        return typedValue(node, s.type);
      if (rest.length === 1) assignment(c, last, c.pool.slice(core.elem), { context: `argument to append` });
      return typedValue(node, s.type);
    }
    for (const x of rest) assignment(c, x, core.elem, { context: 'argument to append' });
    return typedValue(node, s.type);
  },
  cap: (c, node, args, _, __, called) => length(c, node, args[0]!, 'cap', called),
  len: (c, node, args, _, __, called) => length(c, node, args[0]!, 'len', called),
  clear(c, node, args) {
    const core = args[0]!.mode === 'unknown' ? undefined : coreType(c, args[0]!.type);
    if (core !== undefined && core.tag !== Tag.Map && core.tag !== Tag.Slice && core.tag !== Tag.Unknown) {
      c.report(args[0]!.node, 'InvalidClear', 'invalidClear', { operand: c.describe(args[0]!) });
    }
    return nothing(node);
  },
  close(c, node, args) {
    const x = args[0]!;
    const core = x.mode === 'unknown' ? undefined : coreType(c, x.type);
    if (core !== undefined && core.tag !== Tag.Unknown) {
      if (core.tag !== Tag.Chan) c.report(x.node, 'InvalidClose', 'closeNonChannel', { operand: c.describe(x) });
      else if (core.direction === 'receive')
        c.report(x.node, 'InvalidClose', 'closeReceiveOnly', { operand: c.describe(x) });
    }
    return nothing(node);
  },
  complex(c, node, args) {
    let [x, y] = args as [Operand, Operand];
    if (!isUntyped(x.type) && isUntyped(y.type)) y = convertUntyped(c, y, x.type) ?? y;
    else if (isUntyped(x.type) && !isUntyped(y.type)) x = convertUntyped(c, x, y.type) ?? x;
    if (x.mode === 'constant' && y.mode === 'constant') {
      const re = x.value && toFloat(x.value);
      const im = y.value && toFloat(y.value);
      const type = isUntyped(x.type) ? BASIC['untyped complex'] : complexOf(c, x.type);
      return constantOperand(node, type, re && im && makeComplex(re, im));
    }
    return typedValue(node, complexOf(c, isUntyped(x.type) ? BASIC.float64 : x.type));
  },
  copy(c, node, args) {
    const [dst, src] = args as [Operand, Operand];
    const to = coreType(c, dst.type);
    const from = coreType(c, src.type);
    if (to !== undefined && from !== undefined && to.tag !== Tag.Unknown && from.tag !== Tag.Unknown) {
      const bytes = to.tag === Tag.Slice && basicOf(c, to.elem) === BASIC.uint8 && isStringLike(c, src.type);
      if (to.tag !== Tag.Slice || (from.tag !== Tag.Slice && !bytes)) {
        c.report(node, 'InvalidCopy', 'invalidCopy', { call: expressionString(c.env.file.tree, node) });
      } else if (!bytes && from.tag === Tag.Slice && !c.identical(to.elem, from.elem)) {
        const left = c.describe(dst);
        const right = c.describe(src);
        c.report(node, 'InvalidCopy', 'copyMismatch', {
          left,
          right,
          leftElem: c.typeString(to.elem),
          rightElem: c.typeString(from.elem),
        });
      }
    }
    return typedValue(node, BASIC.int);
  },
  delete(c, node, args) {
    const [m, key] = args as [Operand, Operand];
    const core = m.mode === 'unknown' ? undefined : coreType(c, m.type);
    if (core?.tag === Tag.Map) assignment(c, key, core.key, { context: 'argument to delete' });
    else if (core !== undefined && core.tag !== Tag.Unknown) {
      c.report(m.node, 'InvalidDelete', 'notAMap', { operand: c.describe(m) });
    }
    return nothing(node);
  },
  imag: (c, node, args) => part(c, node, args[0]!, imag),
  real: (c, node, args) => part(c, node, args[0]!, real),
  make(c, node, _, nodes) {
    const type = typeExpression(c, nodes[0]!);
    const sizes = nodes.slice(1).map((n) => checkExpression(c, n));
    for (const size of sizes) {
      // A size may be an untyped float constant of integer value.
      if (size.mode !== 'unknown') checkInteger(c, size, 'index');
    }
    if (type.tag === Tag.Unknown) return unknownOperand(node);
    const core = coreType(c, type);
    if (
      core !== undefined &&
      core.tag !== Tag.Unknown &&
      core.tag !== Tag.Slice &&
      core.tag !== Tag.Map &&
      core.tag !== Tag.Chan
    ) {
      c.report(nodes[0]!, 'InvalidMake', 'cannotMake', { type: expressionString(c.env.file.tree, nodes[0]!) });
      return unknownOperand(node);
    }
    const min = core?.tag === Tag.Slice ? 2 : 1;
    if (core !== undefined && core.tag !== Tag.Unknown && (nodes.length < min || nodes.length > min + 1)) {
      c.report(node, 'WrongArgCount', 'makeArguments', {
        call: expressionString(c.env.file.tree, node),
        min,
        max: min + 1,
        have: nodes.length,
      });
    }
    return typedValue(node, type);
  },
  max: (c, node, args) => extreme(c, node, args, '>'),
  min: (c, node, args) => extreme(c, node, args, '<'),
  new(c, node, _, nodes) {
    // Since Go 1.26 new takes an expression too; the grammar reads it as a type.
    const x = checkAny(c, nodes[0]!);
    if (x.mode === 'type') return typedValue(node, c.pool.pointer(x.type));
    const value = single(c, x);
    if (value.mode === 'unknown') return unknownOperand(node);
    const type = declaredType(c, value, 'argument to new');
    return type.tag === Tag.Unknown ? unknownOperand(node) : typedValue(node, c.pool.pointer(type));
  },
  panic(c, node, args) {
    assignment(c, args[0]!, EMPTY_INTERFACE, { context: 'argument to panic' });
    return nothing(node);
  },
  print: (c, node, args) => printed(c, node, args),
  println: (c, node, args) => printed(c, node, args),
  recover: (_, node) => typedValue(node, EMPTY_INTERFACE),
  'unsafe.Add'(c, node, args) {
    assignment(c, args[0]!, BASIC['unsafe.Pointer'], { context: 'argument to unsafe.Add' });
    checkInteger(c, args[1]!, 'length', true);
    return typedValue(node, BASIC['unsafe.Pointer']);
  },
  'unsafe.Alignof'(c, node, args) {
    const align = alignOf(c, declaredType(c, args[0]!, 'argument to unsafe.Alignof'));
    return uintptr(node, align);
  },
  'unsafe.Offsetof'(c, node, _, nodes) {
    let selector = nodes[0]!;
    const { tree } = c.env.file;
    while (tree.kind[selector] === Kind.ParenthesizedExpression) selector = firstNamed(tree, selector);
    if (tree.kind[selector] !== Kind.SelectorExpression) {
      c.report(nodes[0]!, 'BadOffsetofSyntax', 'offsetofNotSelector', { operand: expressionString(tree, selector) });
      return unknownOperand(node);
    }
    return uintptr(node, offsetOf(c, selector));
  },
  'unsafe.Sizeof'(c, node, args) {
    const size = sizeOf(c, declaredType(c, args[0]!, 'argument to unsafe.Sizeof'));
    return uintptr(node, size);
  },
  'unsafe.Slice'(c, node, args) {
    const core = coreType(c, args[0]!.type);
    checkInteger(c, args[1]!, 'length');
    return core?.tag === Tag.Pointer ? typedValue(node, c.pool.slice(core.elem)) : unknownOperand(node);
  },
  'unsafe.SliceData'(c, node, args) {
    const core = coreType(c, args[0]!.type);
    return core?.tag === Tag.Slice ? typedValue(node, c.pool.pointer(core.elem)) : unknownOperand(node);
  },
  'unsafe.String'(c, node, args) {
    assignment(c, args[0]!, c.pool.pointer(BASIC.byte), { context: 'argument to unsafe.String' });
    checkInteger(c, args[1]!, 'length');
    return typedValue(node, BASIC.string);
  },
  'unsafe.StringData'(c, node, args) {
    assignment(c, args[0]!, BASIC.string, { context: 'argument to unsafe.StringData' });
    return typedValue(node, c.pool.pointer(BASIC.byte));
  },
};

/** A constant uintptr; its value is unknown where the number is. */
function uintptr(node: Node, size: number | undefined): Operand {
  return constantOperand(node, BASIC.uintptr, size === undefined ? undefined : makeInt(size));
}

function isStringLike(c: Checker, type: Type): boolean {
  if (type.tag !== Tag.TypeParam) return allBasic(c, type, Info.String);
  const { terms, unknown } = constraintSet(c, type);
  return (
    unknown || (terms?.every((t) => allBasic(c, t.type, Info.String) || under(c, t.type).tag === Tag.Slice) ?? false)
  );
}

/** len and cap: constant for strings constants and arrays without calls in them (Go spec, Length and capacity). */
function length(c: Checker, node: Node, x: Operand, name: 'len' | 'cap', called: boolean): Operand {
  if (x.mode === 'constant' && name === 'len' && allBasic(c, x.type, Info.String)) {
    const value = x.value?.kind === 'string' ? makeInt(x.value.bytes.length) : undefined;
    return constantOperand(node, BASIC.int, value);
  }
  if (x.type.tag === Tag.TypeParam) return typedValue(node, BASIC.int);
  let u = under(c, x.type);
  if (u.tag === Tag.Pointer) {
    const elem = under(c, u.elem);
    if (elem.tag === Tag.Array || elem.tag === Tag.Unknown) u = elem;
  }
  switch (u.tag) {
    case Tag.Array:
      if (!called) return constantOperand(node, BASIC.int, u.length < 0 ? undefined : makeInt(u.length));
      return typedValue(node, BASIC.int);
    case Tag.Unknown:
      // Of an array it would be a constant.
      return constantOperand(node, BASIC.int, undefined);
    case Tag.Slice:
    case Tag.Chan:
      return typedValue(node, BASIC.int);
    case Tag.Map:
      if (name === 'len') return typedValue(node, BASIC.int);
      break;
    case Tag.Basic:
      if (name === 'len' && (u.info & Info.String) !== 0) return typedValue(node, BASIC.int);
      break;
    default:
  }
  c.report(x.node, name === 'len' ? 'InvalidLen' : 'InvalidCap', 'invalidLength', { operand: c.describe(x), name });
  return unknownOperand(node);
}

function complexOf(c: Checker, float: Type): Type {
  const basic = basicOf(c, float);
  return basic === BASIC.float32 ? BASIC.complex64 : BASIC.complex128;
}

function part(c: Checker, node: Node, x: Operand, get: typeof real): Operand {
  if (x.mode === 'constant') {
    const value = x.value !== undefined && isNumeric(x.value) ? get(x.value) : undefined;
    if (isUntyped(x.type)) return constantOperand(node, BASIC['untyped float'], value);
    return constantOperand(node, basicOf(c, x.type) === BASIC.complex64 ? BASIC.float32 : BASIC.float64, value);
  }
  const basic = basicOf(c, x.type);
  return basic === undefined
    ? unknownOperand(node)
    : typedValue(node, basic === BASIC.complex64 ? BASIC.float32 : BASIC.float64);
}

function extreme(c: Checker, node: Node, args: readonly Operand[], operator: '<' | '>'): Operand {
  let best = args[0]!;
  for (const next of args.slice(1)) {
    const a = convertUntyped(c, best, next.type);
    const b = a && convertUntyped(c, next, a.type);
    if (a === undefined || b === undefined) return unknownOperand(node);
    if (comparison(c, node, a, b, operator).mode === 'unknown') return unknownOperand(node);
    if (a.mode === 'constant' && b.mode === 'constant') {
      const takeB = a.value !== undefined && b.value !== undefined && compare(b.value, operator, a.value);
      best = takeB ? b : a;
    } else best = { mode: 'value', type: a.type, node };
  }
  return best.mode === 'constant' ? constantOperand(node, best.type, best.value) : typedValue(node, best.type);
}

function printed(c: Checker, node: Node, args: readonly Operand[]): Operand {
  for (const x of args)
    if (x.mode !== 'unknown' && isUntyped(x.type))
      assignment(c, x, defaultType(x.type, BASIC), { context: 'argument to print' });
  return nothing(node);
}
