import assert from 'node:assert/strict';
import fc from 'fast-check';
import { folderWith } from '../../test/support/temporary.ts';
import { compareGoVersions, compareVersions, isVersion, languageVersion } from './semver.ts';
import { goCommand } from './testing.ts';

/** Asserts that a list is in strictly rising order, by comparing each with each. */
function assertRising(versions: readonly string[], compare: (a: string, b: string) => number): void {
  for (const [i, a] of versions.entries()) {
    for (const [j, b] of versions.entries()) assert.equal(Math.sign(compare(a, b)), Math.sign(i - j), `${a} ${b}`);
  }
}

describe('semver', () => {
  it('orders versions', () => {
    assertRising(
      [
        'not a version',
        'v0.0.0-20180101000000-abcdefabcdef',
        'v0.0.0-20190101000000-abcdefabcdef',
        'v0.0.1',
        'v1.0.0-0',
        'v1.0.0-2',
        'v1.0.0-10',
        'v1.0.0-alpha',
        'v1.0.0-alpha.1',
        'v1.0.0-alpha.beta',
        'v1.0.0-beta',
        'v1.0.0-beta.2',
        'v1.0.0-beta.11',
        'v1.0.0-rc.1',
        'v1.0.0',
        'v1.0.1-0.20200101000000-abcdefabcdef',
        'v1.0.1',
        'v1.2.0',
        'v1.10.0',
        'v2.0.0+incompatible',
        'v10.0.0',
        'v100000000000000000000.0.0',
        'v100000000000000000001.0.0',
      ],
      compareVersions,
    );
    assert.equal(compareVersions('v1', 'v1.0.0'), 0);
    assert.equal(compareVersions('v2.0.0+incompatible', 'v2.0.0'), 0);
    assert.equal(compareVersions('master', 'v01.0.0'), 0);
  });

  it('knows what a version is', () => {
    for (const version of ['v1', 'v1.2', 'v1.2.3-a.b+c', 'v0.0.0-0']) assert.ok(isVersion(version), version);
    for (const version of [
      '',
      '1.2.3',
      'v1.02.3',
      'v1.2.3-01',
      'v1.2.3-',
      'v1.2-a',
      'v1.2.3.4',
      `v${'1'.repeat(2000)}`,
    ]) {
      assert.ok(!isVersion(version), version);
    }
  });

  it('gives an order of any texts', () => {
    const part = fc.constantFrom('v', '0', '1', '10', '01', '.', '-', '+', 'a', 'rc1');
    const version = fc.array(part, { maxLength: 8 }).map((parts) => `v1${parts.join('')}`);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        assert.equal(Math.sign(compareVersions(a, b)), -Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) assert.ok(compareVersions(a, c) <= 0);
      }),
    );
  });

  it('orders the versions of Go as go/version does', function () {
    this.timeout(60_000);
    const versions =
      '1 1.2 1.5.1 1.20 1.20.0 1.20rc1 1.21 1.21rc1 1.21beta2 1.21.0 1.21.10 1.21.9 1.26 1.27-x 1.9 x'.split(' ');
    const dir = folderWith({
      'main.go': `package main
import ("fmt"; "go/version"; "os")
func main() {
	for _, a := range os.Args[1:] { for _, b := range os.Args[1:] { fmt.Println(version.Compare("go"+a, "go"+b)) } }
}`,
    });
    const theirs = goCommand(['run', 'main.go', ...versions], dir)
      .trim()
      .split('\n')
      .map(Number);
    const ours = versions.flatMap((a) => versions.map((b) => compareGoVersions(a, b)));
    const pairs = versions.flatMap((a) => versions.map((b) => `${a} ${b}`));
    assert.deepEqual(
      pairs.map((pair, i) => `${pair} ${ours[i]}`),
      pairs.map((pair, i) => `${pair} ${theirs[i]}`),
    );
  });

  it('gives the language version', () => {
    assert.equal(languageVersion('1.21.3'), '1.21');
    assert.equal(languageVersion('go1.22rc1'), '1.22');
    assert.equal(languageVersion('latest'), undefined);
  });
});
