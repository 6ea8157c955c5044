// What a name in an expression stands for, asked by a rule after the checker has looked at it.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { GoObject } from '../../types/object.ts';

/** The object an identifier of the present place stands for. @throws Split */
export function objectNamed(c: Checker, node: Node): GoObject | undefined {
  const { tree } = c.env.file;
  const name = tree.textOf(node);
  return c.env.scope.lookup(name, tree.start[node]!) ?? packageObject(c, name);
}

/** What `pkg.Name` stands for; undefined where the selector has no package on its left. @throws Split */
export function importedObject(c: Checker, selector: Node): GoObject | undefined {
  const { tree } = c.env.file;
  const left = tree.child(selector, Field.Operand);
  if (left === NONE || tree.kind[left] !== Kind.Identifier) return undefined;
  const name = tree.textOf(left);
  if (c.env.scope.lookup(name, tree.start[left]!) !== undefined) return undefined;
  const pkg = c.env.file.imports.lookup(name, c.now);
  if (pkg?.kind !== 'package') return undefined;
  return pkg.imported?.scope.lookup(tree.textOf(tree.child(selector, Field.Field)), c.now);
}

function packageObject(c: Checker, name: string): GoObject | undefined {
  const { file } = c.env;
  const { package_ } = file;
  if (file.variant === 'external test') return package_.externalScope.lookup(name, c.now);
  const tests = file.variant === 'test' ? package_.testScope.lookup(name, c.now) : undefined;
  return tests ?? package_.scope.lookup(name, c.now);
}
