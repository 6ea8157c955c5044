// The language server as folders, go.mod and configuration change.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CancellationTokenSource, type Diagnostic, type Position } from 'vscode-languageserver/node';
import { archway } from '../support/archway.ts';
import { endClients, LanguageClient, uri, wordsOf } from '../support/language-client.ts';
import { folderWith } from '../support/temporary.ts';

const goMod = 'module example.com/m\n\ngo 1.22\n';
const dup = 'package m\n\nimport "syscall"\n\nvar _ = syscall.Dup2\n';
const isDup = (one: Diagnostic) => wordsOf(one).startsWith('undefined: syscall.Dup2');
const hasDup = (all: Diagnostic[]) => all.some(isDup);

describe('language server: workspace', function () {
  this.timeout(600_000);
  afterEach(endClients);

  it('checks all of a workspace with progress, unsaved texts first, and tells what that came to', async () => {
    const dir = folderWith({
      'go.mod': goMod,
      'a.go': dup,
      'b/b.go': 'package b\n',
      Dockerfile: 'FROM --platform=linux/amd64 x\n',
    });
    const client = await LanguageClient.start({ folders: [dir], settings: { check: { workspace: false } } });
    client.open(join(dir, 'b/b.go'), dup.replace('package m', 'package b'));
    const result = await client.request<Record<string, number>>('archway/checkWorkspace', undefined);
    assert.equal(result.packages, 2);
    assert.ok(result.errors! >= 2);
    await client.untilPublished(join(dir, 'a.go'), hasDup);
    assert.deepEqual(result.incomplete, []);
  });

  it('gives a check up that the client calls off, and does the next one', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': dup });
    const client = await LanguageClient.start({ folders: [dir], settings: { check: { workspace: false } } });
    const source = new CancellationTokenSource();
    const asked = client.request<Record<string, number>>('archway/checkWorkspace', undefined, source.token);
    source.cancel();
    assert.equal((await asked).packages, 0);
    const result = await client.request<Record<string, number>>('archway/checkWorkspace', undefined);
    assert.equal(result.packages, 1);
  });

  it('sums up what does not build in dependencies in the files of the user, and follows them', async () => {
    const use = 'package app\n\nimport "example.org/lib"\n\nvar X = lib.X\n';
    const all = folderWith({
      'app/go.mod':
        'module example.org/app\n\ngo 1.22\n\nrequire example.org/lib v1.0.0\n\nreplace example.org/lib => ../lib\n',
      'app/app.go': use,
      'app/other/other.go': 'package other\n\nvar Y = 1\n',
      'lib/go.mod': 'module example.org/lib\n\ngo 1.22\n',
      'lib/lib.go': 'package lib\n\nvar X = limit\n',
      'lib/limit_amd64.go': 'package lib\n\nconst limit = 1\n',
    });
    const [dir, lib] = [join(all, 'app'), join(all, 'lib/lib.go')];
    const client = await LanguageClient.start({
      folders: [dir],
      settings: { targets: ['linux/amd64', 'linux/arm64'] },
    });
    const [goModPath, app, other] = [join(dir, 'go.mod'), join(dir, 'app.go'), join(dir, 'other/other.go')];
    const isSummary = ({ code }: Diagnostic) => code === 'dependency-build';
    const has = (found: Diagnostic[]) => found.some(isSummary);
    const [atLine] = await client.untilPublished(goModPath, has);
    assert.equal(
      wordsOf(atLine!),
      'example.org/lib does not build on linux/arm64: undefined: limit (lib.go:3)\nlinux/arm64',
    );
    assert.equal(atLine!.range.start.line, 4);
    assert.deepEqual(
      atLine!.relatedInformation?.map(({ location, message }) => [location.uri, location.range.start.line, message]),
      [[uri(lib), 2, 'undefined: limit']],
    );
    // In an open document it stays, moves along, and goes with the import.
    client.open(app, use);
    await client.untilPublished(app, has);
    client.edit(app, [{ start: 0, end: 0, text: '// Package app is here.\n' }]);
    const [moved] = (
      await client.untilPublished(app, (found) => found.some((one) => one.range.start.line === 3))
    ).filter(isSummary);
    assert.equal(moved!.range.start.line, 3);
    // A change elsewhere leaves it alone.
    writeFileSync(other, 'package other\n\nimport "syscall"\n\nvar _ = syscall.Dup2\n');
    client.changedOnDisk(other);
    await client.untilPublished(other, hasDup);
    assert.ok(has(client.latest(goModPath) ?? []));
    client.edit(app, [{ start: 0, end: client.text(app).length, text: 'package app\n' }]);
    await client.untilPublished(app, (found) => found.length === 0);
    writeFileSync(app, 'package app\n');
    client.changedOnDisk(app);
    await client.untilPublished(goModPath, (found) => found.length === 0);
  });

  it('looks at no dependencies where it is told not to', async () => {
    const dir = folderWith({
      'archway.json': '{ "deps": false, "targets": ["linux/amd64", "linux/arm64"] }',
      'go.mod': `${goMod}\nrequire example.org/lib v1.0.0\n`,
      'a.go': dup.replace('import', 'import _ "example.org/lib"\nimport'),
      'vendor/modules.txt': '# example.org/lib v1.0.0\n## explicit; go 1.22\nexample.org/lib\n',
      'vendor/example.org/lib/lib.go': dup.replace('package m', 'package lib'),
    });
    const client = await LanguageClient.start({ folders: [dir] });
    await client.untilPublished(join(dir, 'a.go'), hasDup);
    await client.request('archway/checkWorkspace', undefined);
    const all = client.published.flatMap(({ diagnostics }) => diagnostics);
    assert.deepEqual(
      all.filter(({ code }) => code === 'dependency-build'),
      [],
    );
  });

  it('follows files on disk: changed, created and deleted ones, and what imports them', async () => {
    const dir = folderWith({
      'go.mod': goMod,
      'lib/lib.go': 'package lib\n\ntype Word uint64\n',
      'use/use.go': 'package use\n\nimport "example.com/m/lib"\n\nvar Big = lib.Word(1 << 40)\n',
      'other/other.go': dup.replace('package m', 'package other'),
    });
    const client = await LanguageClient.start({ folders: [dir] });
    await client.until(() => client.registrations.includes('workspace/didChangeWatchedFiles'), 'watchers');
    const lib = join(dir, 'lib/lib.go');
    const use = join(dir, 'use/use.go');
    const other = join(dir, 'other/other.go');
    await client.untilPublished(other, hasDup);
    writeFileSync(lib, 'package lib\n\ntype Word uintptr\n');
    client.changedOnDisk(lib);
    const [overflow] = await client.untilPublished(use, (all) => all.length > 0);
    assert.match(wordsOf(overflow!), /overflows lib\.Word\nlinux\/\{386,arm,mips,mipsle\}/);
    writeFileSync(lib, 'package lib\n\ntype Word uint64\n');
    client.changedOnDisk(lib);
    await client.untilPublished(use, (all) => all.length === 0);
    rmSync(join(dir, 'other'), { recursive: true });
    client.changedOnDisk(other);
    await client.untilPublished(other, (all) => all.length === 0);
  });

  it('looks into a new folder, as a client tells of it only that it is there', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': dup });
    const client = await LanguageClient.start({ folders: [dir] });
    await client.untilPublished(join(dir, 'a.go'), hasDup);
    const made = join(dir, 'made/in/made.go');
    mkdirSync(dirname(made), { recursive: true });
    writeFileSync(made, dup.replace('package m', 'package made'));
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(join(dir, 'made')), type: 1 }] });
    await client.untilPublished(made, hasDup);
  });

  it('keeps in an open document what the check of another package found there, where it belongs', async () => {
    const lib = 'package lib\n\ntype Stats struct {\n\tClosed bool\n\tSent   int64\n}\n';
    const dir = folderWith({
      'go.mod': goMod,
      'lib/lib.go': lib,
      'use/use.go':
        'package use\n\nimport (\n\t"sync/atomic"\n\n\t"example.com/m/lib"\n)\n\nfunc F(s *lib.Stats) { atomic.AddInt64(&s.Sent, 1) }\n',
    });
    const path = join(dir, 'lib/lib.go');
    const client = await LanguageClient.start({ folders: [dir] });
    const [found] = await client.untilPublished(path, (all) => all.length === 1);
    assert.equal(found!.code, 'unaligned-atomic');
    client.open(path, lib);
    client.edit(path, [{ start: 0, end: 0, text: '// Package lib.\n\n' }]);
    const down = ({ line, character }: Position) => ({ line: line + 2, character });
    const { start, end } = found!.range;
    const moved = { ...found!, range: { start: down(start), end: down(end) } };
    await client.untilPublished(path, (all) => all.length === 1 && all[0]!.range.start.line === start.line + 2);
    assert.deepEqual(client.latest(path), [moved]);
    writeFileSync(path, client.text(path).replace('\tClosed bool\n', ''));
    client.replace(path, '\tClosed bool\n', '');
    client.save(path);
    await client.untilPublished(path, (all) => all.length === 0);
  });

  it('leaves out what the baseline knows, and follows its file', async () => {
    const dir = folderWith({
      'go.mod': goMod,
      'a.go': dup,
      'archway.json': '{ "baseline": "known.json" }',
      'known.json': '{ "version": 1, "findings": [] }',
    });
    const [path, known] = [join(dir, 'a.go'), join(dir, 'known.json')];
    const client = await LanguageClient.start({ folders: [dir] });
    await client.untilPublished(path, hasDup);
    const { status } = await archway(dir, ['check', '--write-baseline', 'known.json']);
    assert.equal(status, 0);
    client.changedOnDisk(known);
    await client.untilPublished(path, (all) => all.length === 0);
    client.open(path, dup);
    client.edit(path, [{ start: 0, end: 0, text: '\n' }]);
    client.replace(path, 'var _ =', 'var _, _ = syscall.Dup2,');
    await client.untilPublished(path, (all) => all.length > 0);
  });

  it('follows go.mod', async () => {
    const dir = folderWith({
      'm/go.mod': `${goMod}\nrequire example.com/dep v1.0.0\n\nreplace example.com/dep => ../one\n`,
      'm/a.go': '',
      'one/go.mod': 'module example.com/dep\n\ngo 1.22\n',
      'one/dep.go': 'package dep\n\nfunc F() {}\n',
      'two/go.mod': 'module example.com/dep\n\ngo 1.22\n',
      'two/dep_amd64.go': 'package dep\n\nfunc F() {}\n',
      'two/dep.go': 'package dep\n',
    });
    const client = await LanguageClient.start({ folders: [join(dir, 'm')], pulls: true });
    const path = join(dir, 'm/a.go');
    client.open(path, 'package m\n\nimport "example.com/dep"\n\nfunc g() { dep.F() }\n');
    assert.deepEqual(await client.pulled(path), []);
    const mod = join(dir, 'm/go.mod');
    writeFileSync(mod, readFileSync(mod, 'utf8').replace('../one', '../two'));
    client.changedOnDisk(mod);
    const [found] = await client.pulled(path);
    assert.match(wordsOf(found!), /undefined: dep\.F\nall 13 targets except linux\/amd64/);
  });

  it('takes archway.json over the settings, and the last good one while it is broken', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': dup });
    const path = join(dir, 'a.go');
    const config = join(dir, 'archway.json');
    const client = await LanguageClient.start({
      folders: [dir],
      settings: { targets: ['linux/arm64', 'linux/amd64'] },
    });
    client.open(path, dup);
    const words = (all: Diagnostic[]) => wordsOf(all.find(isDup)!).split('\n')[1];
    assert.equal(words(await client.untilPublished(path, hasDup)), 'linux/arm64');
    writeFileSync(config, '{ "targets": ["linux/riscv64", "linux/amd64"] }');
    client.changedOnDisk(config);
    await client.untilPublished(path, (all) => hasDup(all) && words(all) === 'linux/riscv64');
    writeFileSync(config, '{\n  "targets": ["linux/riskv"]\n}');
    client.changedOnDisk(config);
    const [broken] = await client.untilPublished(config, (all) => all.length > 0);
    assert.deepEqual(broken!.range, { start: { line: 1, character: 14 }, end: { line: 1, character: 27 } });
    assert.match(wordsOf(broken!), /did you mean linux\/riscv64/);
    assert.equal(words(client.latest(path)!), 'linux/riscv64');
    writeFileSync(config, '{ "rules": { "undefined": "off" } }');
    client.changedOnDisk(config);
    await client.untilPublished(path, (all) => all.length === 0);
    await client.untilPublished(config, (all) => all.length === 0);
  });

  it('follows the settings', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': dup, 'b.go': 'package m\n\nfunc f() { nowhere() }\n' });
    const [a, b] = [join(dir, 'a.go'), join(dir, 'b.go')];
    const client = await LanguageClient.start({ folders: [dir] });
    client.open(a, dup);
    await client.untilPublished(a, (all) => hasDup(all) && all[0]!.severity === 1);
    // What breaks everywhere is the business of the Go extension, unless it is asked for.
    assert.equal(client.latest(b), undefined);
    client.settings = { rules: { undefined: 'warning' }, diagnostics: { everyTarget: true } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.untilPublished(a, (all) => hasDup(all) && all[0]!.severity === 2);
    await client.untilPublished(b, (all) => all.length === 1);
    client.settings = { exclude: ['a.go'], check: { run: 'save' } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.untilPublished(a, (all) => all.length === 0);
  });

  it('checks on save only, where that is wanted', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': 'package m\n' });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({ folders: [dir], settings: { check: { run: 'save' } }, pulls: true });
    client.open(path, 'package m\n');
    assert.deepEqual(await client.pulled(path), []);
    client.edit(path, [{ start: 0, end: 10, text: dup }]);
    assert.deepEqual(await client.pulled(path), []);
    client.save(path);
    assert.ok(hasDup(await client.pulled(path)));
  });

  it('checks each of several folders by its own configuration, and follows which there are', async () => {
    const dir = folderWith({
      'one/go.mod': goMod,
      'one/a.go': dup,
      'one/archway.json': '{ "targets": ["linux/arm64", "linux/amd64"] }',
      'two/go.mod': goMod,
      'two/a.go': dup,
      'two/archway.json': '{ "targets": ["linux/loong64", "linux/amd64"] }',
    });
    const [one, two] = [join(dir, 'one'), join(dir, 'two')];
    const client = await LanguageClient.start({ folders: [one] });
    await client.untilPublished(join(one, 'a.go'), (all) =>
      all.some((found) => wordsOf(found).includes('linux/arm64')),
    );
    assert.equal(client.latest(join(two, 'a.go')), undefined);
    client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: uri(two), name: 'two' }], removed: [{ uri: uri(one), name: 'one' }] },
    });
    await client.untilPublished(join(two, 'a.go'), (all) =>
      all.some((found) => wordsOf(found).includes('linux/loong64')),
    );
    await client.untilPublished(join(one, 'a.go'), (all) => all.length === 0);
    assert.deepEqual(await client.request('archway/checkTargets', { folder: uri(two) }), [
      'linux/loong64',
      'linux/amd64',
    ]);
  });

  it('checks a single file without a workspace by its module, and nothing of the Go installation', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'p/a.go': dup, 'p/b.go': 'package p\n' });
    const client = await LanguageClient.start({ folders: [], pulls: true });
    const path = join(dir, 'p/a.go');
    client.open(path, dup.replace('package m', 'package p'));
    assert.ok(hasDup(await client.pulled(path)));
    client.close(path);
    assert.deepEqual(await client.pulled(path), []);
  });
});
