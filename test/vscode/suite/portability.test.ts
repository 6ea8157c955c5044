// The Portability view: its rows are the problems that VS Code shows, in groups, and open them.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PortabilityNode } from '../../../src/extension/portability/portability-view.ts';
import { retype, revertAll } from '../support/editing.ts';
import { fileOf } from '../support/extension.ts';
import { finding, noFinding } from '../support/findings.ts';
import { portabilityRows, rowsBelow } from '../support/portability.ts';
import { until } from '../support/until.ts';

const { executeCommand: run } = vscode.commands;
const group = (by: 'Rule' | 'Package' | 'Target') => run(`archway.portability.by${by}`);
const isGroup = (key: string) => (node: PortabilityNode) => node.kind === 'group' && node.group.key === key;

describe('the Portability view', () => {
  before(async () => {
    await run('archway.checkWorkspace');
  });
  afterEach(async () => {
    await group('Rule');
    await revertAll();
    await run('archway.pickTarget', null, '');
  });

  it('lists every problem of Archway by rule, with the title of the rule', async () => {
    const shown = () =>
      vscode.languages
        .getDiagnostics()
        .flatMap(([uri, found]) => found.map(({ source, range }) => ({ source, place: `${uri} ${range.start.line}` })))
        .filter(({ source }) => source === 'archway')
        .map(({ place }) => place)
        .sort();
    await until(
      'the rows are the problems',
      async () => {
        const rows = await rowsBelow(await portabilityRows());
        const places = rows.flatMap(({ node }) =>
          node.kind === 'finding' ? [`${node.finding.uri} ${node.finding.range.start.line}`] : [],
        );
        return places.length > 0 && JSON.stringify(places.sort()) === JSON.stringify(shown());
      },
      shown,
    );
    const rule = (await portabilityRows()).find(({ node }) => isGroup('unaligned-atomic')(node))!;
    assert.match(String(rule.item.description), /^\d+ · 64-bit atomic/);
    assert.equal(rule.item.contextValue, 'rule');
  });

  it('groups by package and by target, and opens the place of a finding', async () => {
    await group('Package');
    const counter = (await portabilityRows()).filter(({ node }) => isGroup('counter')(node));
    const [row] = await rowsBelow(counter);
    const { command } = row!.item;
    await run(command!.command, ...command!.arguments!);
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.uri.toString(), fileOf('counter/counter.go').toString());
    const at = editor.selection.start;
    await finding(editor.document.uri, 'unaligned-atomic');
    assert.ok(vscode.languages.getDiagnostics(editor.document.uri).some(({ range }) => range.start.isEqual(at)));
    await group('Target');
    const targets = (await portabilityRows()).flatMap(({ item }) => (item.contextValue === 'target' ? item.label : []));
    assert.ok(targets.includes('linux/arm') && targets.includes('linux/arm64'), targets.join());
  });

  it('follows what is typed', async () => {
    const hasRule = async () => (await portabilityRows()).some(({ node }) => isGroup('unaligned-atomic')(node));
    const uri = fileOf('counter/counter.go');
    await finding(uri, 'unaligned-atomic');
    await until('the rule is there', hasRule);
    await retype('counter/counter.go', 'closed bool', 'closed int64');
    await noFinding(uri, 'unaligned-atomic');
    await until('the rule is gone', async () => !(await hasRule()));
  });

  it('makes a target that of the folder', async () => {
    await group('Target');
    const arm = (await portabilityRows()).find(({ node }) => isGroup('linux/arm')(node))!;
    await run('archway.portability.useTarget', arm.node);
    await until('the lens follows', async () => {
      const document = await vscode.workspace.openTextDocument(fileOf('cmd/tally/main.go'));
      await vscode.window.showTextDocument(document);
      const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
      return lenses.some(({ command }) => command?.title.includes('linux/arm'));
    });
  });
});
