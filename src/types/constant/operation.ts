// Operations on constants, exact, as Go's specification defines them for untyped constants.
import { add, bitLength, compareRationals, divide, MAXIMUM_BITS, multiply, subtract } from './rational.ts';
import {
  boundedInt,
  type ComplexConstant,
  type Constant,
  type IntConstant,
  isNumeric,
  makeBool,
  makeBytes,
  makeComplex,
  makeFloat,
  makeInt,
  type NumericConstant,
  type RealConstant,
  rationalOf,
  toComplex,
} from './value.ts';

/** Concatenations of more bytes are not computed: doubling a string in every declaration must not fill the memory. */
const MAXIMUM_STRING = 1 << 24;

/**
 * `op x` for `+ - ^ !`.
 * @param unsignedBits for `^`: the size of `x`'s type where that is unsigned, for `^uint8(1)` is 254 and not -2
 * @returns undefined where the operation is not defined for that kind
 */
export function unaryOp(op: string, x: Constant, unsignedBits?: number): Constant | undefined {
  switch (op) {
    case '+':
      return isNumeric(x) ? x : undefined;
    case '-':
      return isNumeric(x) ? negate(x) : undefined;
    case '^':
      if (x.kind !== 'int') return undefined;
      return makeInt(unsignedBits === undefined ? ~x.value : BigInt.asUintN(unsignedBits, ~x.value));
    case '!':
      return x.kind === 'bool' ? makeBool(!x.value) : undefined;
    default:
      return undefined;
  }
}

function negate(x: NumericConstant): Constant | undefined {
  switch (x.kind) {
    case 'int':
      return makeInt(-x.value);
    case 'float':
      return makeFloat({ num: -x.value.num, den: x.value.den });
    case 'complex':
      return makeComplex(negate(x.real) as RealConstant, negate(x.imag) as RealConstant);
  }
}

/**
 * `x op y` for the arithmetic, bit and logical operators; comparisons and shifts have functions of their own.
 * Operands of different numeric kinds are converted to the larger kind first.
 * @param integerDivision whether `/` of two integers truncates; otherwise it gives a float, as go/constant does
 * @returns undefined where the operation is not defined, divides by zero, or gives a value too large to compute
 */
export function binaryOp(x: Constant, op: string, y: Constant, integerDivision = true): Constant | undefined {
  if (x.kind === 'bool' && y.kind === 'bool') {
    if (op === '&&') return makeBool(x.value && y.value);
    return op === '||' ? makeBool(x.value || y.value) : undefined;
  }
  if (x.kind === 'string' && y.kind === 'string') {
    if (op !== '+' || x.bytes.length + y.bytes.length > MAXIMUM_STRING) return undefined;
    return makeBytes(x.bytes + y.bytes);
  }
  if (!isNumeric(x) || !isNumeric(y)) return undefined;
  if (x.kind === 'complex' || y.kind === 'complex') return complexOp(toComplex(x)!, op, toComplex(y)!);
  if (x.kind === 'int' && y.kind === 'int' && (op !== '/' || integerDivision)) return intOp(x.value, op, y.value);
  return floatOp(x, op, y);
}

function intOp(x: bigint, op: string, y: bigint): IntConstant | undefined {
  switch (op) {
    case '+':
      return boundedInt(x + y);
    case '-':
      return boundedInt(x - y);
    case '*':
      return boundedInt(x * y);
    case '/':
      return y === 0n ? undefined : makeInt(x / y);
    case '%':
      return y === 0n ? undefined : makeInt(x % y);
    case '&':
      return makeInt(x & y);
    case '|':
      return makeInt(x | y);
    case '^':
      return makeInt(x ^ y);
    case '&^':
      return makeInt(x & ~y);
    default:
      return undefined;
  }
}

function floatOp(x: RealConstant, op: string, y: RealConstant): Constant | undefined {
  const left = rationalOf(x);
  const right = rationalOf(y);
  switch (op) {
    case '+':
      return makeFloat(add(left, right));
    case '-':
      return makeFloat(subtract(left, right));
    case '*':
      return makeFloat(multiply(left, right));
    case '/':
      return makeFloat(divide(left, right));
    default:
      return undefined;
  }
}

function complexOp(x: ComplexConstant, op: string, y: ComplexConstant): Constant | undefined {
  const { real: a, imag: b } = x;
  const { real: c, imag: d } = y;
  switch (op) {
    case '+':
    case '-':
      return makeComplex(realOp(a, op, c), realOp(b, op, d));
    case '*':
      return makeComplex(
        realOp(realOp(a, '*', c), '-', realOp(b, '*', d)),
        realOp(realOp(b, '*', c), '+', realOp(a, '*', d)),
      );
    case '/': {
      const norm = realOp(realOp(c, '*', c), '+', realOp(d, '*', d));
      return makeComplex(
        realOp(realOp(realOp(a, '*', c), '+', realOp(b, '*', d)), '/', norm),
        realOp(realOp(realOp(b, '*', c), '-', realOp(a, '*', d)), '/', norm),
      );
    }
    default:
      return undefined;
  }
}

/** An operation on parts of complex numbers: division is exact, and what is undefined stays so. */
function realOp(x: RealConstant | undefined, op: string, y: RealConstant | undefined): RealConstant | undefined {
  return x && y && (binaryOp(x, op, y, false) as RealConstant | undefined);
}

/**
 * `x op n` for `<<` and `>>`.
 * @param count the shift count, not negative
 * @returns undefined where `x` is no integer constant or the result too large to compute
 */
export function shift(x: Constant, op: string, count: bigint | number): IntConstant | undefined {
  if (x.kind !== 'int' || count < 0) return undefined;
  if (x.value === 0n) return x;
  const bits = bitLength(x.value);
  if (op === '<<') return bits + Number(count) > MAXIMUM_BITS ? undefined : makeInt(x.value << BigInt(count));
  if (op !== '>>') return undefined;
  return makeInt(x.value >> BigInt(count > bits ? bits : count));
}

/** `x op y` for `== != < <= > >=`; undefined where the kinds cannot be compared so. */
export function compare(x: Constant, op: string, y: Constant): boolean | undefined {
  if (x.kind === 'bool' && y.kind === 'bool') return equality(x.value === y.value, op);
  if (x.kind === 'string' && y.kind === 'string') return order(x.bytes < y.bytes ? -1 : x.bytes > y.bytes ? 1 : 0, op);
  if (!isNumeric(x) || !isNumeric(y)) return undefined;
  if (x.kind !== 'complex' && y.kind !== 'complex') return order(compareRationals(rationalOf(x), rationalOf(y)), op);
  const left = toComplex(x)!;
  const right = toComplex(y)!;
  return equality(compare(left.real, '==', right.real)! && compare(left.imag, '==', right.imag)!, op);
}

function equality(isEqual: boolean, op: string): boolean | undefined {
  return op === '==' ? isEqual : op === '!=' ? !isEqual : undefined;
}

function order(sign: number, op: string): boolean | undefined {
  switch (op) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
    default:
      return equality(sign === 0, op);
  }
}
