// Expressions: operators and operands. What stands behind an operand is in parse-suffix.ts.
import { Field, Kind } from './kinds.ts';
import { parseBlock } from './parse-statement.ts';
import { parseArguments, parseSuffixes } from './parse-suffix.ts';
import {
  isBefore,
  parseArrayType,
  parseChannelType,
  parseInterfaceType,
  parseMapType,
  parseSignature,
  parseStructType,
} from './parse-type.ts';
import { Header, type ParserState, Shape } from './parser-state.ts';
import { giveUp } from './scanner.ts';

/** How strongly each binary operator binds; 0 for other tokens. */
const precedence = new Uint8Array(256);
for (const [strength, operators] of [
  [1, [Kind.LogicalOr]],
  [2, [Kind.LogicalAnd]],
  [3, [Kind.Equal, Kind.NotEqual, Kind.Less, Kind.LessEqual, Kind.Greater, Kind.GreaterEqual]],
  [4, [Kind.Plus, Kind.Minus, Kind.Or, Kind.Xor]],
  [5, [Kind.Star, Kind.Slash, Kind.Percent, Kind.ShiftLeft, Kind.ShiftRight, Kind.And, Kind.AndNot]],
] as const) {
  for (const operator of operators) precedence[operator] = strength;
}

/** Names that are words of their own in the grammar; `new` and `make` take types. */
const predeclared = new Map<string, Kind>([
  ['nil', Kind.Nil],
  ['true', Kind.True],
  ['false', Kind.False],
  ['iota', Kind.Iota],
  ['new', Kind.Identifier],
  ['make', Kind.Identifier],
]);

/** Where the stars begin that stand right before an operand: offset and mark; offset -1 where there are none. */
export interface Stars {
  readonly start: number;
  readonly mark: number;
}

export const noStars: Stars = { start: -1, mark: 0 };

export function parseExpression(p: ParserState, field = 0): Shape {
  const shape = parseExpressionOrType(p);
  if (shape === Shape.Bare) giveUp();
  p.put(field);
  return shape;
}

/** An expression, or a type that is none. */
export function parseExpressionOrType(p: ParserState): Shape {
  return parseBinary(p, 1);
}

export function parseExpressionList(p: ParserState, field = 0): void {
  const mark = p.mark();
  parseExpression(p);
  closeExpressionList(p, mark, field);
}

/** Goes on behind the first expression of a list. */
export function closeExpressionList(p: ParserState, mark: number, field = 0): void {
  while (p.is(Kind.Comma)) {
    p.take();
    parseExpression(p);
  }
  p.close(Kind.ExpressionList, mark, field);
}

function parseBinary(p: ParserState, least: number): Shape {
  const mark = p.mark();
  let shape = parseUnary(p, noStars);
  for (;;) {
    const strength = precedence[p.token]!;
    if (strength < least) return shape;
    if (strength === 0 || shape === Shape.Bare) giveUp();
    const isUnion = shape !== Shape.None && p.is(Kind.Or);
    const { asExpression, asType } = p;
    p.put(Field.Left);
    p.take(Field.Operator);
    const right = parseBinary(p, strength + 1);
    if (right === Shape.Bare) giveUp();
    p.put(Field.Right);
    p.close(Kind.BinaryExpression, mark);
    shape = isUnion && right !== Shape.None ? Shape.Union : Shape.None;
    p.asExpression += asExpression;
    p.asType += asType;
  }
}

function parseUnary(p: ParserState, stars: Stars): Shape {
  const operator = p.token;
  switch (operator) {
    case Kind.Star:
    case Kind.Plus:
    case Kind.Minus:
    case Kind.Not:
    case Kind.Xor:
    case Kind.And:
      break;
    case Kind.Arrow:
      if (isBefore(p, Kind.ChanKeyword)) return parseOperand(p, stars);
      break;
    default:
      return parseOperand(p, stars);
  }
  p.enter();
  const mark = p.mark();
  const isStar = operator === Kind.Star;
  const isFirst = isStar && stars.start < 0;
  const { start } = p;
  p.take(Field.Operator);
  const shape = parseUnary(p, isFirst ? { start, mark } : isStar ? stars : noStars);
  p.leave();
  if (p.hasAbsorbed) {
    if (isFirst) p.hasAbsorbed = false;
  } else {
    if (shape === Shape.Bare && !isStar) giveUp();
    p.put(Field.Operand);
    p.close(Kind.UnaryExpression, mark);
  }
  if (shape === Shape.None || shape === Shape.Bare) return shape;
  return isStar ? Shape.Other : Shape.None;
}

/** An operand with what stands behind it. */
function parseOperand(p: ParserState, stars: Stars): Shape {
  p.enter();
  const mark = p.mark();
  const { start } = p;
  const shape = parseSuffixes(p, start, mark, stars, parseFirst(p));
  p.leave();
  return shape;
}

function parseFirst(p: ParserState): Shape {
  switch (p.token) {
    case Kind.Identifier:
      return parseName(p);
    case Kind.IntLiteral:
    case Kind.FloatLiteral:
    case Kind.ImaginaryLiteral:
    case Kind.RuneLiteral:
      p.take();
      return Shape.None;
    case Kind.Quote:
    case Kind.Backquote:
      p.string();
      return Shape.None;
    case Kind.LeftParen:
      return parseParenthesized(p);
    case Kind.FuncKeyword:
      return parseFunction(p);
    default:
      return parseTypeLiteral(p);
  }
}

function parseName(p: ParserState): Shape {
  const { start } = p;
  const word = p.end - start <= 5 ? predeclared.get(p.text.slice(start, p.end)) : undefined;
  const mark = p.take(0, word ?? Kind.Identifier);
  if (word !== undefined) {
    // A keyword where an expression may be, a name of a type where only that may be.
    if (word === Kind.Identifier && p.is(Kind.LeftParen)) {
      p.put(Field.Function);
      parseArguments(p, true);
      p.close(Kind.CallExpression, mark);
      return Shape.None;
    }
    if (p.is(Kind.LeftBracket) || (p.is(Kind.LeftBrace) && p.header === Header.None)) giveUp();
  }
  p.asExpression = 0;
  p.asType = -1;
  return Shape.Name;
}

function parseParenthesized(p: ParserState): Shape {
  const { header } = p;
  p.header = Header.None;
  const mark = p.take();
  const shape = parseExpressionOrType(p);
  p.expect(Kind.RightParen);
  p.close(Kind.ParenthesizedExpression, mark);
  p.header = header;
  if (shape === Shape.Union) return Shape.None;
  return shape === Shape.None || shape === Shape.Bare ? shape : Shape.Other;
}

/** A function literal, or the type of a function. */
function parseFunction(p: ParserState): Shape {
  const mark = p.take();
  parseSignature(p);
  if (!p.is(Kind.LeftBrace)) {
    p.close(Kind.FunctionType, mark);
    return Shape.Bare;
  }
  const { header } = p;
  p.header = Header.None;
  parseBlock(p, Field.Body);
  p.close(Kind.FuncLiteral, mark);
  p.header = header;
  return Shape.None;
}

/** A type that is no name, or a composite literal of one. */
function parseTypeLiteral(p: ParserState): Shape {
  const mark = p.mark();
  switch (p.token) {
    case Kind.LeftBracket:
      parseArrayType(p, true);
      break;
    case Kind.StructKeyword:
      parseStructType(p);
      break;
    case Kind.MapKeyword:
      parseMapType(p);
      break;
    case Kind.InterfaceKeyword:
      parseInterfaceType(p);
      return Shape.Bare;
    case Kind.ChanKeyword:
    case Kind.Arrow:
      parseChannelType(p);
      return Shape.Bare;
    default:
      giveUp();
  }
  if (p.is(Kind.LeftBrace)) {
    parseLiteral(p, mark);
    return Shape.None;
  }
  if (p.kindOf(p.last) === Kind.ImplicitLengthArrayType) giveUp();
  return Shape.Bare;
}

/** Goes on behind the type of a composite literal. */
export function parseLiteral(p: ParserState, mark: number): void {
  p.put(Field.Type);
  parseLiteralValue(p);
  p.put(Field.Body);
  p.close(Kind.CompositeLiteral, mark);
}

function parseLiteralValue(p: ParserState): void {
  const { header } = p;
  p.header = Header.None;
  p.enter();
  const mark = p.mark();
  p.expect(Kind.LeftBrace);
  while (!p.is(Kind.RightBrace)) {
    const first = p.mark();
    parseElement(p);
    if (p.is(Kind.Colon)) {
      p.put(Field.Key);
      p.take();
      parseElement(p);
      p.put(Field.Value);
      p.close(Kind.KeyedElement, first);
    }
    if (!p.is(Kind.Comma)) break;
    p.take();
  }
  p.expect(Kind.RightBrace);
  p.close(Kind.LiteralValue, mark);
  p.leave();
  p.header = header;
}

function parseElement(p: ParserState): void {
  const mark = p.mark();
  if (p.is(Kind.LeftBrace)) parseLiteralValue(p);
  else parseExpression(p);
  p.close(Kind.LiteralElement, mark);
}
