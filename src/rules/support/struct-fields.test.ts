// Changed structs of real files, held against gofmt.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { goSources } from '../../../test/support/go-sources.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { Kind } from '../../syntax/kinds.ts';
import { loadParser, parseGo } from '../../syntax/parser.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import { changeFields, type FieldChange } from './struct-fields.ts';

/** The text with the fields of every outermost struct of several fields in another order. */
function reorder(
  tree: Tree,
  change: (fields: readonly Node[]) => FieldChange,
): { text: string; moved: number; refused: number } {
  let [text, at, moved, refused] = ['', 0, 0, 0];
  for (let node = 0; node < tree.length; node++) {
    if (tree.kind[node] !== Kind.FieldDeclarationList) continue;
    const fields = tree.childrenOfKind(node, Kind.FieldDeclaration);
    const edit = fields.length < 2 ? undefined : changeFields(tree, node, change(fields));
    if (fields.length >= 2 && edit === undefined) refused++;
    if (edit === undefined || edit.start < at) continue;
    text += tree.text.slice(at, edit.start) + edit.text;
    at = edit.end;
    moved++;
    node = tree.next[node]! - 1;
  }
  return { text: text + tree.text.slice(at), moved, refused };
}

describe('changeFields', () => {
  before(loadParser);

  const changes: [string, (fields: readonly Node[]) => FieldChange][] = [
    ['the last field first', (fields) => ({ first: [fields.at(-1)!] })],
    ['an order that moves some fields', (fields) => ({ order: fields.toSorted((a, b) => (a % 3) - (b % 3) || a - b) })],
  ];
  for (const [what, change] of changes)
    it(`leaves files of the standard library as gofmt has them, with ${what}`, function () {
      this.timeout(120_000);
      const files = new Map<string, string>();
      let [all, refusals] = [0, 0];
      for (const { path, text } of goSources(23)) {
        if (!path.startsWith('src/') || path.includes('testdata')) continue;
        const { text: changed, moved, refused } = reorder(parseGo(text), change);
        all += moved;
        refusals += refused;
        if (moved > 0) files.set(path.replaceAll('/', '_'), changed);
      }
      assert.ok(all > 50, 'there are structs to change');
      assert.ok(refusals <= all / 20, `${refusals} of ${all} structs are not understood`);
      const dir = folderWith(files);
      const odd = execFileSync('gofmt', ['-l', '.'], { cwd: dir, encoding: 'utf8' });
      assert.deepEqual(odd.split('\n').filter(Boolean), []);
    });
});
