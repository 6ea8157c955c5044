// Exact constants: the values of Go's constant expressions, computed and printed as go/constant does.
export { exactString, format } from './constant/format.ts';
export { type LiteralKind, makeFromLiteral } from './constant/literal.ts';
export { binaryOp, compare, shift, unaryOp } from './constant/operation.ts';
export { bitLength } from './constant/rational.ts';
export { decodeRune, encodeRune } from './constant/utf8.ts';
export {
  type BoolConstant,
  type ComplexConstant,
  type Constant,
  type FloatConstant,
  fitsInt,
  type IntConstant,
  imag,
  isNumeric,
  makeBool,
  makeBytes,
  makeComplex,
  makeInt,
  makeString,
  type NumericConstant,
  numberOf,
  type RealConstant,
  real,
  roundFloat32,
  roundFloat64,
  type StringConstant,
  sign,
  textOf,
  toComplex,
  toFloat,
  toInt,
} from './constant/value.ts';
