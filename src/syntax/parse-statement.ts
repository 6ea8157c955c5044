// Statements: simple ones and the short ones that begin with a keyword. Those with headers are in parse-compound.ts.
import { Field, Kind } from './kinds.ts';
import { parseFor, parseIf, parseSelect, parseSwitch } from './parse-compound.ts';
import { parseConst, parseTypeDeclaration, parseVar } from './parse-declaration.ts';
import { closeExpressionList, parseExpression, parseExpressionList } from './parse-expression.ts';
import { hasPredeclared, takeTerminator } from './parse-type.ts';
import { Header, type ParserState, Shape } from './parser-state.ts';
import { DOT, giveUp, NEWLINE } from './scanner.ts';
import type { Node } from './tree.ts';

/** The operators of assignments. */
const assigns = new Uint8Array(256);
for (const operator of [
  Kind.Assign,
  Kind.StarAssign,
  Kind.SlashAssign,
  Kind.PercentAssign,
  Kind.ShiftLeftAssign,
  Kind.ShiftRightAssign,
  Kind.AndAssign,
  Kind.AndNotAssign,
  Kind.PlusAssign,
  Kind.MinusAssign,
  Kind.OrAssign,
  Kind.XorAssign,
]) {
  assigns[operator] = 1;
}

/**
 * Statements in braces. Answers whether it could be the value of a composite literal whose type is the expression before it,
 * across the end of a line, too.
 */
export function parseBlock(p: ParserState, field = 0): boolean {
  const isBehindType = p.lastShape === Shape.Qualified || p.lastShape === Shape.Generic;
  const mark = p.mark();
  p.expect(Kind.LeftBrace);
  const isLiteralLike = parseStatements(p);
  p.expect(Kind.RightBrace);
  p.close(Kind.Block, mark, field);
  return isBehindType && isLiteralLike;
}

/** Whether the current token ends a list of statements. */
function endsList(p: ParserState): boolean {
  return p.is(Kind.RightBrace) || p.is(Kind.CaseKeyword) || p.is(Kind.DefaultKeyword);
}

/** Whether a statement could be an element of a literal. To increment is to add twice, where a line may go on. */
function isElementLike(kind: Kind): boolean {
  return (
    kind === Kind.ExpressionStatement ||
    kind === Kind.LabeledStatement ||
    kind === Kind.IncStatement ||
    kind === Kind.DecStatement
  );
}

/** The statements of a block or case, if there are any. Answers whether all could be elements of a literal. */
export function parseStatements(p: ParserState): boolean {
  if (endsList(p)) return true;
  const mark = p.mark();
  p.enter();
  let isLiteral = true;
  for (;;) {
    const isLiteralLike = parseStatement(p);
    if (!isElementLike(p.kindOf(p.last))) isLiteral = false;
    const shape = p.lastShape;
    const isBehindBracket = p.text[p.lastEnd - 1] === ']';
    if (!takeTerminator(p) || endsList(p)) break;
    if (p.isStrict && isMisread(p, shape, isLiteralLike, isBehindBracket)) giveUp();
  }
  p.close(Kind.StatementList, mark);
  p.leave();
  return isLiteral;
}

/**
 * Whether tree-sitter reads on from the statement before the current one. Where a type could end with the line it does not end
 * the statement: what follows may convert, instantiate or be the value of a composite literal.
 * @param shape what stands at the end of the statement before
 * @param isLiteralLike whether its last block may be the value of a literal, and one that follows its block
 * @param isBehindBracket whether it ends with a bracket, in which type arguments could be
 */
function isMisread(p: ParserState, shape: Shape, isLiteralLike: boolean, isBehindBracket: boolean): boolean {
  switch (p.token) {
    case Kind.LeftBrace:
      return isLiteralLike || shape === Shape.Qualified || shape === Shape.Generic;
    case Kind.LeftParen:
      return isBehindBracket || shape === Shape.Generic || shape === Shape.Other;
    case Kind.LeftBracket:
      return shape !== Shape.None;
    default:
      return false;
  }
}

/** One statement. Answers whether it could go on as a composite literal if a block followed. */
function parseStatement(p: ParserState): boolean {
  switch (p.token) {
    case Kind.IfKeyword:
      return parseIf(p);
    case Kind.ForKeyword:
      return parseFor(p);
    case Kind.SwitchKeyword:
      return parseSwitch(p);
    case Kind.SelectKeyword:
      parseSelect(p);
      break;
    case Kind.LeftBrace:
      parseBlock(p);
      break;
    case Kind.VarKeyword:
      parseVar(p);
      break;
    case Kind.ConstKeyword:
      parseConst(p);
      break;
    case Kind.TypeKeyword:
      parseTypeDeclaration(p);
      break;
    case Kind.ReturnKeyword: {
      const mark = p.take();
      if (!p.is(NEWLINE) && !p.is(Kind.Semicolon) && !endsList(p)) parseExpressionList(p);
      p.close(Kind.ReturnStatement, mark);
      break;
    }
    case Kind.GoKeyword:
      parseCall(p, Kind.GoStatement);
      break;
    case Kind.DeferKeyword:
      parseCall(p, Kind.DeferStatement);
      break;
    case Kind.BreakKeyword:
      parseBranch(p, Kind.BreakStatement);
      break;
    case Kind.ContinueKeyword:
      parseBranch(p, Kind.ContinueStatement);
      break;
    case Kind.GotoKeyword:
      parseBranch(p, Kind.GotoStatement);
      break;
    case Kind.FallthroughKeyword:
      p.close(Kind.FallthroughStatement, p.take());
      break;
    default:
      return parseSimpleOrLabeled(p);
  }
  return false;
}

function parseCall(p: ParserState, kind: Kind): void {
  const mark = p.take();
  parseExpression(p);
  p.close(kind, mark);
}

function parseBranch(p: ParserState, kind: Kind): void {
  const mark = p.take();
  if (p.is(Kind.Identifier)) p.name(Kind.LabelName);
  else if (kind === Kind.GotoStatement) giveUp();
  p.close(kind, mark);
}

function parseSimpleOrLabeled(p: ParserState): boolean {
  const mark = p.mark();
  const { start } = p;
  const form = parseSimple(p);
  if (form === Simple.Expression) {
    if (p.is(Kind.Colon)) return parseLabeled(p, start, mark);
    p.close(Kind.ExpressionStatement, mark);
  } else if (form === Simple.TypeSwitch) giveUp();
  return false;
}

/** Goes on behind a label, which is written as an expression. */
function parseLabeled(p: ParserState, start: number, mark: Node): boolean {
  if (p.last !== mark || p.kindOf(mark) !== Kind.Identifier || hasPredeclared(p.text, start, p.start)) giveUp();
  p.become(mark, Kind.LabelName, Field.Label);
  p.take();
  let isLiteralLike = false;
  if (!endsList(p)) {
    p.enter();
    isLiteralLike = parseStatement(p);
    p.leave();
    // The grammar has an empty label only right at the end of a list.
    if (endsList(p) && p.kindOf(p.last) === Kind.LabeledStatement && p.kindOf(p.last - 1) === Kind.Colon) giveUp();
  }
  p.close(Kind.LabeledStatement, mark);
  return isLiteralLike;
}

/** What a simple statement is, or the beginning of a header that looks like one. */
export const Simple = {
  /** An expression that is not closed to a statement. */
  Expression: 0,
  /** Any other, closed. */
  Statement: 1,
  /** `x := y`, or `y`, before `.(type)`. */
  TypeSwitch: 2,
  /** `x, y :=` before `range`; nothing but the left side and the operator is read. */
  Range: 3,
} as const;
export type Simple = (typeof Simple)[keyof typeof Simple];

/** @param mayRange whether it may be the beginning of a range clause */
export function parseSimple(p: ParserState, mayRange = false): Simple {
  const mark = p.mark();
  parseExpression(p);
  if (p.is(DOT)) {
    closeSwitchValue(p);
    return Simple.TypeSwitch;
  }
  if (assigns[p.token] === 1 || p.is(Kind.Define) || p.is(Kind.Comma)) {
    closeExpressionList(p, mark, Field.Left);
    return parseAssignment(p, mark, mayRange);
  }
  switch (p.token) {
    case Kind.Arrow:
      p.put(Field.Channel);
      p.take();
      parseExpression(p, Field.Value);
      p.close(Kind.SendStatement, mark);
      return Simple.Statement;
    case Kind.Increment:
      p.take();
      p.close(Kind.IncStatement, mark);
      return Simple.Statement;
    case Kind.Decrement:
      p.take();
      p.close(Kind.DecStatement, mark);
      return Simple.Statement;
    default:
      return Simple.Expression;
  }
}

/** Goes on behind the left side. */
function parseAssignment(p: ParserState, mark: Node, mayRange: boolean): Simple {
  const left = p.last;
  const isDefinition = p.is(Kind.Define);
  if (!isDefinition && assigns[p.token] !== 1) giveUp();
  const isPlain = p.is(Kind.Assign) || isDefinition;
  const operator = p.take();
  if (mayRange && isPlain && p.is(Kind.RangeKeyword)) return Simple.Range;
  const right = p.mark();
  parseExpression(p);
  if (p.is(DOT)) {
    if (!isDefinition) giveUp();
    closeSwitchValue(p);
    p.putAt(left, Field.Alias);
    return Simple.TypeSwitch;
  }
  closeExpressionList(p, right, Field.Right);
  if (!isDefinition) p.putAt(operator, Field.Operator);
  p.close(isDefinition ? Kind.ShortVarDeclaration : Kind.AssignmentStatement, mark);
  return Simple.Statement;
}

/** The value before `.(type)`, which must be an operand. */
function closeSwitchValue(p: ParserState): void {
  const kind = p.kindOf(p.last);
  if (p.header !== Header.Switch || kind === Kind.UnaryExpression || kind === Kind.BinaryExpression) giveUp();
  p.put(Field.Value);
}
