// Constants against go/constant, on seeded random expressions, and at the bounds of what is computed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import {
  binaryOp,
  bitLength,
  type Constant,
  compare,
  decodeRune,
  encodeRune,
  exactString,
  fitsInt,
  format,
  imag,
  type LiteralKind,
  makeBool,
  makeBytes,
  makeFromLiteral,
  makeInt,
  makeString,
  numberOf,
  real,
  roundFloat32,
  roundFloat64,
  shift,
  sign,
  textOf,
  toComplex,
  toFloat,
  toInt,
  unaryOp,
} from './constant.ts';

/** An expression as the Go program reads it. */
type Expression =
  | ['literal', LiteralKind, string]
  | ['bool', boolean]
  | ['unary', string, Expression, number]
  | ['binary', string, Expression, Expression, boolean]
  | ['shift', string, Expression, number]
  | ['compare', string, Expression, Expression];

/** What the Go program answers. */
interface Result {
  kind: Constant['kind'] | 'unknown';
  message?: string;
  exact?: string;
  int?: string;
  float?: string;
  float32?: string;
  float64?: string;
  real?: string;
  imag?: string;
  bytes?: string;
  bits?: number;
}

const ORACLE = fileURLToPath(new URL('../../test/oracle/constant', import.meta.url));
const SAMPLES = process.env.ARCHWAY_ORACLE === 'all' ? 100_000 : 4_000;

function askGo(expressions: readonly Expression[]): Result[] {
  const output = execFileSync('go', ['run', '.'], {
    cwd: ORACLE,
    env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
    input: JSON.stringify(expressions),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  return JSON.parse(output);
}

function evaluate(expression: Expression): Constant | undefined {
  switch (expression[0]) {
    case 'literal':
      return makeFromLiteral(expression[1], expression[2]);
    case 'bool':
      return makeBool(expression[1]);
    case 'unary': {
      const x = evaluate(expression[2]);
      return x && unaryOp(expression[1], x, expression[3] || undefined);
    }
    case 'binary': {
      const x = evaluate(expression[2]);
      const y = evaluate(expression[3]);
      return x && y && binaryOp(x, expression[1], y, expression[4]);
    }
    case 'shift': {
      const x = evaluate(expression[2]);
      return x && shift(x, expression[1], expression[3]);
    }
    case 'compare': {
      const x = evaluate(expression[2]);
      const y = evaluate(expression[3]);
      const isTrue = x && y && compare(x, expression[1], y);
      return isTrue === undefined ? undefined : makeBool(isTrue);
    }
  }
}

/** Our value in the form of the Go program's answer. */
function describeValue(x: Constant | undefined): Result {
  if (x === undefined) return { kind: 'unknown' };
  const integer = toInt(x);
  const float = toFloat(x);
  const complex = toComplex(x);
  return {
    kind: x.kind,
    message: format(x),
    exact: exactString(x),
    ...(x.kind === 'string' && x.bytes !== '' && { bytes: Buffer.from(x.bytes, 'latin1').toString('base64') }),
    ...(x.kind === 'int' && x.value !== 0n && { bits: bitLength(x.value) }),
    ...(integer && { int: exactString(integer) }),
    ...(float && {
      float: exactString(float),
      float32: rounded(roundFloat32(x), x),
      float64: rounded(roundFloat64(x), x),
    }),
    ...(complex && { real: exactString(real(complex)!), imag: exactString(imag(complex)!) }),
  };
}

/** How Go prints the float; an infinity where rounding overflowed. */
function rounded(float: Constant | undefined, original: Constant): string {
  if (float === undefined) return sign(toFloat(original)!) === -1 ? '-Inf' : '+Inf';
  return String(numberOf(float));
}

/**
 * Go's answer in our notation: floats as JavaScript writes them, without a sign of zero, and messages about numbers below
 * the range of float64 with the first digit before the point, where Go writes `0.98e-330` as well as `9.8e-331`.
 */
function inOurNotation(result: Result): Result {
  const message = result.message?.replace(
    /\b0\.(\d)(\d*)e-(\d+)/g,
    (_, first, rest, power) => `${first}${rest && `.${rest}`}e-${Number(power) + 1}`,
  );
  const convert = (text: string) => (/Inf/.test(text) ? text : String(Number(text) === 0 ? 0 : Number(text)));
  const { float32, float64 } = result;
  return {
    ...result,
    ...(result.kind !== 'string' && message !== undefined && { message }),
    ...(float32 !== undefined && { float32: convert(float32) }),
    ...(float64 !== undefined && { float64: convert(float64) }),
  };
}

function compareWithGo(expressions: readonly Expression[]): Map<Result['kind'], number> {
  const seen = new Map<Result['kind'], number>();
  askGo(expressions).forEach((expected, i) => {
    const actual = describeValue(evaluate(expressions[i]!));
    assert.deepEqual(actual, inOurNotation(expected), JSON.stringify(expressions[i]));
    seen.set(actual.kind, (seen.get(actual.kind) ?? 0) + 1);
  });
  return seen;
}

const digits = (alphabet: string, maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength }).map((characters) => characters.join(''));

const decimal = digits('0123456789', 20);
const hexadecimal = digits('0123456789abcDEF_', 12);
const exponent = fc.tuple(fc.constantFrom('', '+', '-'), fc.nat(120)).map(([sign, value]) => `${sign}${value}`);

const integerText = fc.oneof(
  fc.nat(300).map(String),
  decimal,
  fc.tuple(fc.constantFrom('0x', '0X'), hexadecimal).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('0', '0o', '0O'), digits('01234567_', 12)).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('0b', '0B'), digits('01_', 70)).map((parts) => parts.join('')),
  fc.constantFrom('1_000', '1__0', '_1', '1_', '0_1', '08', '0x', '9223372036854775808', '0'),
);

const floatText = fc.oneof(
  fc.tuple(decimal, decimal).map(([whole, fraction]) => `${whole}.${fraction}`),
  fc.tuple(decimal, fc.constantFrom('e', 'E'), exponent).map((parts) => parts.join('')),
  fc.tuple(fc.constant('.'), decimal, fc.constant('e'), exponent).map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constant('0x'),
      hexadecimal,
      fc.constantFrom('.', ''),
      digits('0123456789aF', 8),
      fc.constant('p'),
      exponent,
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(
    '0.1',
    '.5',
    '1.',
    '1e+100',
    '1e-5',
    '123456.7',
    '0.5',
    '2.0',
    '16777217.0',
    '1.5e308',
    '4.9e-324',
    '2e-324',
    '3.4028236e38',
    '1_0.2_5',
    '01.5',
    '0x1p-2',
    '.e1',
    '0x.p1',
    '1e',
    '0e0',
  ),
);

const character = fc.oneof(
  fc.constantFrom('a', 'Z', '0', ' ', 'é', '€', '😀', '\u00ad', '\ufffd', '\u200b', '\x7f', '\u0085'),
  fc.constantFrom(
    '\\n',
    '\\a',
    '\\\\',
    "\\'",
    '\\"',
    '\\x00',
    '\\xff',
    '\\xc3',
    '\\xa9',
    '\\377',
    '\\400',
    '\\101',
    '\\u00e9',
    '\\U0001F600',
    '\\ud800',
    '\\U00110000',
    '\\q',
    '\\x4',
  ),
);

const stringText = fc.oneof(
  fc.array(character, { maxLength: 12 }).map((characters) => `"${characters.join('')}"`),
  fc
    .array(fc.constantFrom('é', 'x', '\\n', '\\xff'), { minLength: 60, maxLength: 90 })
    .map((characters) => `"${characters.join('')}"`),
  fc
    .array(fc.constantFrom('a', '\\', '"', '\r', '\n', 'é'), { maxLength: 8 })
    .map((characters) => `\`${characters.join('')}\``),
);

const literal: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 4, arbitrary: integerText.map((text): Expression => ['literal', 'int', text]) },
  { weight: 4, arbitrary: floatText.map((text): Expression => ['literal', 'float', text]) },
  {
    weight: 1,
    arbitrary: fc.oneof(integerText, floatText).map((text): Expression => ['literal', 'imaginary', `${text}i`]),
  },
  { weight: 1, arbitrary: character.map((text): Expression => ['literal', 'rune', `'${text}'`]) },
  { weight: 2, arbitrary: stringText.map((text): Expression => ['literal', 'string', text]) },
  { weight: 1, arbitrary: fc.boolean().map((value): Expression => ['bool', value]) },
);

const COMPARISON = ['==', '!=', '<', '<=', '>', '>='];

/** Expressions over some literals, with some of the binary operators, and all other operations. */
function expression(depth: number, leaves: fc.Arbitrary<Expression>, binary: string[]): fc.Arbitrary<Expression> {
  if (depth === 0) return leaves;
  const operand = expression(depth - 1, leaves, binary);
  const unary = fc.constantFrom(...(binary.includes('&') ? '+-^' : '+-'), '!');
  return fc.oneof(
    { weight: 1, arbitrary: leaves },
    {
      weight: 8,
      arbitrary: fc.tuple(fc.constant('binary' as const), fc.constantFrom(...binary), operand, operand, fc.boolean()),
    },
    { weight: 2, arbitrary: fc.tuple(fc.constant('unary' as const), unary, operand, fc.constantFrom(0, 0, 8, 64)) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constant('shift' as const), fc.constantFrom('<<', '>>'), operand, fc.nat(200)),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constant('compare' as const), fc.constantFrom(...COMPARISON), operand, operand),
    },
  );
}

const integers = fc.oneof(integerText, fc.nat(1000).map(String)).map((text): Expression => ['literal', 'int', text]);
const numbers = fc.oneof(
  integers,
  floatText.map((text): Expression => ['literal', 'float', text]),
  fc.nat(99).map((value): Expression => ['literal', 'imaginary', `${value}.5i`]),
);
const strings = stringText.map((text): Expression => ['literal', 'string', text]);

const anyExpression = fc.oneof(
  expression(3, integers, ['+', '-', '*', '/', '%', '&', '|', '^', '&^']),
  expression(3, numbers, ['+', '-', '*', '/']),
  expression(2, strings, ['+']),
  expression(2, literal, ['+', '-', '*', '/', '%', '&', '|', '^', '&^', '&&', '||']),
);

describe('constants', () => {
  it('have the values, kinds and texts that go/constant gives literals', () => {
    const seen = compareWithGo(fc.sample(literal, { numRuns: SAMPLES, seed: 1 }));
    for (const kind of ['bool', 'string', 'int', 'float', 'complex', 'unknown'] as const) {
      assert.ok((seen.get(kind) ?? 0) > SAMPLES / 100, kind);
    }
  });

  it('have the values, kinds and texts that go/constant gives expressions', () => {
    const seen = compareWithGo(fc.sample(anyExpression, { numRuns: SAMPLES, seed: 2 }));
    for (const kind of ['bool', 'string', 'int', 'float', 'complex', 'unknown'] as const) {
      assert.ok((seen.get(kind) ?? 0) > SAMPLES / 100, kind);
    }
  });

  it('read old octal as decimal before an i', () => {
    assert.deepEqual(
      compareWithGo([
        ['literal', 'imaginary', '0129i'],
        ['literal', 'imaginary', '0x1p-2i'],
      ]),
      new Map([['complex', 2]]),
    );
  });

  it('keep strings as bytes', () => {
    const x = makeFromLiteral('string', '"é\\xff"')!;
    assert.deepEqual(x, makeBytes('\xc3\xa9\xff'));
    assert.equal(textOf(makeString('é😀')), 'é😀');
    assert.equal(makeString('é😀').bytes.length, 6);
    assert.equal(encodeRune(0xd800), encodeRune(0xfffd));
  });

  it('decode runes as Go does, from any bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { bytes } = makeString(text);
        const runes: number[] = [];
        for (let i = 0; i < bytes.length; ) {
          const { rune, size } = decodeRune(bytes, i);
          runes.push(rune);
          i += size;
        }
        assert.deepEqual(
          runes,
          [...Buffer.from(text).toString()].map((character) => character.codePointAt(0)),
        );
      }),
    );
    for (const bytes of [
      '\x80',
      '\xc0\x80',
      '\xe0\x80\x80',
      '\xed\xa0\x80',
      '\xf4\x90\x80\x80',
      '\xf8\x88\x80\x80',
      '\xe2\x82',
      '\xff',
    ]) {
      assert.deepEqual(decodeRune(bytes, 0), { rune: 0xfffd, size: 1 });
    }
  });

  it('know which integer types hold them', () => {
    assert.deepEqual(
      [-128, 127, -129, 128].map((value) => fitsInt(makeInt(value), 8, true)),
      [true, true, false, false],
    );
    assert.deepEqual(
      [0, 255, 256, -1].map((value) => fitsInt(makeInt(value), 8, false)),
      [true, true, false, false],
    );
    assert.equal(fitsInt(makeFromLiteral('float', '1e3')!, 32, true), true);
    assert.equal(fitsInt(makeFromLiteral('float', '1.5')!, 32, true), false);
    assert.equal(fitsInt(makeString('1'), 32, true), false);
  });

  it('are unknown where they are too large, at once', () => {
    const start = performance.now();
    const literals: [LiteralKind, string][] = [
      ['float', '1e1000000000'],
      ['float', '1e-1000000000'],
      ['float', '0x1p-1000000'],
      ['float', `0.${'0'.repeat(9_000)}1`],
      ['float', `1e${'9'.repeat(10_000_000)}`],
      ['int', '9'.repeat(10_000_000)],
      ['int', `0x${'f'.repeat(3_000)}`],
      ['imaginary', '1e1000000000i'],
    ];
    for (const [kind, text] of literals) assert.equal(makeFromLiteral(kind, text), undefined, text.slice(0, 30));
    assert.equal(shift(makeInt(1), '<<', 1_000_000_000), undefined);
    assert.equal(shift(makeInt(1), '<<', 1n << 80n), undefined);
    assert.deepEqual(shift(makeInt(0), '<<', 1_000_000_000), makeInt(0));
    assert.deepEqual(shift(makeInt(-5), '>>', 1n << 80n), makeInt(-1));
    let number: Constant | undefined = makeInt(3);
    let text: Constant | undefined = makeString('abc');
    let fraction: Constant | undefined = makeFromLiteral('float', '0.3');
    for (let i = 0; i < 100; i++) {
      number &&= binaryOp(number, '*', number);
      text &&= binaryOp(text, '+', text);
      fraction &&= binaryOp(fraction, '*', fraction);
    }
    assert.deepEqual([number, text, fraction], [undefined, undefined, undefined]);
    assert.ok(performance.now() - start < 5_000);
  });

  it('keep large floats as closely as go/constant does', () => {
    const huge: Expression = ['literal', 'float', '1e1500'];
    const third: Expression = ['binary', '/', huge, ['literal', 'int', '3'], false];
    const expressions: Expression[] = [
      huge,
      third,
      ['unary', '-', third, 0],
      ['binary', '/', ['literal', 'int', '7'], third, false],
    ];
    const messages = askGo(expressions).map(({ message }) => message);
    assert.deepEqual(
      expressions.map((e) => format(evaluate(e)!)),
      messages,
    );
  });
});
