// What the Portability view of the extension under test shows.
import type * as vscode from 'vscode';
import type { Exports } from '../../../src/extension/extension.ts';
import type { PortabilityNode } from '../../../src/extension/portability/portability-view.ts';
import { activeExtension } from './extension.ts';

/** A row: what it stands for, and how it is shown. */
export interface Row {
  readonly node: PortabilityNode;
  readonly item: vscode.TreeItem;
}

/** The rows at the top, or those below one. */
export async function portabilityRows(below?: PortabilityNode): Promise<Row[]> {
  const { portability } = (await activeExtension()).exports as Exports;
  const nodes = await portability.getChildren(below);
  return Promise.all(nodes.map(async (node) => ({ node, item: await portability.getTreeItem(node) })));
}

/** All rows right below some. */
export async function rowsBelow(rows: readonly Row[]): Promise<Row[]> {
  return (await Promise.all(rows.map(({ node }) => portabilityRows(node)))).flat();
}
