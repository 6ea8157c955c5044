import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseTargets } from '../platform/parse-targets.ts';
import { type Target, TargetList } from '../platform/target.ts';
import type { BuildContext } from './build-context.ts';
import { diskFileSystem, OverlayFileSystem } from './file-system.ts';
import { readPackageFolder } from './folder.ts';

const context: BuildContext = { goVersion: 'go1.21.5', compiler: 'gc' };

describe('readPackageFolder', () => {
  let dir = '';
  before(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'archway-folder-'));
  });
  after(() => rmSync(dir, { recursive: true }));

  /** The names of the targets each file of a folder is on. */
  function presence(texts: Record<string, string>, targets: Target[], on = context): Record<string, string[]> {
    const overlay = new Map(Object.entries(texts).map(([name, text]) => [path.join(dir, name), text]));
    const folder = readPackageFolder(dir, new OverlayFileSystem(diskFileSystem, overlay), on);
    const list = new TargetList(targets);
    return Object.fromEntries(
      [...folder.files, ...folder.otherFiles].map((file) => [file.name, list.names(file.presence(list))]),
    );
  }

  it('puts name and constraint together', () => {
    const targets = parseTargets('linux/amd64,linux/arm64,darwin/arm64');
    const found = presence({ 'a_linux.go': '//go:build arm64 || 386\n\npackage a', 'b.go': 'package a' }, targets);
    assert.deepEqual(found, {
      'a_linux.go': ['linux/arm64'],
      'b.go': ['linux/amd64', 'linux/arm64', 'darwin/arm64'],
    });
  });

  it('knows which files need cgo', () => {
    const [plain] = parseTargets('linux/arm64');
    const [withCgo] = parseTargets('linux/amd64', { cgo: true });
    const texts = {
      'a.go': 'package a\nimport "C"',
      'a_test.go': 'package a\nimport "C"',
      'b.S': '',
      'b.s': '',
      'b.c': '',
      'b.h': '',
      'c.go': '//go:build cgo\n\npackage a',
    };
    const both = ['linux/arm64', 'linux/amd64'];
    const cgo = ['linux/amd64'];
    assert.deepEqual(presence(texts, [plain!, withCgo!]), {
      'a.go': cgo,
      'a_test.go': both,
      'b.S': cgo,
      'b.s': both,
      'b.c': cgo,
      'b.h': both,
      'c.go': cgo,
    });
  });

  it('has files that are chosen nowhere', () => {
    const nowhere = {
      '_a.go': 'package a',
      '.a.go': 'package a',
      'broken.go': '//go:build (\n\npackage a',
      'nul.go': 'package a\0',
      'ignored.go': '//go:build ignore\n\npackage main',
      'doc.go': 'package documentation',
    };
    const found = presence(nowhere, parseTargets('linux/amd64'));
    assert.deepEqual(
      found,
      Object.fromEntries(
        Object.keys(nowhere)
          .sort()
          .map((name) => [name, []]),
      ),
    );
  });

  it('keeps a file that is broken behind its head', () => {
    const found = presence({ 'a.go': 'package a\nimport "fmt"\nfunc {', 'empty.go': '' }, parseTargets('linux/amd64'));
    assert.deepEqual(found, { 'a.go': ['linux/amd64'], 'empty.go': ['linux/amd64'] });
  });

  it('takes release tags, user tags and levels into account', () => {
    const targets = parseTargets('linux/arm/5,linux/arm/7', { tags: ['mine'] });
    const texts = {
      'a.go': '//go:build go1.21 && !go1.22 && mine && !yours && gc && unix\n\npackage a',
      'b.go': '//go:build arm.6\n\npackage a',
    };
    assert.deepEqual(presence(texts, targets), { 'a.go': ['linux/arm/5', 'linux/arm'], 'b.go': ['linux/arm'] });
    assert.deepEqual(presence(texts, targets, { ...context, goVersion: 'go1.22' })['a.go'], []);
  });

  it('answers for each list of targets it is asked about', () => {
    const overlay = new Map([[path.join(dir, 'a_windows.go'), 'package a']]);
    const [file] = readPackageFolder(dir, new OverlayFileSystem(diskFileSystem, overlay), context).files;
    const windows = new TargetList(parseTargets('linux/386,windows/386'));
    const linux = new TargetList(parseTargets('linux'));
    assert.deepEqual(
      [windows, linux, windows].map((list) => file!.presence(list)),
      [2, 0, 2],
    );
  });

  it('passes over folders, also behind links, and follows links to files', () => {
    const real = path.join(dir, 'real');
    mkdirSync(path.join(real, 'folder.go'), { recursive: true });
    writeFileSync(path.join(real, 'a.go'), 'package a');
    symlinkSync('a.go', path.join(real, 'link.go'));
    symlinkSync('folder.go', path.join(real, 'folderlink.go'));
    symlinkSync('nowhere.go', path.join(real, 'dangling.go'));
    symlinkSync('loop.go', path.join(real, 'loop.go'));
    const { files } = readPackageFolder(real, diskFileSystem, context);
    const packages = Object.fromEntries(files.map((file) => [file.name, file.packageName]));
    assert.deepEqual(packages, { 'a.go': 'a', 'dangling.go': '', 'link.go': 'a', 'loop.go': '' });
    assert.deepEqual(readPackageFolder(path.join(real, 'missing'), diskFileSystem, context), {
      files: [],
      otherFiles: [],
    });
  });
});
