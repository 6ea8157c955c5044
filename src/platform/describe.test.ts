import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeSome, describeTargets } from './describe.ts';
import { parseTargets } from './parse-targets.ts';
import { MAX_TARGETS, type Target, TargetList, targetName } from './target.ts';

/** How some targets of a list are described. */
function wordsFor(all: string, some: string): string {
  const targets = parseTargets(all);
  const wanted = some === '' ? [] : parseTargets(some).map(targetName);
  const isWanted = (target: Target) => wanted.includes(targetName(target));
  if (targets.length > MAX_TARGETS) return describeSome(targets, isWanted);
  const list = new TargetList(targets);
  return describeTargets(list, list.where(isWanted));
}

describe('describeTargets', () => {
  const cases: [all: string, some: string, words: string][] = [
    ['linux', 'linux/arm64', 'linux/arm64'],
    ['linux', 'linux', 'all 13 targets'],
    ['linux', '', 'no target'],
    ['linux', 'linux/mips*', 'linux/mips*'],
    ['linux', 'linux/mips64*,linux/mips', 'linux/mips, linux/mips64*'],
    ['linux', 'linux/arm64,linux/riscv64', 'linux/arm64, linux/riscv64'],
    ['linux', 'linux/mips*,linux/386,linux/ppc64*', 'linux/386, linux/mips*, linux/ppc64*'],
    ['linux', 'linux/3*,linux/a*,linux/l*,linux/m*,linux/p*,linux/r*', 'all 13 targets except linux/s390x'],
    ['linux/mips64*,linux/arm64', 'linux/mips64*', 'linux/mips64*'],
    ['linux/arm,linux/arm64', 'linux/arm,linux/arm64', 'linux/arm, linux/arm64'],
    ['linux/arm64', 'linux/arm64', 'linux/arm64'],
    ['linux,openbsd', 'openbsd', 'openbsd/*'],
    ['linux,openbsd', 'openbsd,linux/mips*,linux/386', 'linux/386, linux/mips*, openbsd/*'],
    ['linux,darwin,windows', '*/arm64', '*/arm64'],
    ['all', '*/386,windows/arm64', '*/386, windows/arm64'],
    ['all', 'all', 'all 47 targets'],
    ['linux/arm,linux/arm/5,linux/386,linux/amd64', 'linux/arm/5,linux/386', 'linux/arm/5, linux/386'],
  ];
  for (const [all, some, words] of cases) {
    it(`${some || 'none'} of ${all}`, () => assert.equal(wordsFor(all, some), words));
  }

  it('names exactly the members', () => {
    const targets = new TargetList(parseTargets('linux,openbsd,windows,darwin'));
    const names = targets.targets.map(targetName);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: targets.all }), (set) => {
        const words = describeTargets(targets, set);
        const except = words.startsWith('all ');
        const list = except ? (words.split(' except ')[1] ?? '') : words;
        const listed = names.filter((name) => list.split(', ').some((word) => matches(word, name)));
        const expected = except ? names.filter((name) => !listed.includes(name)) : listed;
        assert.deepEqual(targets.names(set), expected);
      }),
    );
  });
});

function matches(pattern: string, name: string): boolean {
  return new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name);
}
