// Diagnostics of the language server, for a client that they are published to and for one that asks.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Diagnostic, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver/node';
import { endClients, LanguageClient, uri, wordsOf } from '../support/language-client.ts';
import { folderWith } from '../support/temporary.ts';

const goMod = 'module example.com/m\n\ngo 1.22\n';
const dup = `package m

import "syscall"

func redirect(from, to int) error {
	return syscall.Dup2(from, to)
}
`;
const isDup = (diagnostic: Diagnostic) => wordsOf(diagnostic).startsWith('undefined: syscall.Dup2\n');

describe('language server: diagnostics', function () {
  this.timeout(300_000);
  afterEach(endClients);

  it('publishes what unsaved changes make and remove', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': 'package m\n' });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({
      folders: [dir],
      initializationOptions: { rulePageBase: 'x://rules/' },
    });
    assert.equal(client.result.capabilities.diagnosticProvider, undefined);
    client.open(path, dup);
    const [found] = await client.untilPublished(path, (all) => all.some(isDup));
    assert.deepEqual(found!.range, { start: { line: 5, character: 16 }, end: { line: 5, character: 20 } });
    assert.equal(found!.source, 'archway');
    assert.equal(found!.code, 'undefined');
    assert.deepEqual(found!.codeDescription, { href: 'x://rules/undefined' });
    assert.match(wordsOf(found!), /\nlinux\/\{arm64,loong64,riscv64\}/);
    client.replace(path, 'Dup2(from, to)', 'Dup3(from, to, 0)');
    await client.untilPublished(path, (all) => all.length === 0);
    assert.equal(await client.end(), 0);
  });

  it('answers a client that asks, and tells it what has not changed', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': 'package m\n' });
    const path = join(dir, 'a.go');
    const client = await LanguageClient.start({ folders: [dir], pulls: true });
    assert.ok(client.result.capabilities.diagnosticProvider);
    client.open(path, dup);
    const first = await client.pull(path);
    assert.ok(first.kind === 'full' && first.items.some(isDup));
    const again = await client.pull(path, first.resultId);
    assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
    client.replace(path, 'Dup2(from, to)', 'Dup3(from, to, 0)');
    assert.deepEqual(await client.pulled(path), []);
    assert.deepEqual(client.published, []);
  });

  it('streams the whole workspace to a client that asks, and what changes in it later', async () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': dup, 'b/b.go': 'package b\n', Dockerfile: 'FROM x\n' });
    const client = await LanguageClient.start({ folders: [dir], pulls: true });
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    const told = new Set<() => void>();
    client.connection.onNotification('$/progress', ({ token, value }) => {
      if (token !== 'stream') return;
      reports.push(...value.items);
      for (const tell of told) tell();
    });
    const found = (path: string, condition: (items: Diagnostic[]) => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          const last = reports.filter((report) => report.uri === uri(path)).at(-1);
          if (last?.kind === 'full' && condition(last.items)) resolve();
        };
        told.add(look);
        look();
      });
    void client
      .request('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'stream' })
      .catch(() => {});
    await found(join(dir, 'a.go'), (items) => items.some(isDup));
    client.open(join(dir, 'b/b.go'), dup.replace('package m', 'package b'));
    await found(join(dir, 'b/b.go'), (items) => items.some(isDup));
  });
});
