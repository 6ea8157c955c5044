// Lowering: copies a tree-sitter tree out of WebAssembly memory into flat arrays, in one walk without recursion.
import type { Tree as WasmTree } from 'web-tree-sitter';
import { treeExports } from './runtime.ts';
import { Tree } from './tree.ts';

/**
 * Copies a tree out. The field ids of our grammars fit in a byte, their symbols (an error is 65535) in 16 bits.
 * @param kinds the kind of each symbol
 */
export function lower(tree: WasmTree, text: string, kinds: Uint16Array): Tree {
  const wasm = treeExports();
  const firstChild = wasm._ts_tree_cursor_goto_first_child_wasm;
  const nextSibling = wasm._ts_tree_cursor_goto_next_sibling_wasm;
  const parent = wasm._ts_tree_cursor_goto_parent_wasm;
  const symbolOf = wasm._ts_tree_cursor_current_node_type_id_wasm;
  const fieldOf = wasm._ts_tree_cursor_current_field_id_wasm;
  const startOf = wasm._ts_tree_cursor_start_index_wasm;
  const endOf = wasm._ts_tree_cursor_end_index_wasm;

  const address = treeAddress(tree);
  wasm._ts_tree_root_node_wasm(address);
  const length = wasm._ts_node_descendant_count_wasm(address);
  wasm._ts_tree_root_node_wasm(address);
  const hasError = wasm._ts_node_has_error_wasm(address) !== 0;

  const kind = new Uint16Array(length);
  const field = new Uint8Array(length);
  const start = new Uint32Array(length);
  const end = new Uint32Array(length);
  const next = new Uint32Array(length);
  const ancestors: number[] = [];
  let count = 0;

  wasm._ts_tree_root_node_wasm(address);
  wasm._ts_tree_cursor_new_wasm(address);
  walk: for (;;) {
    kind[count] = kinds[symbolOf(address)]!;
    field[count] = fieldOf(address);
    start[count] = startOf(address);
    end[count] = endOf(address);
    const node = count++;
    if (firstChild(address)) {
      ancestors.push(node);
      continue;
    }
    next[node] = count;
    for (;;) {
      if (ancestors.length === 0) break walk;
      if (nextSibling(address)) break;
      parent(address);
      next[ancestors.pop()!] = count;
    }
  }
  wasm._ts_tree_cursor_delete_wasm(address);
  return new Tree(text, count, kind, field, start, end, next, hasError, true);
}

/** The tree of a text that was not parsed: a root without children that is marked as erroneous. Nobody shall read such a text for its errors. */
export function emptyTree(text: string, root: number): Tree {
  const end = Uint32Array.of(text.length);
  const [kind, next] = [Uint16Array.of(root), Uint32Array.of(1)];
  return new Tree(text, 1, kind, new Uint8Array(1), new Uint32Array(1), end, next, true, false);
}

/** Where the tree lies in WebAssembly memory: web-tree-sitter keeps the address in an undocumented property. */
function treeAddress(tree: WasmTree): number {
  return (tree as unknown as { 0: number })[0];
}

/**
 * Lets go of a tree whose memory is gone with a restored heap. Deleting it, or leaving it to web-tree-sitter's
 * finalizer, would free an address that belongs to something else by now; deleting the null tree does nothing.
 */
export function disown(tree: WasmTree): void {
  (tree as unknown as { 0: number })[0] = 0;
  tree.delete();
}
