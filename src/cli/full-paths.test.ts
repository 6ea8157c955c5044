import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { FullPaths } from './full-paths.ts';

describe('file names in full', () => {
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'archway-paths-'));
    mkdirSync(join(dir, 'ä b'));
    for (const name of ['a.go', 'b.go', join('ä b', 'c.go')]) writeFileSync(join(dir, name), '');
  });
  after(() => rmSync(dir, { recursive: true }));

  /** The input arrives byte by byte, as badly as it can. */
  const through = (input: string) =>
    text(Readable.from([...Buffer.from(input)].map((byte) => Buffer.of(byte))).pipe(new FullPaths(dir)));

  it('are written where the go command shortens them', async () => {
    const input = [
      '# example.org/m',
      './a.go:4:13: x redeclared in this block',
      '\t./b.go:1:5: other declaration of x',
      'ä b/c.go:3:24: bad',
      'vet: ./a.go:1:1: expected package',
      'no newline at the end ./a.go:1:1: x',
    ].join('\n');
    const output = [
      '# example.org/m',
      `${dir}/a.go:4:13: x redeclared in this block`,
      `\t${dir}/b.go:1:5: other declaration of x`,
      `${dir}/ä b/c.go:3:24: bad`,
      `vet: ${dir}/a.go:1:1: expected package`,
      'no newline at the end ./a.go:1:1: x',
    ].join('\n');
    assert.equal(await through(input), output);
  });

  it('leave everything else as it is', async () => {
    const input = `/abs/a.go:1:1: x\nmissing.go:1:1: x\na.go:x: y\n\r\n${'x'.repeat(200_000)}\n`;
    assert.equal(await through(input), input);
  });
});
