// The language server under what clients, users and hostile files do to it.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CancellationTokenSource, type Diagnostic, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { check } from '../../src/analysis/driver.ts';
import { render } from '../../src/messages/catalogue.ts';
import { readEnvironment } from '../../src/module/environment.ts';
import { parseTargets } from '../../src/platform/parse-targets.ts';
import { endClients, LanguageClient, uri, wordsOf } from '../support/language-client.ts';
import { folderWith } from '../support/temporary.ts';

const goMod = 'module example.com/m\n\ngo 1.22\n';
const dup = 'package m\n\nimport "syscall"\n\nvar _ = syscall.Dup2\n';
const hasDup = (all: Diagnostic[]) => all.some((one) => wordsOf(one).startsWith('undefined: syscall.Dup2'));

describe('language server: robustness', function () {
  this.timeout(600_000);
  afterEach(endClients);

  it('finds after 1,000 quick edits what a fresh check finds', async () => {
    const source = readFileSync(new URL('../../example/counter/counter.go', import.meta.url), 'utf8');
    const dir = folderWith({ 'go.mod': goMod, 'a.go': source });
    const path = join(dir, 'a.go');
    const settings = { diagnostics: { everyTarget: true }, check: { workspace: false } };
    const client = await LanguageClient.start({ folders: [dir], settings, pulls: true });
    client.open(path, source);
    const random = generator(20261121);
    const pieces = [
      '',
      '',
      'x',
      '\n',
      '{',
      '}',
      '"',
      '`',
      '/*',
      '*/',
      'func f() {}\n',
      'é架😀',
      'uint64',
      'atomic.',
      '\t',
    ];
    // Half of the edits break the text at random places, the other half heals it in reverse: each has to be applied where it belongs.
    const undo: { start: number; end: number; text: string }[] = [];
    for (let i = 0; i < 500; i++) {
      const before = client.text(path);
      const start = random(before.length + 1);
      const end = Math.min(before.length, start + (random(3) === 0 ? random(40) : 0));
      const text = pieces[random(pieces.length)]!;
      undo.push({ start, end: start + text.length, text: before.slice(start, end) });
      client.edit(path, [{ start, end, text }]);
      if (i % 7 === 0) void client.pull(path).catch(() => {});
    }
    for (const replacement of undo.reverse()) client.edit(path, [replacement]);
    assert.equal(client.text(path), source);
    client.replace(path, 'closed bool', 'closed, open bool');
    client.replace(path, 's.sent, n', 's.sent, missing(n)');
    writeFileSync(path, client.text(path));
    const fresh = await check({
      cwd: dir,
      paths: ['.'],
      targets: parseTargets('linux'),
      deps: false,
      tests: true,
      severities: {},
      excluded: () => false,
      environment: readEnvironment({ variables: { ...process.env, GOENV: 'off', GOFLAGS: '', CGO_ENABLED: '' } }),
      jobs: 1,
    });
    assert.deepEqual([...new Set(fresh.findings.map((one) => one.rule))].sort(), ['unaligned-atomic', 'undefined']);
    const place = (line: number, character: number, rule: unknown, words: string) =>
      `${line}:${character} ${rule} ${words.split('\n')[0]}`;
    const wanted = fresh.findings
      .map(({ start, rule, message }) => place(start.line - 1, start.utf16Column - 1, rule, render(message)))
      .sort();
    const places = (all: Diagnostic[]) =>
      all.map((one) => place(one.range.start.line, one.range.start.character, one.code, wordsOf(one))).sort();
    // What only the whole package shows comes after a pause.
    await client.pulledUntil(path, (all) => places(all).join('\n') === wanted.join('\n'));
  });

  it('gives up what a client takes back, and answers what it asks next', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': '' });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({
      folders: [dir],
      pulls: true,
      settings: { check: { workspace: false } },
    });
    const many = Array.from({ length: 3000 }, (_, i) => `func f${i}(a, b int) int { return a*${i} + b }\n`);
    client.open(path, `${dup}${many.join('')}`);
    const source = new CancellationTokenSource();
    const asked = client.request('textDocument/diagnostic', { textDocument: { uri: uri(path) } }, source.token);
    source.cancel();
    const error = await asked.catch((reason) => reason);
    assert.ok(error instanceof ResponseError, JSON.stringify(error).slice(0, 500));
    assert.equal(error.code, LSPErrorCodes.RequestCancelled);
    assert.ok(hasDup(await client.pulled(path)));
  });

  it('answers with an error, or not at all, to what makes no sense, and goes on', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': dup });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({ folders: [dir], pulls: true, initializationOptions: { targets: 7 } });
    client.open(path, dup);
    const notifications: [string, unknown][] = [
      ['textDocument/didOpen', {}],
      [
        'textDocument/didOpen',
        { textDocument: { uri: 'untitled:Untitled-1', languageId: 'go', version: 1, text: dup } },
      ],
      ['textDocument/didOpen', { textDocument: { uri: '::', languageId: 'go', version: 1, text: dup } }],
      ['textDocument/didOpen', { textDocument: { uri: uri('/nowhere/x.go'), languageId: 'go', version: 1, text: 7 } }],
      ['textDocument/didChange', { textDocument: { uri: uri(path), version: 2 }, contentChanges: null }],
      ['textDocument/didChange', { textDocument: { uri: uri(path), version: 3 }, contentChanges: [{}] }],
      ['textDocument/didChange', { textDocument: { uri: uri('/nowhere/y.go'), version: 2 }, contentChanges: [] }],
      ['textDocument/didClose', { textDocument: { uri: 5 } }],
      ['workspace/didChangeWatchedFiles', { changes: [{ uri: null, type: 9 }] }],
      ['workspace/didChangeWatchedFiles', 'x'],
      ['workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: 'http://x' }], removed: [] } }],
      ['archway/targetChanged', null],
      ['no/such/notification', [1, 2]],
      ['$/cancelRequest', { id: 'nobody' }],
    ];
    for (const [method, params] of notifications) client.notify(method, params);
    const requests: [string, unknown][] = [
      ['textDocument/hover', {}],
      ['textDocument/hover', { textDocument: { uri: uri(path) }, position: { line: -5, character: 1e12 } }],
      ['textDocument/codeAction', { textDocument: { uri: uri(path) } }],
      ['codeAction/resolve', { title: 'x', data: { uri: uri(path), version: 'x', start: {}, end: null, index: 1e9 } }],
      ['textDocument/codeLens', null],
      ['textDocument/diagnostic', { textDocument: {} }],
      ['archway/layout', { uri: 7 }],
      ['archway/packages', { folder: uri('/nowhere') }],
      ['archway/suppressionEdit', { uri: uri(path), line: 1e9, rule: '', reason: '\n' }],
      ['initialize', {}],
      ['no/such/request', {}],
    ];
    const answers = await Promise.allSettled(requests.map(([method, params]) => client.request(method, params)));
    assert.equal(answers.length, requests.length);
    const unknown = answers.at(-1)!;
    assert.ok(unknown.status === 'rejected' && unknown.reason.code === -32601);
    assert.ok(hasDup(await client.pulled(path)));
    // Bytes that are no message at all, well framed.
    client.child.stdin!.write('Content-Length: 9\r\n\r\n{"jsonrpc');
    assert.ok(hasDup(await client.pulled(path)));
  });

  it('starts no process, whatever it is asked', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': dup, Makefile: 'a:\n\tgo build\n' });
    const path = join(dir, 'a.go');
    const marker = join(dir, 'started');
    const preload = join(dir, 'preload.mjs');
    writeFileSync(
      preload,
      `import processes from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const watch = (object, name) => {
  const original = object[name];
  object[name] = function (...args) {
    appendFileSync(${JSON.stringify(marker)}, name);
    return original.apply(this, args);
  };
};
watch(processes.ChildProcess.prototype, 'spawn');
for (const name of ['spawnSync', 'execFileSync', 'execSync']) watch(processes, name);
syncBuiltinESMExports();
`,
    );
    const client = await LanguageClient.start({ folders: [dir], nodeArgs: [`--import=${preload}`], pulls: true });
    client.open(path, dup);
    const [found] = await client.pulledUntil(path, hasDup);
    const textDocument = { uri: uri(path) };
    const position = { line: 4, character: 18 };
    await client.request('textDocument/hover', { textDocument, position });
    await client.request('textDocument/codeLens', { textDocument });
    for (const action of await client.codeActions(path, found!.range, [found!])) {
      if (action.data) await client.request('codeAction/resolve', action);
    }
    await client.request('archway/checkWorkspace', undefined);
    await client.request('archway/packages', { folder: uri(dir) });
    await client.request('archway/layout', { uri: uri(path), position });
    assert.equal(await client.end(), 0);
    assert.ok(!existsSync(marker));
  });

  it('ends when its client is gone', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': dup });
    const client = await LanguageClient.start({ folders: [dir] });
    const exited = new Promise((resolve) => client.child.once('exit', resolve));
    client.child.stdin!.destroy();
    client.child.stdout!.destroy();
    assert.equal(await exited, 1);

    const server = fork(fileURLToPath(new URL('../../dist/server.js', import.meta.url)), ['--node-ipc'], {
      execArgv: [],
    });
    const answer = new Promise<{ result?: unknown }>((resolve) => server.once('message', resolve));
    server.send({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    assert.ok((await answer).result);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.disconnect();
    assert.equal(await ended, 1);
  });

  it('follows a document of 10 MB', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': 'package m\n', 'big.yaml': '' });
    const client = await LanguageClient.start({
      folders: [dir],
      pulls: true,
      settings: { check: { workspace: false } },
    });
    const path = join(dir, 'a.go');
    const line = 'var _ = "0123456789012345678901234567890123456789012345678901234567890123456789"\n';
    client.open(path, `${dup}${line.repeat(Math.ceil(10e6 / line.length))}`);
    for (let i = 0; i < 20; i++) client.edit(path, [{ start: 0, end: 0, text: '// x\n' }]);
    const yaml = join(dir, 'big.yaml');
    client.open(yaml, `image: x\n${'- a: b\n'.repeat(1.5e6)}`, 'yaml');
    // So long a text is not checked, which is said; what is around it is.
    assert.deepEqual(await client.pulled(path), []);
    assert.ok(client.log.some((entry) => entry.includes('a.go')));
    const other = join(dir, 'b.go');
    client.open(other, dup);
    assert.ok(hasDup(await client.pulled(other)));
    const { length } = client.text(path);
    client.edit(path, [{ start: 1000, end: length - 1000, text: '' }]);
    assert.ok(hasDup(await client.pulled(path)));
    assert.deepEqual(await client.pulled(yaml), []);
  });

  it('starts the analysis thread again when it dies, and leaves a folder alone that kills it twice', async () => {
    const dir = folderWith({
      'go.mod': goMod,
      'good/a.go': '',
      'once/b.go': '',
      'once/dies-once.go': 'package once\n',
      'deadly/c.go': '',
      'deadly/dies.go': 'package deadly\n',
    });
    // Ends the thread that reads a certain file, in the middle of its work, as running out of memory does.
    const preload = join(dir, 'preload.mjs');
    writeFileSync(
      preload,
      `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import threads from 'node:worker_threads';
const { isMainThread, workerData, Worker } = threads;
if (isMainThread) {
  threads.Worker = class extends Worker {
    constructor(file, options) {
      super(file, { ...options, resourceLimits: { ...options.resourceLimits, maxOldGenerationSizeMb: 200 } });
    }
  };
  syncBuiltinESMExports();
} else if (workerData && !workerData.kind) {
  const read = fs.readFileSync;
  fs.readFileSync = (path, ...rest) => {
    if (String(path).endsWith('dies-once.go') && !fs.existsSync(path + '.died')) {
      fs.writeFileSync(path + '.died', '');
      process.exit(3);
    }
    if (String(path).endsWith('dies.go')) {
      const hoard = [];
      for (;;) hoard.push(new Array(1e6).fill({}));
    }
    return read(path, ...rest);
  };
  syncBuiltinESMExports();
}
`,
    );
    const nodeArgs = [`--import=${preload}`];
    const client = await LanguageClient.start({
      folders: [dir],
      pulls: true,
      nodeArgs,
      settings: { check: { workspace: false } },
    });
    const text = (name: string) => dup.replace('package m', `package ${name}`);
    client.open(join(dir, 'good/a.go'), text('good'));
    assert.ok(hasDup(await client.pulled(join(dir, 'good/a.go'))));
    client.open(join(dir, 'once/b.go'), text('once'));
    assert.ok(hasDup(await client.pulled(join(dir, 'once/b.go'))));
    assert.ok(
      client.log.some((line) => line.includes(join(dir, 'once')) && line.includes('exit status 3')),
      client.log.join('\n'),
    );
    client.open(join(dir, 'deadly/c.go'), text('deadly'));
    assert.deepEqual(await client.pulled(join(dir, 'deadly/c.go')), []);
    assert.ok(
      client.log.some((line) => line.includes('memory')),
      client.log.join('\n'),
    );
    client.replace(join(dir, 'good/a.go'), 'Dup2', 'Dup3');
    assert.ok(!hasDup(await client.pulled(join(dir, 'good/a.go'))));
    client.replace(join(dir, 'good/a.go'), 'Dup3', 'Dup2');
    assert.ok(hasDup(await client.pulled(join(dir, 'good/a.go'))));
  });
});

/** A small generator of numbers below a limit, the same in every run. */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
