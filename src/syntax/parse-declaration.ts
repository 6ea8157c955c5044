// Declarations, and the file as a whole.
import { Field, Kind } from './kinds.ts';
import { parseExpressionList } from './parse-expression.ts';
import { parseBlock } from './parse-statement.ts';
import {
  hasPredeclared,
  parseArrayType,
  parseParameters,
  parseSignature,
  parseType,
  parseTypeElem,
  skipToClosing,
  startsType,
  takeTerminator,
} from './parse-type.ts';
import type { ParserState } from './parser-state.ts';
import { DOT, END, giveUp, NEWLINE } from './scanner.ts';
import { closingBrace } from './skip-bodies.ts';

export function parseFile(p: ParserState): void {
  if (!p.is(Kind.PackageKeyword)) giveUp();
  const mark = p.take();
  p.name(Kind.PackageIdentifier);
  p.close(Kind.PackageClause, mark);
  if (!takeTerminator(p) && !p.is(END)) giveUp();
  let hasDeclarations = false;
  while (!p.is(END)) {
    // The grammar asks for an end of line behind these only.
    let needsEnd = false;
    const isImport = p.is(Kind.ImportKeyword);
    if (isImport && hasDeclarations) giveUp();
    hasDeclarations ||= !isImport;
    switch (p.token) {
      case Kind.ImportKeyword:
        parseImport(p);
        break;
      case Kind.FuncKeyword:
        parseFunctionDeclaration(p);
        break;
      default:
        needsEnd = true;
        if (p.is(Kind.ConstKeyword)) parseConst(p);
        else if (p.is(Kind.VarKeyword)) parseVar(p);
        else if (p.is(Kind.TypeKeyword)) parseTypeDeclaration(p);
        else giveUp();
    }
    if (!takeTerminator(p) && (needsEnd || !p.is(END))) giveUp();
  }
}

function parseImport(p: ParserState): void {
  const mark = p.take();
  if (p.is(Kind.LeftParen)) {
    const list = p.take();
    while (!p.is(Kind.RightParen)) {
      parseImportSpec(p);
      if (!takeTerminator(p)) break;
    }
    p.expect(Kind.RightParen);
    p.close(Kind.ImportSpecList, list);
  } else parseImportSpec(p);
  p.close(Kind.ImportDeclaration, mark);
}

function parseImportSpec(p: ParserState): void {
  const mark = p.mark();
  if (p.is(Kind.Identifier)) {
    const isBlank = p.end === p.start + 1 && p.text[p.start] === '_';
    p.name(isBlank ? Kind.BlankIdentifier : Kind.PackageIdentifier, Field.Name);
  } else if (p.is(DOT)) p.close(Kind.Dot, p.take(), Field.Name);
  if (!p.is(Kind.Quote) && !p.is(Kind.Backquote)) giveUp();
  p.string(Field.Path);
  p.close(Kind.ImportSpec, mark);
}

function parseFunctionDeclaration(p: ParserState): void {
  const mark = p.take();
  let kind = Kind.FunctionDeclaration;
  if (p.is(Kind.LeftParen)) {
    kind = Kind.MethodDeclaration;
    parseParameters(p, Field.Receiver);
    p.name(Kind.FieldIdentifier, Field.Name);
  } else {
    p.name(Kind.Identifier, Field.Name);
    if (p.is(Kind.LeftBracket)) parseTypeParameters(p);
  }
  parseSignature(p);
  if (p.is(Kind.LeftBrace)) {
    if (p.skipsBodies) skipBody(p);
    else parseBlock(p, Field.Body);
  }
  p.close(kind, mark);
}

/** A body without what is in it. */
function skipBody(p: ParserState): void {
  const end = closingBrace(p.text, p.end);
  if (end < 0) giveUp();
  const mark = p.mark();
  p.takeUpTo(end);
  p.expect(Kind.RightBrace);
  p.close(Kind.Block, mark, Field.Body);
}

function parseTypeParameters(p: ParserState): void {
  const mark = p.mark();
  p.expect(Kind.LeftBracket);
  do {
    const first = p.name(Kind.Identifier, Field.Name);
    while (p.is(Kind.Comma)) {
      p.take();
      p.name(Kind.Identifier, Field.Name);
    }
    parseTypeElem(p, Kind.TypeConstraint, Field.Type);
    p.close(Kind.TypeParameterDeclaration, first);
    if (!p.is(Kind.Comma)) break;
    p.take();
  } while (!p.is(Kind.RightBracket));
  p.expect(Kind.RightBracket);
  p.close(Kind.TypeParameterList, mark, Field.TypeParameters);
}

export function parseConst(p: ParserState): void {
  const mark = p.take();
  if (p.is(Kind.LeftParen)) parseGroup(p, parseConstSpec);
  else parseConstSpec(p);
  p.close(Kind.ConstDeclaration, mark);
}

/** Specs in parentheses, with an end of line or semicolon behind each. */
function parseGroup(p: ParserState, parseSpec: (p: ParserState) => void): void {
  p.take();
  while (!p.is(Kind.RightParen)) {
    parseSpec(p);
    if (!takeTerminator(p)) giveUp();
  }
  p.take();
}

/** The commas between names of constants stand under the same field. */
function parseConstSpec(p: ParserState): void {
  const mark = p.name(Kind.Identifier, Field.Name);
  while (p.is(Kind.Comma)) {
    p.take(Field.Name);
    p.name(Kind.Identifier, Field.Name);
  }
  if (startsType(p)) {
    parseType(p, Field.Type);
    if (!p.is(Kind.Assign)) giveUp();
  }
  if (p.is(Kind.Assign)) parseValues(p);
  p.close(Kind.ConstSpec, mark);
}

function parseValues(p: ParserState): void {
  p.take();
  parseExpressionList(p, Field.Value);
}

export function parseVar(p: ParserState): void {
  const mark = p.take();
  if (p.is(Kind.LeftParen)) {
    const list = p.mark();
    parseGroup(p, parseVarSpec);
    p.close(Kind.VarSpecList, list);
  } else parseVarSpec(p);
  p.close(Kind.VarDeclaration, mark);
}

function parseVarSpec(p: ParserState): void {
  const mark = p.name(Kind.Identifier, Field.Name);
  while (p.is(Kind.Comma)) {
    p.take();
    p.name(Kind.Identifier, Field.Name);
  }
  if (!p.is(Kind.Assign)) parseType(p, Field.Type);
  if (p.is(Kind.Assign)) parseValues(p);
  p.close(Kind.VarSpec, mark);
}

export function parseTypeDeclaration(p: ParserState): void {
  const mark = p.take();
  if (p.is(Kind.LeftParen)) {
    p.take();
    while (!p.is(Kind.RightParen)) {
      parseTypeSpec(p);
      if (!takeTerminator(p)) break;
    }
    p.expect(Kind.RightParen);
  } else parseTypeSpec(p);
  p.close(Kind.TypeDeclaration, mark);
}

function parseTypeSpec(p: ParserState): void {
  const mark = p.name(Kind.TypeIdentifier, Field.Name);
  let kind = Kind.TypeSpec;
  if (p.is(Kind.LeftBracket) && !p.ahead(() => hasTypeParameters(p))) {
    parseArrayType(p, false);
    p.put(Field.Type);
  } else {
    if (p.is(Kind.LeftBracket)) {
      const { start } = p;
      parseTypeParameters(p);
      if (hasPredeclared(p.text, start, p.start)) giveUp();
    }
    if (p.is(Kind.Assign)) {
      p.take();
      kind = Kind.TypeAlias;
    }
    parseType(p, Field.Type);
  }
  p.close(kind, mark);
}

/** From a bracket behind the name of a declared type: whether type parameters are in it, not the length of an array. */
function hasTypeParameters(p: ParserState): boolean {
  p.next();
  if (!p.is(Kind.Identifier)) return false;
  p.next();
  switch (p.token) {
    case Kind.Star:
    case Kind.LeftParen:
      return isPointer(p);
    case Kind.LeftBracket:
      // `[a[i]]T` or `[P []T]`
      p.next();
      if (p.is(Kind.RightBracket)) return true;
      skipToClosing(p);
      p.next();
      if (p.is(Kind.Star) || p.is(Kind.LeftParen) || p.is(Kind.LeftBracket)) giveUp();
      return startsType(p);
    case Kind.Arrow:
    case Kind.Comma:
      return true;
    default:
      return startsType(p);
  }
}

/** From a star or parenthesis behind the first name: whether more than one expression could hold stands before the bracket. */
function isPointer(p: ParserState): boolean {
  const isStar = p.is(Kind.Star);
  p.next();
  if (isStar && !p.is(Kind.Identifier) && !p.is(Kind.LeftParen)) return startsType(p);
  for (let depth = isStar ? 0 : 1; ; p.next()) {
    if (p.is(Kind.LeftParen) || p.is(Kind.LeftBracket) || p.is(Kind.LeftBrace)) depth++;
    else if (p.is(Kind.RightParen) || p.is(Kind.RightBracket) || p.is(Kind.RightBrace)) {
      // It could be either: tree-sitter counts.
      if (depth-- === 0) giveUp();
    } else if (p.is(Kind.Comma) && depth === 0) return true;
    else if (p.is(END) || p.is(NEWLINE)) giveUp();
  }
}
