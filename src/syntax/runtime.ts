// The tree-sitter runtime: one WebAssembly instance per thread, its heap bounded and restorable after an abort.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Parser } from 'web-tree-sitter';

/**
 * The exports of web-tree-sitter's module that copy a tree out without an object per node. They are not part of its
 * public interface (its own `TreeCursor` is built on them), which is why package.json pins its version exactly and a
 * test compares the lowered tree with the public one. All take the address of a tree; the cursor and the node they speak
 * about live in a fixed transfer buffer.
 */
export interface TreeExports {
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_node_descendant_count_wasm(tree: number): number;
  _ts_node_has_error_wasm(tree: number): number;
  _ts_tree_cursor_new_wasm(tree: number): void;
  _ts_tree_cursor_delete_wasm(tree: number): void;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
}

const PAGE = 65536;

/** web-tree-sitter's module asks for 32 MiB at least. */
const INITIAL_PAGES = 512;

/**
 * 512 MiB: a wasm tree costs about 80 bytes a node, so this is some six million nodes, far above any real Go file. Memory
 * of a WebAssembly instance never shrinks, hence no more than a thread may keep.
 */
const MAXIMUM_PAGES = 8192;

let memory: WebAssembly.Memory;
const exports = {} as TreeExports;
let stackPointer: WebAssembly.Global;
let started: Promise<void> | undefined;
let snapshot: { heap: Uint8Array; stack: number } | undefined;

/** Starts the runtime of this thread, once. Must come before any other use of web-tree-sitter in the thread. */
export function startRuntime(): Promise<void> {
  started ??= start();
  return started;
}

async function start(): Promise<void> {
  const module = await WebAssembly.compile(readFileSync(locateWasm('web-tree-sitter', 'web-tree-sitter.wasm')));
  memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAXIMUM_PAGES });
  // Emscripten makes the object it is given the module itself: afterwards `exports` has the functions.
  await Parser.init(
    Object.assign(exports, {
      wasmMemory: memory,
      // What aborts is reported to the caller as an exception; nothing may write to the streams of the language server.
      printErr: () => {},
      instantiateWasm(
        imports: WebAssembly.Imports,
        ready: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
      ) {
        stackPointer = imports.env?.__stack_pointer as WebAssembly.Global;
        ready(new WebAssembly.Instance(module, imports), module);
      },
    }) as Parameters<typeof Parser.init>[0],
  );
}

/** The functions that walk a tree. Only valid after {@link startRuntime}. */
export function treeExports(): TreeExports {
  return exports;
}

/**
 * Path of a WebAssembly file: beside the bundle in `dist/`, or in its npm package when running from source.
 * @throws Error when it is in neither place.
 */
export function locateWasm(packageName: string, file: string): string {
  const beside = fileURLToPath(new URL(file, import.meta.url));
  if (existsSync(beside)) return beside;
  return createRequire(import.meta.url).resolve(`${packageName}/${file}`);
}

/** Remembers the heap as it is now, as the state {@link restoreHeap} goes back to. */
export function rememberHeap(): void {
  const bytes = new Uint8Array(memory.buffer);
  const zeros = new Uint8Array(PAGE);
  let end = bytes.length;
  while (end > 0 && Buffer.compare(bytes.subarray(end - PAGE, end), zeros) === 0) end -= PAGE;
  snapshot = { heap: bytes.slice(0, end), stack: stackPointer.value };
}

/**
 * Puts the heap back to the remembered state. After an abort (out of memory, stack overflow) the parser's structures are
 * half written and the instance cannot be made anew synchronously; with its memory and stack pointer restored it is new.
 */
export function restoreHeap(): void {
  const { heap, stack } = snapshot!;
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(heap);
  bytes.fill(0, heap.length);
  stackPointer.value = stack;
}
