// Places as the compiler writes them into its messages.
import { LineMap } from '../syntax/lines.ts';
import type { Node } from '../syntax/tree.ts';
import type { FileInfo } from './package-info.ts';

/** `file.go:3:5`, with the file as it is named in its folder. */
export function placeOf({ file, tree }: FileInfo, node: Node): string {
  const { line, column } = new LineMap(tree.text).position(tree.start[node]!);
  return `${file.name}:${line}:${column}`;
}
