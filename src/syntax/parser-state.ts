// What the parts of the fast parser share: the tree so far, and in what they are.
import { gaveUp, giveUp } from './scanner.ts';
import { TreeBuilder } from './tree-builder.ts';

/** Deeper nesting than any real file has; beyond, tree-sitter decides, which does not recurse. */
const DEEPEST = 300;

/**
 * What an expression could be besides: tree-sitter decides between expressions and types by what comes behind them.
 * `Name` and `Qualified` are names of types, `Generic` ones with type arguments, `Other` pointers and parentheses; `Union`
 * types with bars between them, which only a type argument can be; `Bare` is a type and no expression.
 */
export const Shape = { None: 0, Name: 1, Qualified: 2, Generic: 3, Other: 4, Union: 5, Bare: 6 } as const;
export type Shape = (typeof Shape)[keyof typeof Shape];

/** In headers a brace begins a block. The header of a switch may end in `.(type)`. */
export const Header = { None: 0, Plain: 1, Switch: 2 } as const;
export type Header = (typeof Header)[keyof typeof Header];

/** A Go file half read. */
export class ParserState extends TreeBuilder {
  /** In the header of which statement the parser is, outside of parentheses. */
  header: Header = Header.None;
  /**
   * The sums of dynamic precedences that tree-sitter would give to the expression read last as an expression and as a type,
   * where it could be either.
   */
  asExpression = 0;
  asType = 0;
  /** Whether the stars before the operand read last have become a part of it, as those of a pointer type. */
  hasAbsorbed = false;
  /** The last generic type of a name that is qualified. */
  qualifiedGeneric = -1;
  /** What the operand read last could be besides, and where it ends. */
  #shape: Shape = Shape.None;
  #shapeEnd = -1;
  #depth = 0;

  /**
   * @param text without NUL characters
   * @param skipsBodies whether the bodies of declared functions are blocks without statements
   * @param isStrict whether to give up where tree-sitter reads on behind the end of a statement
   */
  constructor(
    text: string,
    readonly skipsBodies: boolean,
    readonly isStrict: boolean,
  ) {
    super(text);
  }

  /** Remembers what the operand that was just read could be besides. */
  noteShape(shape: Shape): void {
    this.#shape = shape;
    this.#shapeEnd = this.lastEnd;
  }

  /** What the operand could be besides that the last token taken belongs to. */
  get lastShape(): Shape {
    return this.#shapeEnd === this.lastEnd ? this.#shape : Shape.None;
  }

  /** One level of nesting more. */
  enter(): void {
    if (++this.#depth > DEEPEST) giveUp();
  }

  leave(): void {
    this.#depth--;
  }

  /** Reads what is there if it can be read so, and else nothing. */
  attempt(read: () => boolean): boolean {
    const { start, header } = this;
    const mark = this.mark();
    const depth = this.#depth;
    try {
      if (read()) return true;
    } catch (error) {
      if (error !== gaveUp) throw error;
    }
    this.header = header;
    this.#depth = depth;
    this.rewind(start, mark);
    return false;
  }
}
