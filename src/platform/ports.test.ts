import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { goRoot } from '../../test/support/go-sources.ts';
import { architectures, findPort, ports } from './ports.ts';

describe('ports', () => {
  it('are those of go tool dist list', () => {
    const listed = JSON.parse(execFileSync('go', ['tool', 'dist', 'list', '-json'], { encoding: 'utf8' }));
    const ours = ports.map((port) => ({
      GOOS: port.goos,
      GOARCH: port.goarch,
      CgoSupported: port.cgoSupported,
      FirstClass: port.firstClass,
    }));
    assert.deepEqual(ours, listed);
  });

  it('have the sizes and alignments of the gc compiler', () => {
    const file = path.join(goRoot(), 'src/cmd/compile/internal/types2/sizes.go');
    const table = /gcArchSizes = [^{]*\{(.*?)\n\}/s.exec(readFileSync(file, 'utf8'))![1]!;
    const sizes = new Map(
      [...table.matchAll(/"(\w+)":\s*\{(\d), (\d)\}/g)].map(([, goarch, word, align]) => [goarch, `${word} ${align}`]),
    );
    for (const { goarch, bits, pointerSize, maxAlign } of architectures.values()) {
      assert.equal(`${pointerSize} ${maxAlign}`, sizes.get(goarch), goarch);
      assert.equal(bits, pointerSize * 8, goarch);
    }
  });

  it('have the byte order and page size of the runtime', () => {
    const internal = path.join(goRoot(), 'src/internal');
    const goarchSource = readFileSync(path.join(internal, 'goarch/goarch.go'), 'utf8');
    const bigEndian = /BigEndian = (.*)/.exec(goarchSource)![1]!;
    for (const { goarch, endianness, pageSize } of architectures.values()) {
      const source = readFileSync(path.join(internal, `goarch/goarch_${goarch}.go`), 'utf8');
      assert.equal(pageSize, Number(/_DefaultPhysPageSize = (\d+)/.exec(source)![1]), goarch);
      const constant = `Is${goarch[0]!.toUpperCase()}${goarch.slice(1)}`;
      assert.equal(endianness === 'big', bigEndian.split('|').includes(constant), `${goarch} in ${bigEndian}`);
    }
  });

  it('are found by name', () => {
    assert.equal(findPort('linux', 'mips64le')?.endianness, 'little');
    assert.equal(findPort('linux', 'wasm'), undefined);
    assert.equal(findPort('linux', 'constructor'), undefined);
  });
});
