// What stands behind an operand: selectors, arguments, indices. Where it could belong to an expression or to a type,
// tree-sitter-go follows both and takes the one with the higher sum of dynamic precedences; the same is computed here.
import { Field, Kind } from './kinds.ts';
import { noStars, parseExpression, parseExpressionOrType, parseLiteral, type Stars } from './parse-expression.ts';
import { hasPredeclared, parseGenericType, parseType, parseTypeArguments, parseTypeName } from './parse-type.ts';
import { Header, type ParserState, Shape } from './parser-state.ts';
import { DOT, END, giveUp } from './scanner.ts';
import type { Node } from './tree.ts';

/** Dynamic precedences of the grammar: those of a generic type with its arguments, and of what they may be read as. */
const GENERIC = 3;
const TYPE_ARGUMENTS = 2;
const INDEX = 1;
const CONVERSION = -1;
const INSTANTIATION = -1;

/** All behind an operand that begins at `start` and `mark` and is written. */
export function parseSuffixes(p: ParserState, start: number, mark: Node, stars: Stars, first: Shape): Shape {
  let shape: Shape = first;
  let outer = mark;
  let hasAbsorbed = false;
  loop: for (;;) {
    switch (p.token) {
      case DOT:
        if (shape === Shape.Bare) giveUp();
        if (p.header === Header.Switch && p.ahead(() => isTypeSwitch(p))) break loop;
        shape = parseSelector(p, outer, shape);
        break;
      case Kind.LeftParen:
        shape = parseParentheses(p, start, outer, stars, shape);
        break;
      case Kind.LeftBracket:
        shape = parseBrackets(p, start, outer, stars, shape);
        break;
      case Kind.LeftBrace:
        if ((shape !== Shape.Name && shape !== Shape.Qualified) || p.header !== Header.None) break loop;
        becomeType(p, start, outer, shape);
        parseLiteral(p, outer);
        shape = Shape.None;
        break;
      default:
        break loop;
    }
    if (p.hasAbsorbed) {
      p.hasAbsorbed = false;
      hasAbsorbed = true;
      outer = stars.mark;
    }
  }
  p.hasAbsorbed = hasAbsorbed;
  p.noteShape(shape);
  return shape;
}

/** Whether `.(type)` stands here. */
function isTypeSwitch(p: ParserState): boolean {
  p.next();
  if (!p.is(Kind.LeftParen)) return false;
  p.next();
  return p.is(Kind.TypeKeyword);
}

function parseSelector(p: ParserState, mark: Node, shape: Shape): Shape {
  p.put(Field.Operand);
  p.take();
  if (p.is(Kind.Identifier)) {
    p.name(Kind.FieldIdentifier, Field.Field);
    p.close(Kind.SelectorExpression, mark);
    if (shape !== Shape.Name) return Shape.None;
    p.asExpression = 0;
    p.asType = 0;
    return Shape.Qualified;
  }
  p.expect(Kind.LeftParen);
  parseType(p, Field.Type);
  p.expect(Kind.RightParen);
  p.close(Kind.TypeAssertionExpression, mark);
  return Shape.None;
}

/** A name or selector, as the type it turns out to be. */
function becomeType(p: ParserState, start: number, mark: Node, shape: Shape): void {
  if (hasPredeclared(p.text, start, p.start)) giveUp();
  if (shape === Shape.Name) p.become(mark, Kind.TypeIdentifier);
  else {
    p.become(mark, Kind.PackageIdentifier, Field.Package);
    p.become(p.last - 1, Kind.TypeIdentifier, Field.Name);
    p.become(p.last, Kind.QualifiedType);
  }
}

/** A call or conversion. */
function parseParentheses(p: ParserState, start: number, mark: Node, stars: Stars, shape: Shape): Shape {
  const isType = shape === Shape.Bare;
  const mayBeType = shape === Shape.Other && p.asType + CONVERSION >= p.asExpression;
  if (isType && stars.start < 0 && p.kindOf(p.last) !== Kind.ParenthesizedExpression) {
    parseConversionRest(p, mark);
    return Shape.None;
  }
  if (isType || (mayBeType && p.ahead(() => isSingleArgument(p)))) return parseConversion(p, start, mark, stars);
  p.put(Field.Function);
  parseArguments(p);
  p.close(Kind.CallExpression, mark);
  return Shape.None;
}

/**
 * The arguments of a call.
 * @param mayBeType whether the first may be a type, as with `new` and `make`. What is no type is a value, which `new` takes since Go 1.26, and
 *   either where its name stands for a function of the user's: tree-sitter does not know that, and what could be a type is one to it
 */
export function parseArguments(p: ParserState, mayBeType = false): void {
  const { header } = p;
  p.header = Header.None;
  const mark = p.mark();
  p.take();
  const isType = () => {
    parseType(p);
    return p.is(Kind.RightParen) || p.is(Kind.Comma);
  };
  for (let isFirst = true; !p.is(Kind.RightParen); isFirst = false) {
    const first = p.mark();
    if (!(mayBeType && isFirst && p.attempt(isType))) parseExpression(p);
    if (p.is(Kind.Ellipsis)) {
      p.take();
      p.close(Kind.VariadicArgument, first);
    }
    if (!p.is(Kind.Comma)) break;
    p.take();
  }
  p.expect(Kind.RightParen);
  p.close(Kind.ArgumentList, mark, Field.Arguments);
  p.header = header;
}

/** From an opening parenthesis: whether one expression is in it, as in a conversion. */
function isSingleArgument(p: ParserState): boolean {
  p.next();
  if (p.is(Kind.RightParen)) return false;
  for (let depth = 0; ; p.next()) {
    switch (p.token) {
      case Kind.LeftParen:
      case Kind.LeftBracket:
      case Kind.LeftBrace:
        depth++;
        break;
      case Kind.RightParen:
      case Kind.RightBracket:
      case Kind.RightBrace:
        if (depth-- === 0) return true;
        break;
      case Kind.Comma:
        if (depth > 0) break;
        p.next();
        return p.is(Kind.RightParen);
      case Kind.Ellipsis:
        if (depth === 0) return false;
        break;
      case END:
        return false;
    }
  }
}

/** Reads an operand again as a type that converts. Stars before it belong to the type. */
function parseConversion(p: ParserState, start: number, mark: Node, stars: Stars): Shape {
  const outer = goBack(p, start, mark, stars);
  parseType(p);
  parseConversionRest(p, outer);
  p.hasAbsorbed = stars.start >= 0;
  return Shape.None;
}

/** Goes on behind the type of a conversion. */
function parseConversionRest(p: ParserState, mark: Node): void {
  const { header } = p;
  p.header = Header.None;
  p.put(Field.Type);
  p.take();
  parseExpression(p, Field.Operand);
  if (p.is(Kind.Comma)) p.take();
  p.expect(Kind.RightParen);
  p.close(Kind.TypeConversionExpression, mark);
  p.header = header;
}

/** Goes back to the beginning of an operand, or of the stars before it, to read it as a type. */
function goBack(p: ParserState, start: number, mark: Node, stars: Stars): Node {
  if (hasPredeclared(p.text, start, p.start)) giveUp();
  if (stars.start < 0) p.rewind(start, mark);
  else p.rewind(stars.start, stars.mark);
  return p.count;
}

/** An index, a slice, or type arguments. */
function parseBrackets(p: ParserState, start: number, mark: Node, stars: Stars, shape: Shape): Shape {
  if (shape === Shape.Bare) giveUp();
  const { header } = p;
  const asExpression = shape === Shape.None ? 0 : p.asExpression;
  const asType = shape === Shape.None ? Number.NEGATIVE_INFINITY : p.asType;
  const isName = shape === Shape.Name || shape === Shape.Qualified;
  const operand = p.last;
  p.put(Field.Operand);
  const bracketMark = p.mark();
  const bracketStart = p.start;

  p.header = Header.None;
  p.take();
  const isWithoutStart = p.is(Kind.Colon);
  const content = isWithoutStart ? Shape.None : parseExpressionOrType(p);
  // As a type, what is not an expression has no rival, so its own precedences do not matter.
  const isType = content === Shape.Bare || p.is(Kind.Comma);
  if (p.is(Kind.Colon)) {
    if (isType) giveUp();
    if (!isWithoutStart) p.put(Field.Start);
    parseSliceRest(p, mark);
    p.header = header;
    return Shape.None;
  }
  let contentType = 0;
  let index = Number.NEGATIVE_INFINITY;
  if (isType) {
    p.rewind(bracketStart, bracketMark);
    parseTypeArguments(p);
  } else {
    index = asExpression + (content === Shape.None ? 0 : p.asExpression) + INDEX;
    contentType = content === Shape.None ? Number.NEGATIVE_INFINITY : p.asType;
    p.put(Field.Index);
    p.expect(Kind.RightBracket);
  }
  p.header = header;
  const mayBeTypes = isType || content !== Shape.None;
  const instance = content === Shape.Union ? Number.NEGATIVE_INFINITY : asType + contentType + INSTANTIATION;

  if (p.is(Kind.LeftParen) && mayBeTypes) {
    const mayConvert = isName && contentType + GENERIC + CONVERSION >= index;
    if (mayConvert && p.ahead(() => isSingleArgument(p))) return parseConversion(p, start, mark, stars);
    const call = asExpression + contentType + TYPE_ARGUMENTS;
    if (call > index && call > instance) {
      if (hasPredeclared(p.text, bracketStart, p.start)) giveUp();
      if (!isType) {
        p.rewind(bracketStart, bracketMark);
        parseTypeArguments(p);
      }
      p.put(Field.TypeArguments);
      p.putAt(operand, Field.Function);
      parseArguments(p);
      p.close(Kind.CallExpression, mark);
      return Shape.None;
    }
  } else if (p.is(Kind.LeftBrace) && mayBeTypes && isName && header === Header.None) {
    goBack(p, start, mark, noStars);
    parseTypeName(p);
    parseGenericType(p, mark);
    parseLiteral(p, mark);
    return Shape.None;
  }
  const isInstance = instance >= index;
  if (isInstance) {
    if (shape === Shape.None) giveUp();
    parseInstantiation(p, goBack(p, start, mark, stars), shape);
    p.hasAbsorbed = stars.start >= 0;
  } else p.close(Kind.IndexExpression, mark);
  if (!isName || !mayBeTypes || p.is(Kind.LeftParen)) return Shape.None;
  p.asExpression = isInstance ? instance : index;
  p.asType = contentType + GENERIC;
  return Shape.Generic;
}

/** A slice from its first colon on. */
function parseSliceRest(p: ParserState, mark: Node): void {
  p.take();
  if (!p.is(Kind.RightBracket)) {
    parseExpression(p, Field.End);
    if (p.is(Kind.Colon)) {
      p.take();
      parseExpression(p, Field.Capacity);
    }
  }
  p.expect(Kind.RightBracket);
  p.close(Kind.SliceExpression, mark);
}

/** Reads a function or type with type arguments again as a type that is instantiated. */
function parseInstantiation(p: ParserState, mark: Node, shape: Shape): void {
  parseInstantiated(p, shape);
  p.put(Field.Type);
  p.expect(Kind.LeftBracket);
  do {
    parseType(p);
    if (!p.is(Kind.Comma)) break;
    p.take();
  } while (!p.is(Kind.RightBracket));
  p.expect(Kind.RightBracket);
  p.close(Kind.TypeInstantiationExpression, mark);
}

function parseInstantiated(p: ParserState, shape: Shape): void {
  const mark = p.mark();
  if (p.is(Kind.Star)) {
    p.take();
    parseInstantiated(p, shape);
    p.close(Kind.PointerType, mark);
  } else if (shape === Shape.Other) parseType(p);
  else {
    parseTypeName(p);
    if (shape === Shape.Generic) parseGenericType(p, mark);
  }
}
