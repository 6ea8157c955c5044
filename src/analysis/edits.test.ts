// Applying fixes: together, apart, and never where they must not.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { findingAt, fixOf } from '../../test/support/findings.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { diskFileSystem } from '../module/file-system.ts';
import type { Fix } from '../rules/finding.ts';
import { textHash } from '../rules/support/reorder-fields.ts';
import { applyFixes } from './edits.ts';

function apply(dir: string, ...fixes: Fix[]) {
  const findings = fixes.map((fix, i) => findingAt('a.go', i + 1, { fixes: [fix] }));
  return applyFixes(findings, diskFileSystem, dir);
}

describe('applying fixes', () => {
  it('applies what does not overlap, and leaves the rest for later', () => {
    const dir = folderWith({ 'a.go': 'one two three' });
    const path = join(dir, 'a.go');
    const { texts, applied, left } = apply(
      dir,
      fixOf(path, [4, 7, '2']),
      fixOf(path, [6, 9, 'x']),
      fixOf(path, [0, 3, '1']),
    );
    assert.equal(texts.get(path), '1 2 three');
    assert.deepEqual(
      applied.map(({ finding }) => finding.start.line),
      [1, 3],
    );
    assert.deepEqual(
      left.map(({ finding, reason }) => [finding.start.line, reason.id]),
      [[2, 'fix-left-overlap']],
    );
  });

  it('does not touch a file of another package whose text is not what the fix was made for', () => {
    const dir = folderWith({ 'a.go': 'one', 'b.go': 'two' });
    const [a, b] = [join(dir, 'a.go'), join(dir, 'b.go')];
    const edits = [
      { path: a, start: 0, end: 3, text: '1' },
      { path: b, start: 0, end: 3, text: '2' },
    ];
    const fix = { ...fixOf(a, [0, 3, '1']), edits, foreign: [{ path: b, hash: textHash('two') }] };
    assert.deepEqual([...apply(dir, fix).texts.values()], ['1', '2']);
    writeFileSync(b, 'too');
    const { texts, left } = apply(dir, fix);
    assert.deepEqual([texts.size, left[0]!.reason.id], [0, 'fix-left-stale']);
  });

  it('makes an edit once that two fixes share', () => {
    const dir = folderWith({ 'a.go': 'package a\n\nf()\ng()\n' });
    const path = join(dir, 'a.go');
    const added: [number, number, string] = [9, 9, '\n\nimport "x"'];
    const { texts } = apply(dir, fixOf(path, added, [11, 12, 'x.F']), fixOf(path, added, [15, 16, 'x.G']));
    assert.equal(texts.get(path), 'package a\n\nimport "x"\n\nx.F()\nx.G()\n');
  });

  it('takes all edits of a fix or none', () => {
    const dir = folderWith({ 'a.go': 'abcdef' });
    const path = join(dir, 'a.go');
    const { texts } = apply(dir, fixOf(path, [0, 1, 'A']), fixOf(path, [3, 4, 'D'], [0, 1, 'Z']));
    assert.equal(texts.get(path), 'Abcdef');
  });

  it('keeps the line ends of the file', () => {
    const dir = folderWith({ 'a.go': 'a\r\nb\r\n' });
    const path = join(dir, 'a.go');
    assert.equal(apply(dir, fixOf(path, [3, 4, 'x\ny'])).texts.get(path), 'a\r\nx\r\ny\r\n');
  });

  it('does not touch a file whose bytes are no UTF-8', () => {
    const dir = folderWith({});
    const path = join(dir, 'a.go');
    writeFileSync(path, Buffer.from([0x61, 0xff, 0x62]));
    const { texts, left } = apply(dir, fixOf(path, [0, 1, 'x']));
    assert.equal(texts.size, 0);
    assert.equal(left[0]!.reason.id, 'fix-left-encoding');
  });

  it('does touch a file that has the replacement character itself', () => {
    const dir = folderWith({ 'a.go': 'a\uFFFD' });
    const path = join(dir, 'a.go');
    assert.equal(apply(dir, fixOf(path, [0, 1, 'x'])).texts.get(path), 'x\uFFFD');
  });

  it('changes nothing outside of the root, by whatever way', () => {
    const outside = folderWith({ 'b.go': 'b' });
    const dir = folderWith({ 'a.go': 'a' });
    symlinkSync(join(outside, 'b.go'), join(dir, 'link.go'));
    symlinkSync(outside, join(dir, 'folder'));
    for (const path of [
      join(outside, 'b.go'),
      join(dir, 'link.go'),
      join(dir, 'folder/b.go'),
      `${dir}/../x.go`,
      '/b.go',
    ]) {
      const { texts, left } = apply(dir, fixOf(path, [0, 1, 'x']));
      assert.equal(texts.size, 0, path);
      assert.equal(left[0]!.reason.id, 'fix-left-outside', path);
    }
    const created: Fix = { ...fixOf(''), edits: [], newFiles: [{ path: join(dir, 'folder/c.go'), text: '' }] };
    assert.equal(apply(dir, created).left[0]!.reason.id, 'fix-left-outside');
  });

  it('creates a file once, and none that is there', () => {
    const dir = folderWith({ 'a.go': 'a' });
    mkdirSync(join(dir, 'sub'));
    const create = (name: string, text: string): Fix => ({
      ...fixOf(''),
      edits: [],
      newFiles: [{ path: join(dir, name), text }],
    });
    const { texts, left } = apply(dir, create('sub/n.go', '1'), create('sub/n.go', '2'), create('a.go', '3'));
    assert.deepEqual([...texts], [[join(dir, 'sub/n.go'), '1']]);
    assert.deepEqual(
      left.map(({ reason }) => reason.id),
      ['fix-left-exists', 'fix-left-exists'],
    );
    assert.equal(readFileSync(join(dir, 'a.go'), 'utf8'), 'a');
  });

  it('leaves a choice to the user', () => {
    const dir = folderWith({ 'a.go': 'a' });
    const { texts, left } = apply(dir, { ...fixOf(join(dir, 'a.go'), [0, 1, 'x']), automatic: false });
    assert.equal(texts.size, 0);
    assert.equal(left[0]!.reason.id, 'fix-left-choice');
  });

  it('agrees with replacing one applied edit after the other, from the end', () => {
    const dir = folderWith({ 'a.go': 'abcdefghijklmnopqrst' });
    const path = join(dir, 'a.go');
    const edit = fc.tuple(fc.nat(20), fc.nat(20), fc.stringMatching(/^[A-Z]{0,3}$/));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        const fixes = edits.map(([a, b, text]) => fixOf(path, [Math.min(a, b), Math.max(a, b), text]));
        const { texts, applied } = apply(dir, ...fixes);
        const chosen = new Map(applied.map(({ fix }) => [JSON.stringify(fix.edits[0]), fix.edits[0]!]));
        let expected = 'abcdefghijklmnopqrst';
        for (const { start, end, text } of [...chosen.values()].sort((a, b) => b.start - a.start || b.end - a.end)) {
          expected = expected.slice(0, start) + text + expected.slice(end);
        }
        assert.equal(texts.get(path) ?? 'abcdefghijklmnopqrst', expected);
      }),
    );
  });
});
