// What an assembly file says about functions, read line by line: enough to know what it surely defines and what it may define.
import { extension } from '../../module/file-name.ts';

/** One TEXT directive of the package itself. */
export interface TextSymbol {
  readonly name: string;
  /** Offsets of the name in the file. */
  readonly start: number;
  readonly end: number;
}

/** An assembly file as far as the rule is concerned. */
export interface Assembly {
  /** The functions it defines for Go by a plain `TEXT ·name(SB)`; static ones (`name<>`) and other packages' are left out. */
  readonly symbols: readonly TextSymbol[];
  /** All names that any TEXT directive may define. */
  readonly defined: ReadonlySet<string>;
  /** Names it mentions anywhere but as a definition: in a CALL, say. */
  readonly mentioned: ReadonlySet<string>;
  /** Whether macros or included files might define more. */
  readonly isOpaque: boolean;
}

/** Headers of Go itself, which define no function. */
const harmless = new Set([
  'textflag.h',
  'funcdata.h',
  'go_asm.h',
  'go_tls.h',
  'asm_ppc64x.h',
  'asm_amd64.h',
  'asm_riscv64.h',
]);

const include = /^[ \t]*#[ \t]*include[ \t]+["<]([^">\n]*)/gm;
const definition = /^[ \t]*#[ \t]*define[ \t](?:[^\n\\]|\\[^\n]|\\\n)*/gm;
const text = /^[ \t]*TEXT[ \t]+([^\s(,;]*)/gm;
const symbol = /^([^·<]*)·([\p{L}_][\p{L}\p{Nd}_]*)(<[^>]*>)?$/u;
const mention = /·([\p{L}_][\p{L}\p{Nd}_]*)/gu;

/** Whether the go command hands a file of this name to Go's assembler. */
export function isAssembly(name: string): boolean {
  return extension(name) === '.s';
}

/** Reads an assembly file. */
export function readAssembly(source: string): Assembly {
  const symbols: TextSymbol[] = [];
  const defined = new Set<string>();
  const definedAt = new Set<number>();
  let isOpaque =
    [...source.matchAll(include)].some(([, file]) => !harmless.has(file!)) ||
    [...source.matchAll(definition)].some(([macro]) => macro.includes('TEXT'));
  for (const match of source.matchAll(text)) {
    const operand = match[1]!;
    const parts = symbol.exec(operand);
    if (parts === null) {
      // A macro stands for the name, or the directive is nothing this reader understands.
      isOpaque = true;
      continue;
    }
    const [, prefix, name = '', suffix] = parts;
    const start = match.index + match[0].length - operand.length + prefix!.length + 1;
    defined.add(name);
    definedAt.add(start);
    if (prefix === '' && suffix !== '<>') symbols.push({ name, start, end: start + name.length });
  }
  const mentioned = new Set<string>();
  for (const match of source.matchAll(mention)) if (!definedAt.has(match.index + 1)) mentioned.add(match[1]!);
  return { symbols, defined, mentioned, isOpaque };
}
