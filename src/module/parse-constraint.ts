// Parses one line of build constraint, `//go:build` or `// +build`.
import { type Message, message } from '../messages/catalogue.ts';
import type { Constraint, TagTerm } from './build-constraint.ts';
import { copyText, isSpace, SPACE, skipSpace } from './text.ts';

/** Why a constraint cannot be parsed, in the words of go/build/constraint. */
export interface ConstraintProblem {
  /** UTF-16 offset in the file. */
  readonly offset: number;
  readonly message: Message;
}

export type ParsedConstraint =
  | { readonly expression: Constraint; readonly problem?: undefined }
  | { readonly expression?: undefined; readonly problem: ConstraintProblem };

/** The limits go/build/constraint sets: so many terms in a //go:build line, so many operators in a +build line. */
const MAX_TERMS = 1000;
const MAX_OLD_OPERATORS = 100;

/** Where the expression of a `//go:build` comment begins; undefined for any other line comment. */
export function goBuildExpression(text: string, start: number, end: number): number | undefined {
  return afterKeyword(text, start, end, '//go:build');
}

/** Where the expression of a `// +build` comment begins, the space being optional; undefined for any other line comment. */
export function plusBuildExpression(text: string, start: number, end: number): number | undefined {
  return afterKeyword(text, skipSpace(text, start + 2, end), end, '+build');
}

/** Where the white space after a keyword begins, undefined where another text stands between `start` and `end`. */
function afterKeyword(text: string, start: number, end: number, keyword: string): number | undefined {
  const after = start + keyword.length;
  if (after > end || !text.startsWith(keyword, start)) return undefined;
  return after === end || isSpace(text.charCodeAt(after)) ? after : undefined;
}

/**
 * Parses the expression of a //go:build line, what follows `//go:build`.
 *
 * @param base offset of `text` in the file; the offsets of the result start from there
 */
export function parseGoBuild(text: string, base: number): ParsedConstraint {
  try {
    return { expression: new Parser(text, base).parse() };
  } catch (error) {
    if (error instanceof SyntaxFault) return { problem: error.problem };
    throw error;
  }
}

/**
 * Parses the expression of a +build line, what follows `// +build`: options separated by spaces, any of which may
 * hold, each of terms separated by commas, all of which must. A malformed term is the tag `ignore`, as in go/build.
 */
export function parsePlusBuild(text: string, base: number): ParsedConstraint {
  let operators = -1;
  const options: Constraint[] = [];
  for (const option of text.matchAll(new RegExp(`[^${SPACE.slice(1, -1)}]+`, 'g'))) {
    const terms: Constraint[] = [];
    let start = base + option.index;
    for (const term of option[0].split(',')) {
      if (++operators > MAX_OLD_OPERATORS) {
        return { problem: { offset: start, message: message('constraint-too-complex', {}) } };
      }
      terms.push(plusBuildTerm(term, start));
      start += term.length + 1;
    }
    options.push(join('and', terms));
  }
  if (options.length === 0) return { expression: { kind: 'tag', tag: 'ignore', start: base, end: base + text.length } };
  return { expression: join('or', options) };
}

function plusBuildTerm(term: string, start: number): Constraint {
  const end = start + term.length;
  const negated = term.startsWith('!');
  const name = negated ? term.slice(1) : term;
  if (negated && (name === '' || name.startsWith('!'))) return { kind: 'tag', tag: 'ignore', start, end };
  const tag = /^[\p{L}\p{Nd}_.]+$/u.test(name) ? copyText(name) : 'ignore';
  const operand: TagTerm = { kind: 'tag', tag, start: end - name.length, end };
  return negated ? { kind: 'not', operand, start, end } : operand;
}

function join(kind: 'and' | 'or', operands: Constraint[]): Constraint {
  const [first] = operands;
  if (first === undefined || operands.length === 1) return first!;
  return { kind, operands, start: first.start, end: operands.at(-1)!.end };
}

class SyntaxFault extends Error {
  readonly problem: ConstraintProblem;

  constructor(offset: number, text: Message) {
    super();
    this.problem = { offset, message: text };
  }
}

/** The characters a tag is made of. */
const TAG = /[\p{L}\p{Nd}_.]+/uy;

/** A recursive descent parser. MAX_TERMS bounds its depth, too: every parenthesis begins a term. */
class Parser {
  readonly #text: string;
  readonly #base: number;
  /** Where the next token is looked for. */
  #next = 0;
  /** The current token: `(`, `)`, `!`, `&&`, `||`, a tag, or the empty text at the end. */
  #token = '';
  #isTag = false;
  #start = 0;
  /** End of the token before the current one. */
  #lastEnd = 0;
  #terms = 0;
  #depth = 0;

  constructor(text: string, base: number) {
    this.#text = text;
    this.#base = base;
  }

  parse(): Constraint {
    this.#lex();
    const expression = this.#or();
    if (this.#token !== '') throw this.#unexpected();
    return expression;
  }

  #or(): Constraint {
    return this.#junction('or', '||', () => this.#and());
  }

  #and(): Constraint {
    return this.#junction('and', '&&', () => this.#not());
  }

  #junction(kind: 'and' | 'or', operator: string, operand: () => Constraint): Constraint {
    const start = this.#base + this.#start;
    const first = operand();
    if (this.#token !== operator) return first;
    const operands = [first];
    while (this.#take(operator)) operands.push(operand());
    return { kind, operands, start, end: this.#base + this.#lastEnd };
  }

  #not(): Constraint {
    if (++this.#terms > MAX_TERMS) throw this.#fault(this.#start, message('constraint-too-large', {}));
    const start = this.#base + this.#start;
    if (!this.#take('!')) return this.#atom();
    if (this.#token === '!') throw this.#fault(this.#start, message('constraint-double-negation', {}));
    const operand = this.#atom();
    return { kind: 'not', operand, start, end: this.#base + this.#lastEnd };
  }

  /** Passes over the current token if it is `token`. */
  #take(token: string): boolean {
    if (this.#token !== token) return false;
    this.#lex();
    return true;
  }

  #atom(): Constraint {
    const start = this.#start;
    if (this.#take('(')) {
      this.#depth++;
      const expression = this.#or();
      if (!this.#take(')')) throw this.#fault(start, message('constraint-missing-paren', {}));
      this.#depth--;
      return expression;
    }
    if (!this.#isTag) throw this.#unexpected();
    const tag = copyText(this.#token);
    this.#lex();
    return { kind: 'tag', tag, start: this.#base + start, end: this.#base + start + tag.length };
  }

  /** Reads the next token. */
  #lex(): void {
    const text = this.#text;
    this.#lastEnd = this.#next;
    while (text[this.#next] === ' ' || text[this.#next] === '\t') this.#next++;
    this.#start = this.#next;
    this.#isTag = false;
    const first = text[this.#next] ?? '';
    if (first === '' || first === '(' || first === ')' || first === '!') {
      this.#token = first;
    } else if (first === '&' || first === '|') {
      if (text[this.#next + 1] !== first) throw this.#invalid();
      this.#token = first + first;
    } else {
      TAG.lastIndex = this.#next;
      const tag = TAG.exec(text)?.[0];
      if (tag === undefined) throw this.#invalid();
      this.#token = tag;
      this.#isTag = true;
    }
    this.#next += this.#token.length;
  }

  #invalid(): SyntaxFault {
    const character = String.fromCodePoint(this.#text.codePointAt(this.#next) ?? 0);
    return this.#fault(this.#next, message('constraint-invalid-syntax', { character }));
  }

  #unexpected(): SyntaxFault {
    if (this.#token !== '')
      return this.#fault(this.#start, message('constraint-unexpected-token', { token: this.#token }));
    if (this.#depth > 0) return this.#fault(this.#start, message('constraint-missing-paren', {}));
    return this.#fault(this.#start, message('constraint-unexpected-end', {}));
  }

  #fault(offset: number, text: Message): SyntaxFault {
    return new SyntaxFault(this.#base + offset, text);
  }
}
