// The built-in functions complex, real and imag (Go spec, Manipulating complex numbers).
import { convertUntyped } from './binary.ts';
import type { BuiltinCall } from './builtin.ts';
import type { Checker } from './checker.ts';
import { isNumeric, makeComplex, type real, toFloat } from './constant.ts';
import { expressionString } from './expression-string.ts';
import { constantOperand, type Operand, typedValue, unknownOperand } from './operand.ts';
import { allBasic, basicOf, isUntyped } from './predicates.ts';
import { type Basic, Info, Tag, type Type, UNKNOWN } from './type.ts';
import { BASIC } from './universe.ts';

/** What complex makes of a type, by name, and real and imag the other way round. */
const COMPLEX: Readonly<Record<string, Basic>> = {
  float32: BASIC.complex64!,
  float64: BASIC.complex128!,
  'untyped float': BASIC['untyped complex']!,
};
const FLOAT: Readonly<Record<string, Basic>> = {
  complex64: BASIC.float32!,
  complex128: BASIC.float64!,
  'untyped complex': BASIC['untyped float']!,
};

/** `complex(x, y)`. @throws Split */
export function complexCall(c: Checker, { node, args }: BuiltinCall): Operand {
  const converted = sameFloats(c, args[0]!, args[1]!);
  if (converted === undefined) return unknownOperand(node);
  const [x, y] = converted;
  if (!c.identical(x.type, y.type)) {
    const expression = expressionString(c.env.file.tree, node);
    const types = { left: c.typeString(x.type), right: c.typeString(y.type) };
    c.report(x.node, 'InvalidComplex', 'mismatchedTypes', { expression, ...types });
    return unknownOperand(node);
  }
  const type = counterpart(c, x.type, COMPLEX);
  if (type === undefined) {
    c.report(x.node, 'InvalidComplex', 'complexOfOthers', { type: c.typeString(x.type) });
    return unknownOperand(node);
  }
  if (x.mode !== 'constant' || y.mode !== 'constant') return typedValue(node, type);
  const re = x.value && toFloat(x.value);
  const im = y.value && toFloat(y.value);
  return constantOperand(node, type, re && im && makeComplex(re, im));
}

/** The arguments with the type that they share if they can. */
function sameFloats(c: Checker, x: Operand, y: Operand): [Operand, Operand] | undefined {
  let [a, b]: (Operand | undefined)[] = [x, y];
  if (isUntyped(x.type) && isUntyped(y.type)) {
    if (x.mode === 'constant' && y.mode === 'constant') return [asFloat(x), asFloat(y)];
    a = convertUntyped(c, x, BASIC.float64!);
    b = convertUntyped(c, y, BASIC.float64!);
  } else if (isUntyped(x.type)) a = convertUntyped(c, x, y.type);
  else b = convertUntyped(c, y, x.type);
  return a === undefined || b === undefined ? undefined : [a, b];
}

function asFloat(x: Operand): Operand {
  if (x.value === undefined) return { ...x, type: BASIC['untyped float']! };
  return isNumeric(x.value) && toFloat(x.value) !== undefined ? { ...x, type: BASIC['untyped float']! } : x;
}

/** `real(x)` and `imag(x)`. @throws Split */
export function partOf(
  c: Checker,
  { node, args }: BuiltinCall,
  part: typeof real,
  code: 'InvalidReal' | 'InvalidImag',
): Operand {
  let x: Operand | undefined = args[0]!;
  if (isUntyped(x.type)) {
    if (x.mode !== 'constant') x = convertUntyped(c, x, BASIC.complex128!);
    else if (allBasic(c, x.type, Info.Numeric)) x = { ...x, type: BASIC['untyped complex']! };
  }
  if (x === undefined) return unknownOperand(node);
  const type = counterpart(c, x.type, FLOAT);
  if (type === undefined) {
    c.report(x.node, code, 'partOfOthers', { type: c.typeString(x.type) });
    return unknownOperand(node);
  }
  if (x.mode !== 'constant') return typedValue(node, type);
  return constantOperand(node, type, x.value !== undefined && isNumeric(x.value) ? part(x.value) : undefined);
}

/** What becomes of a type; of a type parameter it is not followed. */
function counterpart(c: Checker, type: Type, table: Readonly<Record<string, Basic>>): Type | undefined {
  if (type.tag === Tag.TypeParam || type.tag === Tag.Unknown) return UNKNOWN;
  const basic = basicOf(c, type);
  return basic === undefined ? undefined : table[basic.name];
}
