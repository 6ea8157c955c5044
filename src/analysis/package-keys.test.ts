// The keys of packages change exactly where the result of checking them may.
import assert from 'node:assert/strict';
import { folderWith } from '../../test/support/temporary.ts';
import { diskFileSystem, OverlayFileSystem } from '../module/file-system.ts';
import { openWorkspace } from '../module/open-workspace.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { targetBatches } from './batches.ts';
import { PackageKeys } from './package-keys.ts';

const files = {
  'go.mod': 'module example.org/keys\n\ngo 1.22\n',
  'base/base.go': 'package base\n\nconst Size = 4\n',
  'base/base_test.go': 'package base\n',
  'base/asm_arm64.s': 'TEXT ·f(SB), 0, $0\n',
  'middle/middle.go': 'package middle\n\nimport "example.org/keys/base"\n\nconst Size = base.Size\n',
  'top/top.go': 'package top\n\nimport _ "example.org/keys/middle"\n',
  'top/generate.go': '//go:build ignore\n\npackage main\n\nimport _ "example.org/keys/top"\n',
  'other/other.go': 'package other\n\nimport _ "fmt"\n',
};

/** The packages whose keys are others after `changes`. */
function changedBy(changes: Readonly<Record<string, string>>): string[] {
  const dir = folderWith(files);
  const keysOf = (overlay: ReadonlyMap<string, string>) => {
    const fileSystem = new OverlayFileSystem(diskFileSystem, overlay);
    const workspace = openWorkspace(dir, { fileSystem });
    const keys = new PackageKeys(workspace, fileSystem, targetBatches(parseTargets('linux')), '');
    return ['base', 'middle', 'top', 'other'].map((name) => keys.of(workspace.packageIn(`${dir}/${name}`)!));
  };
  const before = keysOf(new Map());
  assert.ok(before.every((key) => key !== undefined));
  const after = keysOf(new Map(Object.entries(changes).map(([name, text]) => [`${dir}/${name}`, text])));
  return ['base', 'middle', 'top', 'other'].filter((_, i) => before[i] !== after[i]);
}

describe('package keys', () => {
  it('stay as they are where nothing changes', () => {
    assert.deepEqual(changedBy({}), []);
    assert.deepEqual(changedBy({ 'base/base.go': files['base/base.go'] }), []);
  });

  it('change with a file of the package, and of what it imports, directly or not', () => {
    assert.deepEqual(changedBy({ 'base/base.go': 'package base\n\nconst Size = 8\n' }), ['base', 'middle', 'top']);
    assert.deepEqual(changedBy({ 'base/base_mips.go': 'package base\n' }), ['base', 'middle', 'top']);
    assert.deepEqual(changedBy({ 'other/other.go': 'package other\n' }), ['other']);
  });

  it('do not change with the tests and the assembly of what is imported', () => {
    assert.deepEqual(changedBy({ 'base/base_test.go': 'package base\n\nvar x int\n' }), ['base']);
    assert.deepEqual(changedBy({ 'base/asm_arm64.s': '\n' }), ['base']);
  });

  it('change with the language version, and where a missing import turns up', () => {
    const all = ['base', 'middle', 'top', 'other'];
    assert.deepEqual(changedBy({ 'go.mod': 'module example.org/keys\n\ngo 1.23\n' }), all);
    assert.deepEqual(changedBy({ 'top/top.go': 'package top\n\nimport _ "example.org/keys/missing"\n' }), ['top']);
  });
});
