// A loaded grammar: parses texts in bounded time and memory, whatever they contain.
import { Language, Parser, type Tree as WasmTree } from 'web-tree-sitter';
import { disown, emptyTree, lower } from './lower.ts';
import { locateWasm, rememberHeap, restoreHeap, startRuntime } from './runtime.ts';
import type { Tree } from './tree.ts';

/**
 * Time a parse may take, in milliseconds: a fixed part and one for each UTF-16 unit, up to a limit. Real files take
 * 0.0003 ms a unit; the rest is room for loaded machines.
 */
const BASE_TIME = 2_000;
const TIME_PER_UNIT = 0.005;
const LONGEST_TIME = 10_000;

/** Units handed to the parser at once; its buffer has room for 5119. */
const CHUNK = 5_119;

/** The symbol of text that the parser had to skip, in every grammar. */
const ERROR = 65_535;

/** Parses the texts of one language. One instance per language and thread. */
export class Grammar {
  readonly #parser: Parser;
  readonly #root: number;
  readonly #kinds: Uint16Array;

  private constructor(language: Language, root: string) {
    this.#parser = new Parser().setLanguage(language);
    this.#root = language.idForNodeType(root, true)!;
    this.#kinds = kindsOf(language);
  }

  /**
   * Loads the grammar of an npm package that carries `<package>.wasm`.
   * @param root name of the grammar's root node
   */
  static async load(packageName: string, root: string): Promise<Grammar> {
    await startRuntime();
    const grammar = new Grammar(await Language.load(locateWasm(packageName, `${packageName}.wasm`)), root);
    // Parsers are part of what is remembered, so they stay usable after an abort.
    rememberHeap();
    return grammar;
  }

  /**
   * Parses `text` to a flat tree. Where parsing is impossible or takes too long, the tree is empty and has `hasError`.
   * @param original the text the tree shall refer to, of the same length, where `text` is one with parts blanked
   */
  parse(text: string, original = text): Tree {
    const tree = this.parseInMemory(text);
    if (tree === undefined) return this.empty(original);
    try {
      const lowered = lower(tree, original, this.#kinds);
      tree.delete();
      return lowered;
    } catch {
      restoreHeap();
      disown(tree);
      return this.empty(original);
    }
  }

  /**
   * Parses `text` to a tree in WebAssembly memory, which the caller must delete before anything else is parsed.
   * @returns undefined where parsing is impossible or takes too long
   */
  parseInMemory(text: string): WasmTree | undefined {
    // No language here allows the NUL character: a binary file, on which error recovery would only burn time.
    if (text.includes('\0')) return undefined;
    const deadline = performance.now() + Math.min(BASE_TIME + text.length * TIME_PER_UNIT, LONGEST_TIME);
    const isLate = () => performance.now() > deadline;
    // A token may span the file and be tried again at many places, so reading ends at the deadline as well.
    const read = (index: number) => (isLate() ? '' : text.slice(index, index + CHUNK));
    try {
      const tree = this.#parser.parse(read, null, { progressCallback: isLate });
      if (tree === null) {
        this.#parser.reset();
        return undefined;
      }
      if (!isLate()) return tree;
      tree.delete();
    } catch {
      restoreHeap();
    }
    return undefined;
  }

  /** The tree of a text that was not parsed: only a root, with `hasError`. */
  empty(text: string): Tree {
    return emptyTree(text, this.#root);
  }
}

/**
 * The kind of each symbol. A grammar has several symbols of one name, such as the arguments of `make` and of other calls
 * in Go: they all get the first one's number.
 */
function kindsOf(language: Language): Uint16Array {
  const kinds = new Uint16Array(ERROR + 1);
  const firstOf = new Map<string, number>();
  language.types.forEach((name, symbol) => {
    const isVisible = language.nodeTypeIsVisible(symbol);
    const key = `${language.nodeTypeIsNamed(symbol)} ${name}`;
    if (isVisible && !firstOf.has(key)) firstOf.set(key, symbol);
    kinds[symbol] = isVisible ? firstOf.get(key)! : symbol;
  });
  kinds[ERROR] = ERROR;
  return kinds;
}
