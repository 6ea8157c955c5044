// Code actions on what a real check finds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkFolder } from '../../test/support/check.ts';
import { folderWith } from '../../test/support/temporary.ts';
import type { Finding } from '../analysis/finding.ts';
import { render } from '../messages/catalogue.ts';
import { diskFileSystem, OverlayFileSystem } from '../module/file-system.ts';
import { actionsFor, type EditorAction, type FileChange, fixFile } from './actions.ts';

const main = `package main

import "syscall"

func main() {
	syscall.Dup2(1, 2)
	syscall.Dup2(2, 3)
	syscall.Dup2(3, 4)
	var st syscall.Stat_t
	var device uint64 = st.Dev // of all devices
	_ = device
}
`;

const fixedCalls = main.replace(/Dup2\((\d), (\d)\)/g, 'Dup3($1, $2, 0)');
const fixed = fixedCalls.replace('= st.Dev', '= uint64(st.Dev)');

describe('code actions', function () {
  this.timeout(60_000);
  const dir = folderWith({ 'go.mod': 'module m\n\ngo 1.24\n', 'main_linux.go': main });
  const path = join(dir, 'main_linux.go');
  let findings: readonly Finding[];
  before(async () => {
    ({ findings } = await checkFolder(dir, 'linux/arm64,linux/mips'));
  });

  const request = (file: string, place: string, texts: Record<string, string> = {}) => {
    const at = join(dir, file);
    const overlay = new Map(Object.entries(texts).map(([name, text]) => [join(dir, name), text]));
    const fileSystem = new OverlayFileSystem(diskFileSystem, overlay);
    const start = fileSystem.readText(at)!.indexOf(place);
    return { path: at, findings: findings.filter((one) => one.path === at), start, end: start, root: dir, fileSystem };
  };
  const titles = (actions: readonly EditorAction[]) => actions.map(({ kind, title }) => `${kind}: ${render(title)}`);

  it('offer the fixes of the finding under the pointer, then all of its rule', () => {
    const actions = actionsFor(request('main_linux.go', 'Dup2(2'));
    assert.deepEqual(titles(actions), [
      'quickfix: Call syscall.Dup3 instead of syscall.Dup2',
      'fix-rule: Fix all undefined in this file',
      'fix-file: Apply all automatic fixes in this file',
    ]);
    const [one, all, file] = actions;
    assert.deepEqual([one!.isPreferred, all!.isPreferred], [true, false]);
    assert.equal(applied(one!.change, path), main.replace('Dup2(2, 3)', 'Dup3(2, 3, 0)'));
    assert.equal(applied(all!.change, path), fixedCalls);
    assert.equal(applied(file!.change, path), fixed);
    assert.deepEqual(
      all!.findings.map((finding) => finding.start.line),
      [6, 7, 8],
    );
  });

  it('are for every finding that a selection touches', () => {
    const start = main.indexOf('Dup2(1');
    const actions = actionsFor({ ...request('main_linux.go', 'Dup2(1'), end: main.indexOf('Dup2(2') });
    assert.equal(actions.filter(({ kind }) => kind === 'quickfix').length, 2);
    assert.deepEqual(actionsFor({ ...request('main_linux.go', ''), start: start - 20, end: start - 12 }), []);
  });

  it('are about the text in the editor', () => {
    const text = `// one line more\n${main}`;
    const moved = findings.map((finding) => {
      const down = <T extends { line: number }>(position: T) => ({ ...position, line: position.line + 1 });
      const fixes = finding.fixes.map((fix) => ({
        ...fix,
        edits: fix.edits.map((edit) => ({ ...edit, start: edit.start + 17, end: edit.end + 17 })),
      }));
      return { ...finding, start: down(finding.start), end: down(finding.end), fixes };
    });
    const asked = request('main_linux.go', 'Dup2(3', { 'main_linux.go': text });
    const [action] = actionsFor({ ...asked, findings: moved.filter((one) => one.path === path) });
    assert.equal(applied(action!.change, path, text), text.replace('Dup2(3, 4)', 'Dup3(3, 4, 0)'));
  });

  it('fix a whole file on save', () => {
    const action = fixFile(request('main_linux.go', ''))!;
    assert.equal(applied(action.change, path), fixed);
    assert.deepEqual(action.change.newFiles, []);
  });

  it('offer nothing outside of the folder, and nothing where nothing was found', () => {
    const asked = request('main_linux.go', 'Dup2(2');
    assert.deepEqual(actionsFor({ ...asked, root: join(dir, 'elsewhere') }), []);
    assert.equal(fixFile({ ...asked, findings: [] }), undefined);
  });

  it('keep what a fix on save does to the file itself', async () => {
    const offered = folderWith({
      'go.mod': 'module m\n\ngo 1.24\n',
      'stat_mips.go': 'package m\n\nfunc stat() int { return 1 }\n',
      'use_linux.go': 'package m\n\nimport "syscall"\n\nvar x = stat()\n\nfunc f() { syscall.Dup2(1, 2) }\n',
    });
    const result = await checkFolder(offered, 'linux/arm64,linux/mips');
    const use = join(offered, 'use_linux.go');
    const asked = {
      path: use,
      findings: result.findings.filter((one) => one.path === use),
      root: offered,
      fileSystem: diskFileSystem,
    };
    const text = readFileSync(use, 'utf8');
    const start = text.indexOf('stat()');
    const create = actionsFor({ ...asked, start, end: start }).filter(({ change }) => change.newFiles.length > 0);
    assert.ok(create.length > 0, 'a quick-fix creates a file');
    for (const { change } of create) {
      for (const file of change.newFiles) assert.match(basename(file.path), /^stat_\w+\.go$/);
    }
    const saved = fixFile(asked)!;
    assert.deepEqual(saved.change.newFiles, []);
    assert.equal(applied(saved.change, use), text.replace('Dup2(1, 2)', 'Dup3(1, 2, 0)'));
  });
});

/** The text of a file after a change. */
function applied({ edits }: FileChange, path: string, text = readFileSync(path, 'utf8')): string {
  return edits
    .filter((edit) => edit.path === path)
    .toReversed()
    .reduce((after, edit) => after.slice(0, edit.start) + edit.text + after.slice(edit.end), text);
}
