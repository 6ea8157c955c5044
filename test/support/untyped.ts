// What an expression settles to. go/types goes back to an untyped expression, a nil and a generic function once it is known what they
// are used as, and records that type and the rounded value; our checker says what the expression is by itself.
import {
  type Constant,
  exactString,
  roundFloat32,
  roundFloat64,
  toComplex,
  toFloat,
  toInt,
} from '../../src/types/constant.ts';
import type { Operand } from '../../src/types/operand.ts';
import { Info, Tag } from '../../src/types/type.ts';

/** A type and a value as the oracle prints them. */
export interface Settled {
  readonly type: string;
  readonly value: string | undefined;
}

const BOOLEAN = /^(untyped )?bool$/;
const STRING = /^(untyped )?string$/;
const NUMERIC = /^(untyped (int|rune|float|complex)|u?int(8|16|32|64)?|uintptr|float(32|64)|complex(64|128))$/;
/** A basic type of any kind. */
const BASIC = /^(untyped )?[a-z]+\d*$/;

/** Ways a constant is rounded when it is converted, those of the types that a name may stand for. */
const ROUNDINGS: readonly ((value: Constant) => Constant | undefined)[] = [
  toInt,
  (value) => roundedFloat(value, roundFloat32),
  (value) => roundedFloat(value, roundFloat64),
  (value) => toComplex(value),
];

function roundedFloat(value: Constant, round: typeof roundFloat32): Constant | undefined {
  const float = toFloat(value);
  return float && round(float);
}

/**
 * Our type and value, made theirs where an untyped expression of ours may become what theirs is: of the same kind, with the
 * same value or one that it is rounded to.
 * @param text our type as the oracle prints it
 */
export function settle(
  { mode, type, value, typeArgs }: Pick<Operand, 'mode' | 'type' | 'value' | 'typeArgs'>,
  text: string,
  theirType: string,
  theirValue: string | undefined,
): Settled {
  const ours = { type: text, value: value && exactString(value) };
  if (mode === 'nil') return { type: BASIC.test(theirType) ? text : theirType, value: undefined };
  if (typeArgs !== undefined && type.tag === Tag.Signature && theirType.startsWith('func('))
    return { type: theirType, value: undefined };
  if (type.tag !== Tag.Basic || (type.info & Info.Untyped) === 0 || text === theirType) return ours;
  const kind = (type.info & Info.Boolean) !== 0 ? BOOLEAN : (type.info & Info.String) !== 0 ? STRING : NUMERIC;
  if (BASIC.test(theirType) && !kind.test(theirType)) return ours;
  if (value === undefined || theirValue === undefined || ours.value === theirValue) return { ...ours, type: theirType };
  const fits = ROUNDINGS.some((round) => {
    const rounded = round(value);
    return rounded !== undefined && exactString(rounded) === theirValue;
  });
  return { type: theirType, value: fits ? theirValue : ours.value };
}
