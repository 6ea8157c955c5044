// Fixes: ask the system how large a page is.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { isUntyped } from '../../types/predicates.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { findImport } from '../support/imports.ts';
import { typeText } from '../support/number-type.ts';
import { operandOf } from '../support/operands.ts';
import { parentsAround } from '../support/parents.ts';
import type { Alignment } from './alignment.ts';
import type { Conversion } from './counted.ts';

/** The packages that have Getpagesize. */
const PACKAGES = ['os', 'syscall', 'golang.org/x/sys/unix'];

/**
 * Writes `x &^ (int64(os.Getpagesize()) - 1)` for `x &^ 0xfff`: for you to choose, as what else knows of the size has to go along.
 * @throws Split
 */
export function maskFix(c: Checker, { node, by }: Alignment): Fix | undefined {
  const { tree, file } = c.env.file;
  if (by !== 'mask' || tree.kind[node] !== Kind.IntLiteral) return undefined;
  const operation = parentsAround(tree, node).of(node);
  if (tree.textOf(tree.child(operation, Field.Operator)) !== '&^') return undefined;
  const size = pageSize(c, tree.child(operation, Field.Left));
  if (size === undefined) return undefined;
  const edit = { path: file.path, start: tree.start[node]!, end: tree.end[node]!, text: `(${size} - 1)` };
  return { title: message('page-size-fix', { call: size }), edits: [edit], automatic: false };
}

/** Writes `pages * uint64(os.Getpagesize())` for `pages * 4096` and `pages << 12`. @throws Split */
export function factorFix(c: Checker, { of, by, operator, operation }: Conversion): Fix | undefined {
  const { tree, file } = c.env.file;
  const size = pageSize(c, of);
  if (size === undefined) return undefined;
  const at = (node: Node, text: string): TextEdit => {
    return { path: file.path, start: tree.start[node]!, end: tree.end[node]!, text };
  };
  const edits = [at(by, size)];
  // The operators that shift bind as those that multiply.
  if (operator === '<<') edits.unshift(at(tree.child(operation, Field.Operator), '*'));
  if (operator === '>>') edits.unshift(at(tree.child(operation, Field.Operator), '/'));
  return { title: message('page-size-fix', { call: size }), edits, automatic: true };
}

/** The page size as a value of the type of an expression; undefined where the file imports no package that knows it. @throws Split */
function pageSize(c: Checker, like: Node): string | undefined {
  const { file, scope } = c.env;
  const x = operandOf(c, like);
  const type = x === undefined || isUntyped(x.type) ? undefined : typeText(file, x.type);
  if (type === undefined) return undefined;
  for (const path of PACKAGES) {
    const name = findImport(file.tree, path)?.name;
    if (name === undefined || scope.lookup(name, file.tree.start[like]!) !== undefined) continue;
    const call = `${name}.Getpagesize()`;
    return type === 'int' ? call : `${type}(${call})`;
  }
  return undefined;
}
