import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { satisfiesTag } from '../module/build-context.ts';
import { levelOf, levelVariable, parseLevel } from './levels.ts';
import { parseTargets } from './parse-targets.ts';
import { architectures, ports } from './ports.ts';
import { type Target, targetName } from './target.ts';

function go(target: Target, ...args: string[]): string {
  const env = { ...process.env, GOOS: target.goos, GOARCH: target.goarch, CGO_ENABLED: '0', ...target.levels };
  return execFileSync('go', args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

describe('levels', () => {
  it('have the defaults of the go command', () => {
    const names = [...architectures.keys()].flatMap((goarch) => levelVariable(goarch)?.name ?? []);
    for (const target of parseTargets('linux,android/arm')) {
      const variable = levelVariable(target.goarch);
      if (variable === undefined) continue;
      assert.ok(names.includes(variable.name));
      assert.equal(levelOf(target), go(target, 'env', variable.name), targetName(target));
    }
  });

  it('satisfy the tags go/build says', function () {
    this.timeout(120_000);
    const atEveryLevel = ports
      .filter(({ goos, goarch }) => goos === 'linux' && goarch !== 'mipsle' && goarch !== 'mips64le')
      .flatMap(({ goarch }) => (levelVariable(goarch)?.values ?? []).map((value) => `linux/${goarch}/${value}`));
    const others =
      'linux/arm/7,softfloat,linux/arm64/v8.0,lse,crypto,js/wasm,darwin/arm64,aix/ppc64,linux/mipsle,windows/386';
    const all: [string, Target][] = parseTargets([...atEveryLevel, others].join()).map((target) => [
      targetName(target),
      target,
    ]);
    const theirs = new Map(
      all.map(([name, target]) => [name, go(target, 'list', '-f', '{{context.ToolTags}}', 'errors')]),
    );
    const tags = [...new Set([...theirs.values()].flatMap((list) => list.slice(1, -1).split(' ')))];
    assert.ok(tags.includes('arm64.v9.5') && tags.includes('goexperiment.dwarf5'), tags.join());
    const context = { goVersion: 'go1.26', compiler: 'gc' } as const;
    for (const [name, target] of all) {
      const ours = tags.filter((tag) => satisfiesTag(tag, target, context));
      assert.deepEqual(ours.sort(), theirs.get(name)!.slice(1, -1).split(' ').sort(), name);
    }
  });

  it('are spelled in one way', () => {
    const cases: [goarch: string, text: string, expected: string | undefined][] = [
      ['arm', '6', '6'],
      ['arm', 'v6', '6'],
      ['arm', '7,hardfloat', '7'],
      ['arm', '5,softfloat', '5'],
      ['arm', '5,hardfloat', '5,hardfloat'],
      ['arm', '7,softfloat', '7,softfloat'],
      ['arm', '7,softfloat,softfloat', undefined],
      ['arm', '8', undefined],
      ['arm64', 'v8', 'v8.0'],
      ['arm64', 'v8.0,crypto,lse', 'v8.0,lse,crypto'],
      ['arm64', 'v8.2,lse', 'v8.2'],
      ['arm64', 'v8.10', undefined],
      ['mips', 'softfloat', 'softfloat'],
      ['loong64', 'x', undefined],
    ];
    for (const [goarch, text, expected] of cases) assert.equal(parseLevel(goarch, text), expected, `${goarch} ${text}`);
  });
});
