// The functions a Go file declares, with and without bodies, as far as assembly may have to do with them.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Tree } from '../../syntax/tree.ts';

/** A function of a Go file. Methods have `isMethod`; their symbols have other names. */
export interface FunctionDeclaration {
  readonly name: string;
  readonly isMethod: boolean;
  readonly hasBody: boolean;
  /** Offsets of the name. */
  readonly start: number;
  readonly end: number;
  /** Whether a `//go:wasmimport` stands above it: the host implements it where the target is wasm. */
  readonly isWasmImport: boolean;
}

/** The functions declared at the top level of a file that could be read without errors around them. */
export function functionsOf(tree: Tree): FunctionDeclaration[] {
  const found: FunctionDeclaration[] = [];
  const root = 0;
  let comments = '';
  for (let node = root + 1; node < tree.length && node < tree.next[root]!; node = tree.next[node]!) {
    const kind = tree.kind[node];
    if (kind === Kind.Comment) {
      comments += `${tree.textOf(node)}\n`;
      continue;
    }
    if (kind === Kind.FunctionDeclaration || kind === Kind.MethodDeclaration) {
      const name = tree.child(node, Field.Name);
      if (name !== NONE)
        found.push({
          name: tree.textOf(name),
          isMethod: kind === Kind.MethodDeclaration,
          hasBody: tree.child(node, Field.Body) !== NONE,
          start: tree.start[name]!,
          end: tree.end[name]!,
          isWasmImport: /^\/\/go:wasmimport /m.test(comments),
        });
    }
    // The token that ends a line stands between a comment and what follows it.
    if (tree.textOf(node).trim() !== '') comments = '';
  }
  return found;
}

/**
 * The names that //go:linkname directives of a file bind: `local`, which may have no body then, and the names which functions
 * have for the linker.
 */
export function linkNames(text: string): { readonly local: Set<string>; readonly remote: Set<string> } {
  const local = new Set<string>();
  const remote = new Set<string>();
  for (const [, name, target] of text.matchAll(/^[ \t]*\/\/go:linkname[ \t]+(\S+)(?:[ \t]+(\S+))?/gm)) {
    local.add(name!);
    if (target !== undefined) remote.add(target.slice(target.lastIndexOf('.') + 1));
  }
  return { local, remote };
}
