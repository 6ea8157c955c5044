import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTargets, presets, TargetError } from './parse-targets.ts';
import { ports } from './ports.ts';
import { targetName } from './target.ts';

const names = (text: string) => parseTargets(text).map(targetName);

/** What a user is told about a list. */
function complaint(text: string): string {
  try {
    return `no complaint: ${names(text)}`;
  } catch (error) {
    assert.ok(error instanceof TargetError);
    return error.message;
  }
}

describe('parseTargets', () => {
  it('reads ports, in the order written, each once', () => {
    assert.deepEqual(names('linux/mips64le, linux/arm64,linux/mips64le'), ['linux/mips64le', 'linux/arm64']);
  });

  it('reads a GOOS, patterns and groups', () => {
    assert.deepEqual(names('windows'), ['windows/386', 'windows/amd64', 'windows/arm64']);
    assert.deepEqual(names('linux/mips*le'), ['linux/mips64le', 'linux/mipsle']);
    assert.deepEqual(names('*/riscv64'), ['linux/riscv64', 'openbsd/riscv64']);
    assert.deepEqual(names('*/*'), names('all'));
    assert.deepEqual(names('kubernetes').at(-1), 'windows/amd64');
  });

  it('reads levels, container style too, and leaves the default out', () => {
    assert.deepEqual(names('linux/arm/6,linux/arm/v7,linux/amd64/v1,linux/arm64/v8'), [
      'linux/arm/6',
      'linux/arm',
      'linux/amd64',
      'linux/arm64',
    ]);
    const [target] = parseTargets('linux/arm/5');
    assert.deepEqual(target!.levels, { GOARM: '5' });
  });

  it('reads levels with options', () => {
    assert.deepEqual(names('linux/arm/7,softfloat,linux/arm64/v8.0,lse,crypto,linux/386'), [
      'linux/arm/7,softfloat',
      'linux/arm64/v8.0,lse,crypto',
      'linux/386',
    ]);
  });

  it('gives cgo to ports that have it, and tags to all', () => {
    const targets = parseTargets('linux/ppc64,linux/ppc64le', { cgo: true, tags: ['x'] });
    assert.deepEqual(
      targets.map(({ cgo, tags }) => [cgo, tags]),
      [
        [false, ['x']],
        [true, ['x']],
      ],
    );
  });

  it('reads its own names of all targets', () => {
    const all = ports.map((port) => `${port.goos}/${port.goarch}`);
    assert.deepEqual(names(all.join()), all);
    for (const preset of presets.keys()) assert.ok(names(preset).length > 0);
  });

  const complaints: [text: string, complaint: string][] = [
    ['linux/aarch64', 'unknown target linux/aarch64; did you mean linux/arm64?'],
    ['linux/armv6l', 'unknown target linux/armv6l; did you mean linux/arm/6?'],
    ['x86_64', 'unknown target x86_64; did you mean linux/amd64?'],
    ['arm64', 'unknown target arm64; did you mean linux/arm64?'],
    ['wasm', 'unknown target wasm; did you mean js/wasm?'],
    ['macos/arm64', 'unknown target macos/arm64; did you mean darwin/arm64?'],
    ['osx', 'unknown target osx; did you mean darwin?'],
    ['linux/riscv', 'unknown target linux/riscv; did you mean linux/riscv64?'],
    ['kubernets', 'unknown target kubernets; did you mean kubernetes?'],
    ['linux/quantum', 'unknown target linux/quantum; `archway targets` lists the ones there are'],
    ['linux/arm/v7/x', 'unknown target linux/arm/v7/x; did you mean linux/arm?'],
    ['linux/arm/8', 'unknown target linux/arm/8: 8 is not a value of GOARM (5, 6, 7)'],
    ['linux/s390x/z13', 'unknown target linux/s390x/z13: s390x has no levels'],
    ['linux/sparc*', 'no target matches linux/sparc*'],
    [' , ', 'the list of targets is empty'],
  ];
  for (const [text, expected] of complaints) {
    it(`complains about "${text}"`, () => assert.equal(complaint(text), expected));
  }

  it('answers or complains, whatever the text', () => {
    const pieces = fc.array(fc.constantFrom('linux', '/', ',', '*', 'arm', '7', 'softfloat', ' ', 'x', 'all', '**'));
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((p) => p.join('')),
          fc.string(),
        ),
        (text) => complaint(text) !== '',
      ),
    );
    assert.match(complaint(`${'*'.repeat(100_000)}x/y`), /^no target matches/);
    assert.match(complaint('x'.repeat(1_000_000)), /^unknown target/);
  });
});
