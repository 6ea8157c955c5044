// The state of the recognizer, and what every part of the grammar needs.

import { Lexer } from './lexer.ts';
import { fail } from './problem.ts';
import { KEYWORDS, type Token, tokenName } from './token.ts';

/** How deep expressions, types and statements may be nested: what is deeper is not looked into. */
const MAX_DEPTH = 300;

/** Thrown where the nesting is too deep. */
export const tooDeep = new Error('nested too deep');

/** A lexer, and where in the grammar it stands. */
export class Recognizer {
  readonly lexer: Lexer;
  /** Negative in the header of a statement, where `{` begins its block and no composite literal. */
  expressionLevel = 0;
  private depth = 0;

  constructor(readonly source: string) {
    this.lexer = new Lexer(source);
    this.lexer.next();
  }

  get token(): Token {
    return this.lexer.token;
  }

  /** Whether this is the current token. */
  is(token: Token): boolean {
    return this.lexer.token === token;
  }

  /** Where the current token begins. */
  get at(): number {
    return this.lexer.start;
  }

  next(): void {
    this.lexer.next();
  }

  /** Whether the current token is this operator. */
  isOperator(sign: string): boolean {
    return this.lexer.token === 'op' && this.lexer.text === sign;
  }

  /** Passes the token if it is the current one. */
  got(token: Token): boolean {
    if (this.lexer.token !== token) return false;
    this.lexer.next();
    return true;
  }

  /** Passes the token. @throws FirstError where it is not the current one */
  want(token: Token): void {
    if (!this.got(token)) this.expected(tokenName(token));
  }

  /** Passes `=`. */
  gotAssign(): boolean {
    if (this.token === ':=') this.expected('=');
    return this.got('=');
  }

  /** What messages call the current token. */
  get shown(): string {
    const { token, text } = this.lexer;
    if (token === 'name') return `name ${text}`;
    if (token === 'literal') return `literal ${text}`;
    return token === ';' ? text : KEYWORDS.has(token) || token === ',' ? tokenName(token) : this.sign;
  }

  /**
   * What the go command says at the current token. It reads package clause and imports itself, by go/parser, whose words are others than
   * the compiler's.
   */
  expectedByGo(wanted: string): never {
    const { token, text } = this.lexer;
    const found =
      token === 'name' || token === 'literal'
        ? text
        : `'${token === ';' ? text.replace('semicolon', ';') : this.sign}'`;
    this.failHere('expectedFound', { wanted: `'${wanted}'`, found });
  }

  /** The current token as it is written. */
  private get sign(): string {
    const { token, text } = this.lexer;
    if (token === 'op=') return `${text}=`;
    if (token === 'opop') return text + text;
    return token === 'op' ? text : token;
  }

  /** `syntax error: unexpected …, expected …` at the current token. */
  expected(wanted: string): never {
    this.failHere('unexpectedTokenExpected', { token: this.shown, wanted });
  }

  /** Fails at the current token. */
  failHere: <Id extends Parameters<typeof fail>[2]>(id: Id, args: Parameters<typeof fail<Id>>[3]) => never = (
    id,
    args,
  ) => {
    fail(this.lexer.start, this.lexer.end, id, args);
  };

  /** Runs a part of the grammar that may contain itself. @throws tooDeep */
  nested<T>(part: () => T): T {
    if (++this.depth > MAX_DEPTH) throw tooDeep;
    const result = part();
    this.depth--;
    return result;
  }

  /** Runs a part inside of brackets, where `{` may begin a composite literal again. */
  bracketed<T>(part: () => T): T {
    this.expressionLevel++;
    const result = part();
    this.expressionLevel--;
    return result;
  }

  /**
   * What stands between brackets: parts with separators, of which the last may be missing, and the closing token.
   * @param part reads one; true ends the list
   * @returns where the closing token begins
   */
  list(context: string, separator: Token, close: Token, part: () => boolean): number {
    let isLast = false;
    while (this.token !== 'EOF' && this.token !== close && !isLast) {
      isLast = part();
      if (!this.got(separator) && this.token !== close) {
        const names = { separator: tokenName(separator), close: tokenName(close) };
        this.failHere('unexpectedTokenInList', { token: this.shown, list: context, ...names });
      }
    }
    const { at } = this;
    this.want(close);
    return at;
  }

  /** Passes a name, and says where it was. */
  name(): { start: number; end: number } {
    const { start, end } = this.lexer;
    if (!this.got('name')) this.expected('name');
    return { start, end };
  }
}
