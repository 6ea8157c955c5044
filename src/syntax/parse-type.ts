// Types, with the parameters of functions, the fields of structs and the elements of interfaces.
import { Field, Kind } from './kinds.ts';
import { parseExpression } from './parse-expression.ts';
import { Header, type ParserState } from './parser-state.ts';
import { DOT, giveUp, NEWLINE } from './scanner.ts';
import type { Node } from './tree.ts';

/** Whether a type may begin with the current token. */
export function startsType(p: ParserState): boolean {
  switch (p.token) {
    case Kind.Identifier:
    case Kind.Star:
    case Kind.LeftBracket:
    case Kind.LeftParen:
    case Kind.StructKeyword:
    case Kind.InterfaceKeyword:
    case Kind.MapKeyword:
    case Kind.ChanKeyword:
    case Kind.FuncKeyword:
    case Kind.Arrow:
    case Kind.Tilde:
      return true;
    default:
      return false;
  }
}

/** Any type. */
export function parseType(p: ParserState, field = 0): void {
  const mark = p.mark();
  p.enter();
  switch (p.token) {
    case Kind.Identifier: {
      parseTypeName(p);
      if (p.is(Kind.LeftBracket)) {
        const isQualified = p.kindOf(p.last) === Kind.QualifiedType;
        parseGenericType(p, mark);
        if (isQualified) p.qualifiedGeneric = p.last;
      }
      break;
    }
    case Kind.Star:
      p.take();
      parseType(p);
      p.close(Kind.PointerType, mark);
      break;
    case Kind.LeftBracket:
      parseArrayType(p, false);
      break;
    case Kind.LeftParen:
      p.take();
      parseType(p);
      p.expect(Kind.RightParen);
      p.close(Kind.ParenthesizedType, mark);
      break;
    case Kind.StructKeyword:
      parseStructType(p);
      break;
    case Kind.InterfaceKeyword:
      parseInterfaceType(p);
      break;
    case Kind.MapKeyword:
      parseMapType(p);
      break;
    case Kind.FuncKeyword:
      p.take();
      parseSignature(p);
      p.close(Kind.FunctionType, mark);
      break;
    case Kind.ChanKeyword:
    case Kind.Arrow:
      parseChannelType(p);
      break;
    case Kind.Tilde:
      p.take();
      parseType(p);
      // Tree-sitter takes the type arguments behind `~p.T` for those of the whole.
      if (lastElement(p) === p.qualifiedGeneric) giveUp();
      p.close(Kind.NegatedType, mark);
      break;
    default:
      giveUp();
  }
  p.leave();
  p.put(field);
}

/** The type with which the type read last ends. */
function lastElement(p: ParserState): Node {
  for (let node = p.last; ; node--) {
    switch (p.kindOf(node)) {
      case Kind.PointerType:
      case Kind.SliceType:
      case Kind.ArrayType:
      case Kind.MapType:
      case Kind.ChannelType:
      case Kind.FunctionType:
      case Kind.NegatedType:
        break;
      default:
        return node;
    }
  }
}

/** A name, which may be qualified by a package, without type arguments. */
export function parseTypeName(p: ParserState): void {
  const name = p.name(Kind.TypeIdentifier);
  if (p.is(DOT)) qualify(p, name);
}

/** Goes on from the package of a qualified type. */
function qualify(p: ParserState, package_: Node): void {
  p.become(package_, Kind.PackageIdentifier, Field.Package);
  p.take();
  p.name(Kind.TypeIdentifier, Field.Name);
  p.close(Kind.QualifiedType, package_);
}

/** The type arguments behind a type name, which make a generic type of it. */
export function parseGenericType(p: ParserState, mark: Node): void {
  p.put(Field.Type);
  parseTypeArguments(p);
  p.put(Field.TypeArguments);
  p.close(Kind.GenericType, mark);
}

export function parseTypeArguments(p: ParserState): void {
  const mark = p.mark();
  p.expect(Kind.LeftBracket);
  do {
    parseTypeElem(p, Kind.TypeElem);
    if (!p.is(Kind.Comma)) break;
    p.take();
  } while (!p.is(Kind.RightBracket));
  p.expect(Kind.RightBracket);
  p.close(Kind.TypeArguments, mark);
}

/** Types with bars between them. */
export function parseTypeElem(p: ParserState, kind: Kind, field = 0): void {
  const mark = p.mark();
  parseType(p);
  while (p.is(Kind.Or)) {
    p.take();
    parseType(p);
  }
  p.close(kind, mark, field);
}

/** A type that begins with a bracket. @param mayBeImplicit whether the length may be an ellipsis */
export function parseArrayType(p: ParserState, mayBeImplicit: boolean): void {
  const mark = p.mark();
  let kind = Kind.ArrayType;
  p.take();
  if (p.is(Kind.RightBracket)) kind = Kind.SliceType;
  else if (mayBeImplicit && p.is(Kind.Ellipsis)) {
    p.take();
    kind = Kind.ImplicitLengthArrayType;
  } else {
    const { header } = p;
    p.header = Header.None;
    parseExpression(p, Field.Length);
    p.header = header;
  }
  p.expect(Kind.RightBracket);
  parseType(p, Field.Element);
  p.close(kind, mark);
}

export function parseMapType(p: ParserState): void {
  const mark = p.take();
  p.expect(Kind.LeftBracket);
  parseType(p, Field.Key);
  p.expect(Kind.RightBracket);
  parseType(p, Field.Value);
  p.close(Kind.MapType, mark);
}

export function parseChannelType(p: ParserState): void {
  const isReceiver = p.is(Kind.Arrow);
  const mark = p.take();
  if (isReceiver) p.expect(Kind.ChanKeyword);
  // To tree-sitter `chan<- chan T` is a channel of receivers, however it is spaced.
  else if (p.is(Kind.Arrow) && !isBefore(p, Kind.ChanKeyword)) p.take();
  parseType(p, Field.Value);
  p.close(Kind.ChannelType, mark);
}

/** Whether the token behind the current one is `token`. */
export function isBefore(p: ParserState, token: number): boolean {
  return p.ahead(() => {
    p.next();
    return p.is(token);
  });
}

/** Parameters and results. */
export function parseSignature(p: ParserState): void {
  parseParameters(p, Field.Parameters);
  if (p.is(Kind.LeftParen)) parseParameters(p, Field.Result);
  else if (startsType(p)) parseType(p, Field.Result);
}

/** Names that tree-sitter can hold as either names or types of parameters. */
const MOST_NAMES = 9;

export function parseParameters(p: ParserState, field: number): void {
  const mark = p.mark();
  p.expect(Kind.LeftParen);
  /** Up to here, names are types. */
  let typesTo = 0;
  const kinds = { named: false, unnamed: false };
  while (!p.is(Kind.RightParen)) {
    const first = p.mark();
    const { start } = p;
    if (p.is(Kind.Identifier)) {
      p.take(Field.Type, Kind.TypeIdentifier);
      if (p.is(Kind.Comma) && p.start >= typesTo) {
        const end = p.ahead(() => endOfTypes(p));
        if (end > 0) typesTo = end;
        else parseMoreNames(p, first);
      }
      parseParameterRest(p, first);
    } else if (p.is(Kind.Ellipsis)) parseVariadic(p, first);
    else {
      parseType(p, Field.Type);
      p.close(Kind.ParameterDeclaration, first);
    }
    if (start >= typesTo) kinds[p.kindOf(first) === Kind.Identifier ? 'named' : 'unnamed'] = true;
    if (!p.is(Kind.Comma)) break;
    p.take();
  }
  if (kinds.named && kinds.unnamed) giveUp();
  p.expect(Kind.RightParen);
  p.close(Kind.ParameterList, mark, field);
}

/**
 * From a comma behind a name in a parameter list: where the list of names ends, as far as they are types; 0 if they are
 * parameters of the type behind the last of them.
 */
function endOfTypes(p: ParserState): number {
  const commas: number[] = [];
  while (p.is(Kind.Comma)) {
    commas.push(p.end);
    p.next();
    if (!p.is(Kind.Identifier)) return commas.at(-1)!;
    p.next();
  }
  if (p.is(Kind.RightParen)) return p.end;
  const isType = p.is(DOT) || p.is(Kind.Ellipsis) || (p.is(Kind.LeftBracket) && isTypeArguments(p));
  if (isType) return commas.at(-1)!;
  // Tree-sitter loses the beginning of long lists, and takes it for types.
  return commas.length < MOST_NAMES ? 0 : commas[commas.length - MOST_NAMES]!;
}

/** Names of parameters behind the first one, which is written. */
function parseMoreNames(p: ParserState, first: Node): void {
  p.become(first, Kind.Identifier, Field.Name);
  while (p.is(Kind.Comma)) {
    p.take();
    p.name(Kind.Identifier, Field.Name);
  }
  parseType(p, Field.Type);
}

/** The rest of a parameter that began with a name, written as a type, or with all of its names and their type. */
function parseParameterRest(p: ParserState, first: Node): void {
  const isWhole = p.last !== first;
  if (!isWhole) {
    if (p.is(Kind.Ellipsis)) {
      p.become(first, Kind.Identifier, Field.Name);
      parseVariadic(p, first);
      return;
    }
    if (p.is(DOT)) {
      qualify(p, first);
      if (p.is(Kind.LeftBracket)) parseGenericType(p, first);
      p.put(Field.Type);
    } else if (p.is(Kind.LeftBracket) && p.ahead(() => isTypeArguments(p))) {
      parseGenericType(p, first);
      p.put(Field.Type);
    } else if (!p.is(Kind.Comma) && !p.is(Kind.RightParen)) {
      p.become(first, Kind.Identifier, Field.Name);
      parseType(p, Field.Type);
    }
  }
  p.close(Kind.ParameterDeclaration, first);
}

function parseVariadic(p: ParserState, mark: Node): void {
  p.take();
  parseType(p, Field.Type);
  p.close(Kind.VariadicParameterDeclaration, mark);
}

/** From a bracket behind a name: whether type arguments are in it, as no type follows of which it could be the length. */
export function isTypeArguments(p: ParserState): boolean {
  p.next();
  if (p.is(Kind.RightBracket)) return false;
  const { start } = p;
  skipToClosing(p);
  const { end } = p;
  p.next();
  if (startsType(p)) return false;
  if (hasPredeclared(p.text, start, end)) giveUp();
  return true;
}

const predeclared = /\b(?:nil|true|false|iota|new|make)\b/;

/** Whether a word is in this part of the text that is a keyword to tree-sitter where an expression could be, too. */
export function hasPredeclared(text: string, start: number, end: number): boolean {
  return predeclared.test(text.slice(start, end));
}

/** From the first token inside of brackets, parentheses or braces to the closing one. */
export function skipToClosing(p: ParserState): void {
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
        if (depth-- === 0) return;
        break;
      case 0:
        giveUp();
    }
  }
}

export function parseStructType(p: ParserState): void {
  const mark = p.take();
  const list = p.mark();
  p.expect(Kind.LeftBrace);
  while (!p.is(Kind.RightBrace)) {
    parseField(p);
    if (!takeTerminator(p)) break;
  }
  p.expect(Kind.RightBrace);
  p.close(Kind.FieldDeclarationList, list);
  p.close(Kind.StructType, mark);
}

/** A line end or semicolon, if there is one. */
export function takeTerminator(p: ParserState): boolean {
  if (p.is(NEWLINE)) p.skip();
  else if (p.is(Kind.Semicolon)) p.take();
  else return false;
  return true;
}

function parseField(p: ParserState): void {
  const mark = p.mark();
  if (p.is(Kind.Star)) {
    p.take();
    parseEmbedded(p, p.name(Kind.TypeIdentifier));
  } else {
    const name = p.name(Kind.FieldIdentifier, Field.Name);
    const isEmbedded =
      p.is(DOT) ||
      (p.is(Kind.LeftBracket) && p.ahead(() => isTypeArguments(p))) ||
      (!p.is(Kind.Comma) && !startsType(p));
    if (isEmbedded) parseEmbedded(p, name);
    else {
      while (p.is(Kind.Comma)) {
        p.take();
        p.name(Kind.FieldIdentifier, Field.Name);
      }
      parseType(p, Field.Type);
    }
  }
  if (p.is(Kind.Quote) || p.is(Kind.Backquote)) p.string(Field.Tag);
  p.close(Kind.FieldDeclaration, mark);
}

/** The type of an embedded field, whose first name is written. */
function parseEmbedded(p: ParserState, name: Node): void {
  p.become(name, Kind.TypeIdentifier, Field.Type);
  if (p.is(DOT)) qualify(p, name);
  if (p.is(Kind.LeftBracket)) parseGenericType(p, name);
  p.put(Field.Type);
}

export function parseInterfaceType(p: ParserState): void {
  const mark = p.take();
  p.expect(Kind.LeftBrace);
  while (!p.is(Kind.RightBrace)) {
    if (p.is(Kind.Identifier) && isBefore(p, Kind.LeftParen)) {
      const method = p.name(Kind.FieldIdentifier, Field.Name);
      parseSignature(p);
      p.close(Kind.MethodElem, method);
    } else parseTypeElem(p, Kind.TypeElem);
    if (!takeTerminator(p)) break;
  }
  p.expect(Kind.RightBrace);
  p.close(Kind.InterfaceType, mark);
}
