// Statements with a header and a body: if, for, switch and select.
import { Field, Kind } from './kinds.ts';
import { closeExpressionList, parseExpression, parseExpressionList } from './parse-expression.ts';
import { parseBlock, parseSimple, parseStatements, Simple } from './parse-statement.ts';
import { parseType } from './parse-type.ts';
import { Header, type ParserState } from './parser-state.ts';
import { DOT, giveUp } from './scanner.ts';
import type { Node } from './tree.ts';

/** All of these answer whether the statement could go on as a composite literal if a block followed. */
export function parseIf(p: ParserState): boolean {
  const { header } = p;
  p.header = Header.Plain;
  p.enter();
  const mark = p.take();
  const first = p.mark();
  let form = parseSimple(p);
  if (p.is(Kind.Semicolon)) {
    closeInitializer(p, first, form);
    parseExpression(p);
    form = Simple.Expression;
  }
  if (form !== Simple.Expression) giveUp();
  p.put(Field.Condition);
  p.header = header;
  let isLiteralLike = parseBlock(p, Field.Consequence);
  if (p.is(Kind.ElseKeyword)) {
    p.take();
    if (isBlockNext(p)) {
      parseBlock(p, Field.Alternative);
      isLiteralLike = false;
    } else if (p.is(Kind.IfKeyword)) {
      isLiteralLike = parseIf(p);
      p.put(Field.Alternative);
    } else giveUp();
  }
  p.leave();
  p.close(Kind.IfStatement, mark);
  return isLiteralLike;
}

function isBlockNext(p: ParserState): boolean {
  return p.is(Kind.LeftBrace);
}

/** Closes the statement before the semicolon of a header, and takes the semicolon. */
function closeInitializer(p: ParserState, mark: Node, form: Simple): void {
  closeSimple(p, mark, form);
  p.put(Field.Initializer);
  p.expect(Kind.Semicolon);
}

function closeSimple(p: ParserState, mark: Node, form: Simple): void {
  if (form === Simple.Expression) p.close(Kind.ExpressionStatement, mark);
  else if (form !== Simple.Statement) giveUp();
}

export function parseFor(p: ParserState): boolean {
  const { header } = p;
  p.header = Header.Plain;
  const mark = p.take();
  if (!isBlockNext(p)) parseForHeader(p);
  p.header = header;
  const isLiteralLike = parseBlock(p, Field.Body);
  p.close(Kind.ForStatement, mark);
  return isLiteralLike;
}

/** A condition or clause. */
function parseForHeader(p: ParserState): void {
  const mark = p.mark();
  if (p.is(Kind.RangeKeyword)) {
    parseRange(p, mark);
    return;
  }
  if (!isSemicolon(p)) {
    const form = parseSimple(p, true);
    if (form === Simple.Range) {
      parseRange(p, mark);
      return;
    }
    if (form === Simple.Expression && isBlockNext(p)) return;
    closeInitializer(p, mark, form);
  } else p.take();
  if (!isSemicolon(p)) parseExpression(p, Field.Condition);
  p.expect(Kind.Semicolon);
  if (!isBlockNext(p)) {
    const update = p.mark();
    closeSimple(p, update, parseSimple(p));
    p.put(Field.Update);
  }
  p.close(Kind.ForClause, mark);
}

function isSemicolon(p: ParserState): boolean {
  return p.is(Kind.Semicolon);
}

function parseRange(p: ParserState, mark: Node): void {
  p.take();
  parseExpression(p, Field.Right);
  p.close(Kind.RangeClause, mark);
}

export function parseSwitch(p: ParserState): boolean {
  const { header } = p;
  p.header = Header.Switch;
  p.enter();
  const mark = p.take();
  const isTypeSwitch = !isBlockNext(p) && parseSwitchHeader(p);
  p.header = header;
  p.expect(Kind.LeftBrace);
  let hasCase = false;
  for (; !p.is(Kind.RightBrace); hasCase = true) {
    if (p.is(Kind.DefaultKeyword)) parseDefault(p);
    else {
      if (!p.is(Kind.CaseKeyword)) giveUp();
      const case_ = p.take();
      if (isTypeSwitch) parseTypes(p);
      else parseExpressionList(p, Field.Value);
      p.expect(Kind.Colon);
      parseStatements(p);
      p.close(isTypeSwitch ? Kind.TypeCase : Kind.ExpressionCase, case_);
    }
  }
  p.take();
  p.close(isTypeSwitch ? Kind.TypeSwitchStatement : Kind.ExpressionSwitchStatement, mark);
  p.leave();
  return !hasCase;
}

/** Answers whether it is the header of a type switch. */
function parseSwitchHeader(p: ParserState): boolean {
  const mark = p.mark();
  let form = parseSimple(p);
  if (isSemicolon(p)) {
    closeInitializer(p, mark, form);
    if (isBlockNext(p)) return false;
    form = parseSimple(p);
  }
  if (form === Simple.Expression) {
    p.put(Field.Value);
    return false;
  }
  if (form !== Simple.TypeSwitch) giveUp();
  p.expect(DOT);
  p.expect(Kind.LeftParen);
  p.expect(Kind.TypeKeyword);
  p.expect(Kind.RightParen);
  return true;
}

/** The types of a case; their commas stand under the same field. */
function parseTypes(p: ParserState): void {
  parseType(p, Field.Type);
  while (p.is(Kind.Comma)) {
    p.take(Field.Type);
    parseType(p, Field.Type);
  }
}

function parseDefault(p: ParserState): void {
  const mark = p.take();
  p.expect(Kind.Colon);
  parseStatements(p);
  p.close(Kind.DefaultCase, mark);
}

export function parseSelect(p: ParserState): void {
  p.enter();
  const mark = p.take();
  p.expect(Kind.LeftBrace);
  while (!p.is(Kind.RightBrace)) {
    if (p.is(Kind.DefaultKeyword)) parseDefault(p);
    else {
      if (!p.is(Kind.CaseKeyword)) giveUp();
      const case_ = p.take();
      parseCommunication(p);
      p.put(Field.Communication);
      p.expect(Kind.Colon);
      parseStatements(p);
      p.close(Kind.CommunicationCase, case_);
    }
  }
  p.take();
  p.close(Kind.SelectStatement, mark);
  p.leave();
}

function parseCommunication(p: ParserState): void {
  const mark = p.mark();
  parseExpression(p);
  if (p.is(Kind.Arrow)) {
    p.put(Field.Channel);
    p.take();
    parseExpression(p, Field.Value);
    p.close(Kind.SendStatement, mark);
    return;
  }
  if (!p.is(Kind.Colon)) {
    closeExpressionList(p, mark, Field.Left);
    if (!p.is(Kind.Define) && !p.is(Kind.Assign)) giveUp();
    p.take();
    parseExpression(p);
  }
  p.put(Field.Right);
  p.close(Kind.ReceiveStatement, mark);
}
