// Settings, archway.json and go.mod: what is found follows them at once.
import * as vscode from 'vscode';
import { revertAll, whileOnDisk } from '../support/editing.ts';
import { activeExtension, fileOf } from '../support/extension.ts';
import { finding, findingsIn, noFinding } from '../support/findings.ts';
import { until } from '../support/until.ts';

/** Runs `work` while a setting of the workspace has a value. */
async function whileSet(name: string, value: unknown, work: () => Promise<unknown>): Promise<void> {
  const update = (to: unknown) =>
    vscode.workspace.getConfiguration('archway').update(name, to, vscode.ConfigurationTarget.Workspace);
  await update(value);
  try {
    await work();
  } finally {
    await update(undefined);
  }
}

describe('what is found follows', () => {
  const counter = fileOf('counter/counter.go');
  const limits = fileOf('limits/limits.go');
  const rule = 'unaligned-atomic';

  before(activeExtension);
  afterEach(revertAll);

  it('archway.rules, in files that are open and in files that are not', async () => {
    await vscode.window.showTextDocument(counter);
    await finding(counter, rule);
    await finding(limits, 'constant-overflow');
    await whileSet('rules', { [rule]: 'info', 'constant-overflow': 'off' }, async () => {
      await noFinding(limits, 'constant-overflow');
      await until(
        'the severity is another one',
        () => findingsIn(counter, rule)[0]?.severity === vscode.DiagnosticSeverity.Information,
      );
    });
    await finding(limits, 'constant-overflow');
    await until(
      'the severity is the rule’s own',
      () => findingsIn(counter, rule)[0]?.severity === vscode.DiagnosticSeverity.Error,
    );
  });

  it('what archway.json excludes', async () => {
    await finding(limits, 'constant-overflow');
    await whileOnDisk('archway.json', '{"exclude": ["limits/**"]}', () => noFinding(limits, 'constant-overflow'));
    await finding(limits, 'constant-overflow');
  });

  it('archway.json, which comes before the settings', async () => {
    await finding(counter, rule);
    await whileOnDisk('archway.json', '{"targets": ["linux/amd64", "linux/mips"]}', async () => {
      await finding(counter, rule, '\nlinux/mips');
      await whileSet('targets', ['linux/arm'], () => finding(counter, rule, '\nlinux/mips'));
    });
    await finding(counter, rule, '{386,arm,mips,mipsle}');
  });

  it('go.mod: what a replaced module declares', async () => {
    const goMod = (copy: string) =>
      `module example.org/probe\n\ngo 1.21\n\nrequire example.org/size v0.0.0\n\nreplace example.org/size => ./${copy}\n`;
    const size = (bits: number) => `package size\n\nconst Limit = 1 << ${bits}\n`;
    const user = fileOf('replacing/user.go');
    const write = (path: string, text: string) =>
      vscode.workspace.fs.writeFile(fileOf(`replacing/${path}`), new TextEncoder().encode(text));
    try {
      for (const [copy, bits] of [
        ['small', 20],
        ['large', 40],
      ] as const) {
        await write(`${copy}/go.mod`, 'module example.org/size\n\ngo 1.21\n');
        await write(`${copy}/size.go`, size(bits));
      }
      await write('user.go', 'package user\n\nimport "example.org/size"\n\nvar limit int = size.Limit\n');
      await write('go.mod', goMod('large'));
      await finding(user, 'constant-overflow', 'size.Limit');
      await write('go.mod', goMod('small'));
      await noFinding(user, 'constant-overflow');
      await write('go.mod', goMod('large'));
      await finding(user, 'constant-overflow', 'size.Limit');
    } finally {
      await vscode.workspace.fs.delete(fileOf('replacing'), { recursive: true });
    }
  });

  it('folders that are deleted on disk', async () => {
    const uri = fileOf('deleted/deep/inside/a.go');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('package inside\n\nvar more int = 1 << 40\n'));
    await finding(uri, 'constant-overflow', '1 << 40');
    await vscode.workspace.fs.delete(fileOf('deleted'), { recursive: true });
    await noFinding(uri, 'constant-overflow');
  });

  it('files that come and go on disk', async () => {
    const uri = fileOf('limits/more.go');
    await whileOnDisk('limits/more.go', 'package limits\n\nvar more int = 1 << 40\n', async () => {
      await finding(uri, 'constant-overflow', '1 << 40');
    });
    await noFinding(uri, 'constant-overflow');
  });
});
