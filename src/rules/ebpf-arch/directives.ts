// The directives of Go files that make and embed eBPF objects.
import { Kind } from '../../syntax/kinds.ts';
import type { Tree } from '../../syntax/tree.ts';

/** A word of a directive, with its range in the file. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of the directives of a kind (`generate`, `embed`) in a file, one list each. */
export function directives(tree: Tree, kind: 'generate' | 'embed'): Word[][] {
  const head = `//go:${kind} `;
  if (!tree.text.includes(head)) return [];
  const found: Word[][] = [];
  for (let n = 0; n < tree.length; n++) {
    const start = tree.start[n]!;
    if (tree.kind[n] !== Kind.Comment || !tree.text.startsWith(head, start)) continue;
    const rest = tree.text.slice(start + head.length, tree.end[n]);
    found.push(
      [...rest.matchAll(/"((?:[^"\\]|\\.)*)"|\S+/g)].map(({ 0: all, 1: quoted, index }) => {
        const at = start + head.length + index + (quoted === undefined ? 0 : 1);
        const text = quoted ?? all;
        return { text, start: at, end: at + text.length };
      }),
    );
  }
  return found;
}

/** A call of bpf2go. */
export interface Bpf2go {
  /** What `-target` says; undefined where it is left out, which makes objects of both byte orders. */
  readonly target: Word | undefined;
  /** What the names in the generated code are made of. */
  readonly ident: string;
  /** The program in C, relative to the folder of the file. */
  readonly source: string;
  /** What the C compiler gets. */
  readonly flags: readonly Word[];
}

/** Flags of bpf2go that take no value. */
const switches = new Set(['no-global-types', 'no-strip', 'strict']);

/** Reads a directive that runs bpf2go; undefined for any other, and for one whose words a variable decides. */
export function bpf2goOf(words: readonly Word[]): Bpf2go | undefined {
  const command = words.findIndex(({ text }) => /(?:^|\/)bpf2go(?:@[\w.-]+)?$/.test(text));
  if (command < 0) return undefined;
  const dashes = words.findIndex(({ text }, i) => i > command && text === '--');
  const args = words.slice(command + 1, dashes < 0 ? undefined : dashes);
  const names: Word[] = [];
  let target: Word | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const [, flag, value] = /^--?([\w-]+)(?:=(.*))?$/.exec(arg.text) ?? [];
    if (flag === undefined) names.push(arg);
    else if (value !== undefined) {
      if (flag === 'target') target = { text: value, start: arg.end - value.length, end: arg.end };
    } else if (!switches.has(flag)) {
      i++;
      if (flag === 'target') target = args[i];
    }
  }
  const [ident, source] = names;
  if (ident === undefined || source === undefined || /\$/.test(ident.text + source.text)) return undefined;
  return { target, ident: ident.text, source: source.text, flags: dashes < 0 ? [] : words.slice(dashes + 1) };
}
