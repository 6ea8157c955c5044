// What the language server offers beside diagnostics: code actions, hover texts, lenses, and the requests of the extension.
import assert from 'node:assert/strict';

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeAction, CodeLens, Hover, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TestsResult } from '../../src/server/protocol.ts';
import { endClients, LanguageClient, uri, wordsOf } from '../support/language-client.ts';
import { folderWith } from '../support/temporary.ts';

const goMod = 'module example.com/m\n\ngo 1.22\n';
const counters = `package m

import "sync/atomic"

type counters struct {
	closed bool
	sent   int64
}

type gauges struct {
	open  bool
	level int64
}

func add(c *counters, g *gauges) {
	atomic.AddInt64(&c.sent, 1)
	atomic.AddInt64(&g.level, 1)
}
`;

describe('language server: features', function () {
  this.timeout(600_000);
  afterEach(endClients);

  it('resolves quick-fixes to edits after which the finding is gone', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': counters });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({ folders: [dir], pulls: true });
    client.open(path, counters);
    const before = await client.pulledUntil(path, (all) => all.length === 2);
    assert.deepEqual(
      before.map((one) => one.code),
      ['unaligned-atomic', 'unaligned-atomic'],
    );
    const [first] = before;
    const actions = await client.codeActions(path, first!.range, [first!]);
    const fix = actions.find((action) => action.isPreferred)!;
    assert.equal(fix.edit, undefined);
    assert.deepEqual(fix.diagnostics?.map(wordsOf), [wordsOf(first!)]);
    const resolved = await client.request<CodeAction>('codeAction/resolve', fix);
    client.edit(path, [whole(client, path, resolved.edit!)]);
    const after = await client.pulledUntil(path, (all) => all.length === 1);
    assert.deepEqual(after.map(wordsOf), [wordsOf(before[1]!)]);
    // It was made for another version of the text.
    await assert.rejects(client.request('codeAction/resolve', fix), { code: -32801 });
  });

  it('fixes all of a rule in the file, and all at once on save', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': counters });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({ folders: [dir], pulls: true });
    client.open(path, counters);
    const [first] = await client.pulledUntil(path, (all) => all.length === 2);
    const actions = await client.codeActions(path, first!.range, [first!]);
    const ofRule = actions.find(({ title }) => /all.*unaligned-atomic|unaligned-atomic.*all/i.test(title))!;
    const [onSave] = await client.codeActions(path, first!.range, [], ['source.fixAll.archway']);
    assert.deepEqual(await client.codeActions(path, first!.range, [], ['refactor']), []);
    const resolved = await client.request<CodeAction>('codeAction/resolve', ofRule);
    assert.equal(client.applied(path, resolved.edit!), client.applied(path, onSave!.edit!));
    client.edit(path, [whole(client, path, onSave!.edit!)]);
    await client.pulledUntil(path, (all) => all.length === 0);
    assert.deepEqual(await client.codeActions(path, first!.range, [], ['source.fixAll']), []);
  });

  it('fixes all in the text as it was typed, in one edit of the one document', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': 'package m\n' });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({ folders: [dir], pulls: true });
    client.open(path, 'package m\n');
    // Nothing of this is on disk; it has carriage returns, and letters that are longer in UTF-8 than in UTF-16.
    const typed = counters.replace('closed bool', 'closed bool // 已关闭 𝔸').replaceAll('\n', '\r\n');
    client.edit(path, [{ start: 0, end: client.text(path).length, text: typed }]);
    const [first] = await client.pulledUntil(path, (all) => all.length === 2);
    const [onSave] = await client.codeActions(path, first!.range, [], ['source.fixAll.archway']);
    const actions = await client.codeActions(path, first!.range, [first!]);
    const ofRule = actions.find(({ title }) => title === 'Fix all unaligned-atomic in this file')!;
    const resolved = await client.request<CodeAction>('codeAction/resolve', ofRule);
    for (const edit of [onSave!.edit!, resolved.edit!]) {
      assert.equal(edit.documentChanges!.length, 1, 'one undo takes it back');
      const fixed = client.applied(path, edit);
      assert.match(fixed, /\tsent {3}int64\r\n\tclosed bool \/\/ 已关闭 𝔸\r\n/);
      assert.match(fixed, /\tlevel int64\r\n\topen {2}bool\r\n/);
      assert.doesNotMatch(fixed, /[^\r]\n/);
    }
    client.edit(path, [whole(client, path, onSave!.edit!)]);
    await client.pulledUntil(path, (all) => all.length === 0);
    assert.deepEqual(await client.codeActions(path, first!.range, [], ['source.fixAll.archway']), []);
  });

  it('packs the struct at the pointer for those who ask, and says why it cannot', async () => {
    const source = 'package m\n\ntype T struct {\n\ta bool\n\tb int64\n\tc bool\n}\n\nvar t = T{true, 1, false}\n';
    const dir = folderWith({ 'go.mod': goMod, 'a.go': 'package m\n' });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({ folders: [dir], pulls: true });
    client.open(path, source);
    const at = { start: { line: 4, character: 1 }, end: { line: 4, character: 1 } };
    const [pack] = await client.codeActions(path, at, [], ['refactor.rewrite']);
    assert.match(pack!.title, /^Pack T: saves 8 bytes on .*, 4 on .*386/);
    const resolved = await client.request<CodeAction>('codeAction/resolve', pack);
    // One edit of the document, so that one undo takes it back.
    assert.equal(resolved.edit!.documentChanges!.length, 1);
    const packed = client.applied(path, resolved.edit!);
    assert.match(packed, /\tb int64\n\ta bool\n\tc bool\n/);
    assert.match(packed, /T\{a: true, b: 1, c: false\}/);
    assert.deepEqual(await client.codeActions(path, at, []), [], 'not at each place the pointer comes to');
    const fixed = source.replace('type T', '//go:fixed\ntype T');
    client.edit(path, [{ ...whole(client, path, resolved.edit!), text: fixed }]);
    const [refused] = await client.codeActions(path, at, [], ['refactor']);
    assert.match(refused!.disabled!.reason, /go:fixed/);
  });

  it('creates files for a client that can, and offers its edits at once to one that does not resolve', async () => {
    const source = 'package m\n\nimport "syscall"\n\nfunc f() { stat(); syscall.Dup2(1, 2) }\n';
    const files = { 'go.mod': goMod, 'stat_amd64.go': 'package m\n\nfunc stat() {}\n', 'a_linux.go': source };
    /** The quick-fixes of all findings. */
    const fixesFor = async (capabilities?: object) => {
      const dir = folderWith({ ...files, 'archway.json': '{ "targets": ["linux/amd64", "linux/arm64"] }' });
      const path = join(dir, 'a_linux.go');
      const client = await LanguageClient.start({ folders: [dir], ...(capabilities && { capabilities }) });
      client.open(path, source);
      const found = await client.untilPublished(path, (all) => all.length === 2);
      const actions: CodeAction[] = [];
      for (const one of found) actions.push(...(await client.codeActions(path, one.range, [one])));
      return { client, dir, path, fixes: actions.filter(({ command }) => command === undefined) };
    };
    const able = await fixesFor();
    const titles: Record<'creating' | 'others', string[]> = { creating: [], others: [] };
    const created = new Set<string>();
    for (const fix of able.fixes) {
      const { edit } = await able.client.request<CodeAction>('codeAction/resolve', fix);
      const files = edit!.documentChanges!.flatMap((change) =>
        'kind' in change && change.kind === 'create' ? change.uri : [],
      );
      titles[files.length > 0 ? 'creating' : 'others'].push(fix.title);
      for (const file of files) created.add(file);
    }
    assert.ok(created.has(uri(join(able.dir, 'stat_other.go'))), [...created].join());
    const unable = await fixesFor({});
    assert.deepEqual(
      unable.fixes.map(({ title }) => title),
      titles.others,
    );
    assert.ok(titles.others.length > 0);
    for (const { edit } of unable.fixes) assert.deepEqual(Object.keys(edit!.changes!), [uri(unable.path)]);
  });

  it('offers to explain and to suppress, and makes the edit that suppresses', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': counters });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({ folders: [dir], pulls: true });
    client.open(path, counters);
    const [first, second] = await client.pulledUntil(path, (all) => all.length === 2);
    const actions = await client.codeActions(path, first!.range, [first!]);
    const commands = actions.flatMap(({ command }) => (command ? [[command.command, ...command.arguments!]] : []));
    const { line } = first!.range.start;
    assert.deepEqual(commands, [
      ['archway.suppress', uri(path), line, 'unaligned-atomic'],
      ['archway.explainRule', 'unaligned-atomic'],
    ]);
    const params = { uri: uri(path), line, rule: 'unaligned-atomic', reason: 'never on 32 bits' };
    const edit = await client.request<WorkspaceEdit>('archway/suppressionEdit', params);
    client.edit(path, [whole(client, path, edit)]);
    assert.match(client.text(path), /archway:ignore unaligned-atomic never on 32 bits/);
    const rest = await client.pulledUntil(path, (all) => all.length === 1);
    assert.deepEqual(rest.map(wordsOf), [wordsOf(second!)]);
  });

  it('shows the layout of types, in hovers and as a page', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': counters });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({ folders: [dir], pulls: true });
    client.open(path, counters);
    const textDocument = { uri: uri(path) };
    const position = client.document(path).positionAt(counters.indexOf('counters struct'));
    const hover = await client.request<Hover>('textDocument/hover', { textDocument, position });
    assert.deepEqual(hover.range?.start, position);
    assert.match(JSON.stringify(hover.contents), /16/);
    const nothing = { line: 1, character: 0 };
    assert.equal(await client.request('textDocument/hover', { textDocument, position: nothing }), null);
    const page = await client.request<{ title: string; markdown: string }>('archway/layout', {
      uri: uri(path),
      position,
    });
    assert.match(page.title, /counters/);
    assert.match(page.markdown, /sent/);
  });

  it('shows what a comment suppresses in a document that is not Go', async () => {
    const text = 'FROM alpine\n# archway:ignore hardcoded-arch for the lab\nRUN true\n';
    const dir = folderWith({ 'go.mod': goMod, Dockerfile: text });
    const path = join(dir, 'Dockerfile');
    const client = await LanguageClient.start({ folders: [dir], pulls: true });
    client.open(path, text);
    const textDocument = { uri: uri(path) };
    const hover = await client.request<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 1, character: 9 },
    });
    assert.match(JSON.stringify(hover.contents), /hardcoded-arch.*for the lab/);
    const above = { textDocument, position: { line: 0, character: 2 } };
    assert.equal(await client.request('textDocument/hover', above), null);
  });

  it('shows on a file that the chosen target does not have that it is absent, and follows the choice', async () => {
    const source = 'package m\n\nfunc f() {}\n';
    const dir = folderWith({ 'go.mod': goMod, 'a_arm64.go': source, 'a.go': 'package m\n' });
    const path = join(dir, 'a_arm64.go');
    const client = await LanguageClient.start({
      folders: [dir],
      pulls: true,
      initializationOptions: { targets: { [uri(dir)]: 'linux/arm64' } },
    });
    client.open(path, source);
    await client.pulled(path);
    const lenses = () => client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: uri(path) } });
    assert.deepEqual(await lenses(), []);
    client.notify('archway/targetChanged', { folder: uri(dir), target: 'linux/riscv64' });
    const found = await lenses();
    assert.ok(found.some(({ command }) => command?.command === 'archway.pickTarget'));
  });

  it('offers to run programs and tests only where the workspace is trusted, and where the setting says so', async () => {
    const source = 'package main\n\nfunc main() {}\n';
    const dir = folderWith({ 'go.mod': goMod, 'main.go': source });
    const path = join(dir, 'main.go');
    const titles = async (trusted: boolean, settings: Record<string, unknown> = {}) => {
      const initializationOptions = { trusted, targets: { [uri(dir)]: 'linux/mips64le' } };
      const client = await LanguageClient.start({ folders: [dir], pulls: true, initializationOptions, settings });
      client.open(path, source);
      const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: uri(path) } });
      return lenses.map(({ command }) => `${command?.title} ${command?.command} ${command?.arguments}`);
    };
    assert.deepEqual(await titles(true), [`$(play) run on linux/mips64le archway.runProgramOf ${uri(path)}`]);
    assert.deepEqual(await titles(true, { codeLens: { run: false } }), []);
    assert.deepEqual(await titles(false), []);
  });

  it('lists what can be run and tested, and the test at a place', async () => {
    const test =
      'package m\n\nimport "testing"\n\nfunc TestA(t *testing.T) {\n\tt.Log()\n}\n\nfunc BenchmarkB(b *testing.B) {}\n';
    const dir = folderWith({
      'go.mod': goMod,
      'a_test.go': test,
      'cmd/tool/main.go': 'package main\n\nfunc main() {}\n',
      'lib/lib.go': 'package lib\n',
    });
    const path = join(dir, 'a_test.go');
    const client = await LanguageClient.start({ folders: [dir], pulls: true });
    assert.deepEqual(await client.request('archway/packages', { folder: uri(dir) }), [
      { path: '.', importPath: 'example.com/m', module: uri(dir), isMain: false, hasTests: true },
      { path: './cmd/tool', importPath: 'example.com/m/cmd/tool', module: uri(dir), isMain: true, hasTests: false },
    ]);
    client.open(path, test);
    await client.pulled(path);
    const at = (line: number) => client.request('archway/testAt', { uri: uri(path), position: { line, character: 1 } });
    assert.deepEqual(await at(5), { dir, all: ['TestA', 'BenchmarkB'], name: 'TestA' });
    assert.deepEqual(await at(1), { dir, all: ['TestA', 'BenchmarkB'] });
  });

  it('lists the tests of packages, and says where they may have changed', async () => {
    const dir = folderWith({
      'go.mod': goMod,
      'p/a.go': 'package p\n',
      'p/a_test.go': 'package p\n',
      'q/q.go': 'package q\n',
    });
    const path = join(dir, 'p', 'a_test.go');
    const client = await LanguageClient.start({
      folders: [dir],
      pulls: true,
      initializationOptions: { followsTests: true },
    });
    const told: unknown[] = [];
    client.connection.onNotification('archway/testsChanged', (params) => void told.push(params));
    const tests = (of: string) => client.request<TestsResult | null>('archway/tests', { uri: uri(join(dir, of)) });
    assert.deepEqual((await tests('p'))?.tests, []);
    assert.equal(await tests('q'), null);
    client.open(path, 'package p\n\nimport "testing"\n\nfunc TestTyped(t *testing.T) {}\n');
    const found = await tests('p');
    assert.deepEqual(found?.tests, [
      {
        name: 'TestTyped',
        kind: 'test',
        uri: uri(path),
        range: { start: { line: 4, character: 0 }, end: { line: 4, character: 31 } },
      },
    ]);
    assert.deepEqual([found?.package.path, found?.package.importPath], ['./p', 'example.com/m/p']);
    writeFileSync(join(dir, 'q', 'q_test.go'), 'package q\n\nimport "testing"\n\nfunc TestMade(t *testing.T) {}\n');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(join(dir, 'q', 'q_test.go')), type: 1 }] });
    assert.deepEqual(
      (await tests('q'))?.tests.map(({ name }) => name),
      ['TestMade'],
    );
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(join(dir, 'go.mod')), type: 2 }] });
    await tests('q');
    assert.deepEqual(told, [
      { folders: [uri(join(dir, 'p'))], all: false },
      { folders: [uri(join(dir, 'q'))], all: false },
      { folders: [], all: true },
    ]);
  });

  it('speaks the language of the client', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': counters });
    const client = await LanguageClient.start({
      folders: [dir],
      pulls: true,
      initializationOptions: { locale: 'zh-cn' },
    });
    client.open(join(dir, 'a.go'), counters);
    const found = await client.pulledUntil(join(dir, 'a.go'), (all) => all.length > 0);
    assert.match(wordsOf(found[0]!), /[\u4e00-\u9fff]/);
  });
});

/** An edit of the workspace as the replacement of the whole text. */
function whole(
  client: LanguageClient,
  path: string,
  edit: WorkspaceEdit,
): { start: number; end: number; text: string } {
  return { start: 0, end: client.text(path).length, text: client.applied(path, edit) };
}
