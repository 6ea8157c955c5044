import assert from 'node:assert/strict';
import { fileNameTags, isHiddenName, isSourceName } from './file-name.ts';

describe('file names', () => {
  const cases: [name: string, tags: string[]][] = [
    ['a.go', []],
    ['linux.go', []],
    ['linux_test.go', []],
    ['_linux.go', ['linux']],
    ['a_linux.go', ['linux']],
    ['a_amd64.s', ['amd64']],
    ['a_linux_arm64.go', ['linux', 'arm64']],
    ['a_linux_arm64_test.go', ['linux', 'arm64']],
    ['a_test_linux.go', ['linux']],
    ['a_arm64_linux.go', ['linux']],
    ['linux_arm64.go', ['arm64']],
    ['a_zos.go', ['zos']],
    ['a_linux_sparc64.go', ['linux', 'sparc64']],
    ['a_aarch64.go', []],
    ['a_unix.go', []],
    ['a_linux_x.go', []],
    ['a_linux_test_test.go', []],
    ['a_linux.tmpl.go', ['linux']],
    ['a.b_linux.go', []],
    ['a_Linux.go', []],
    ['a_.go', []],
  ];
  for (const [name, tags] of cases) {
    it(`${name}: ${tags.join(' and ') || 'any target'}`, () => assert.deepEqual(fileNameTags(name), tags));
  }

  it('of other kinds are no source files', () => {
    const names = ['a.go', 'a.S', 'a.syso', 'a.GO', 'a.go.orig', 'go', 'README.md', '.go'];
    assert.deepEqual(names.filter(isSourceName), ['a.go', 'a.S', 'a.syso', '.go']);
  });

  it('that begin with _ or . are hidden', () => {
    assert.deepEqual(['_a.go', '.a.go', 'a_.go'].filter(isHiddenName), ['_a.go', '.a.go']);
  });
});
