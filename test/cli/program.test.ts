// The program as it is shipped: dist/cli.js in a process of its own, with its worker threads.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { buildIfStale } from '../../scripts/prepare.mjs';
import { folderWith } from '../support/temporary.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const example = fileURLToPath(new URL('../../example', import.meta.url));

async function archway(args: readonly string[], cwd: string) {
  return execa(process.execPath, [cli, ...args], { cwd, reject: false, env: { NO_COLOR: '1' } });
}

interface Json {
  readonly findings: readonly { readonly targets: readonly string[] }[];
  readonly incomplete: readonly { readonly package: string; readonly reason: string }[];
}

describe('dist/cli.js', () => {
  before(async function () {
    this.timeout(60_000);
    await buildIfStale();
  });

  it('finds the same in threads as in one thread', async () => {
    const [one, three] = await Promise.all(
      ['1', '3'].map(async (jobs) => {
        const { stdout, exitCode } = await archway(['check', '--format', 'json', '--jobs', jobs], example);
        assert.equal(exitCode, 1);
        return JSON.parse(stdout) as Json;
      }),
    );
    assert.ok(one!.findings.length > 0);
    assert.deepEqual(three!.findings, one!.findings);
    assert.deepEqual(three!.incomplete, one!.incomplete);
  });

  it('finds the same for more targets than fit one batch', async () => {
    const json = async (targets: string): Promise<Json> => {
      const { stdout } = await archway(['check', '--format', 'json', '--targets', targets], example);
      return JSON.parse(stdout);
    };
    const linux = await json('linux');
    const all = await json('all');
    const onLinux = all.findings
      .map((finding) => ({ ...finding, targets: finding.targets.filter((name) => name.startsWith('linux/')) }))
      .filter((finding) => finding.targets.length > 0);
    const places = (findings: Json['findings']) =>
      findings.map((finding) => {
        const { rule, file, line, column, message } = finding as unknown as Record<string, unknown>;
        return { rule, file, line, column, message, targets: finding.targets };
      });
    assert.deepEqual(places(onLinux), places(linux.findings));
  });

  it('survives every hostile file, and still finds what is beside it', async () => {
    const dir = folderWith({
      'go.mod': 'module example.org/hostile\n\ngo 1.21\n',
      'good/a.go': 'package good\n\nimport "syscall"\n\nvar _ = syscall.Dup2\n',
      'empty/a.go': '',
      'binary/a.go': '\u0000\u0001\u0002package x\u0000',
      'line/a.go': `package line; var x = "${'a'.repeat(10_000_000)}"`,
      'deep/a.go': `package deep\n\nvar x = ${'('.repeat(100_000)}1${')'.repeat(100_000)}\n`,
      'blocks/a.go': `package blocks\n\nfunc f() ${'{'.repeat(50_000)}${'}'.repeat(50_000)}\n`,
      'types/a.go': `package types\n\ntype T ${'[]'.repeat(50_000)}int\n`,
      'open/a.go': 'package open\n\nvar s = `never closed\n',
      'crlf/a.go': '\ufeffpackage crlf\r\n\r\nimport "syscall"\r\n\r\nvar _ = syscall.Dup2\r\n',
      'cycle/a.go': 'package cycle\n\ntype A B\ntype B A\n\nconst c = d\nconst d = c\n\nvar _ = [c]A{}\n',
      'self/a.go': 'package self\n\nimport "example.org/hostile/self"\n\nvar _ = self.X\n',
      'nested/go.mod': '\u0000module (((\n',
      'nested/a.go': 'package nested\n\nimport "syscall"\n\nvar _ = syscall.Dup2\n',
      'bomb.yaml': `a: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `k${i}: &a${i} [*a${i ? i - 1 : ''},*a${i ? i - 1 : ''}]`).join('\n')}\n`,
      Makefile: `all:${' \\\n'.repeat(50_000)}`,
      Dockerfile: `FROM ${'x'.repeat(1_000_000)}`,
    });
    const args = ['check', '--format', 'json', '--targets', 'linux/amd64,linux/arm64'];
    const { stdout, exitCode } = await archway(args, dir);
    assert.equal(exitCode, 1);
    const { findings, incomplete } = JSON.parse(stdout);
    const dup2 = findings.filter((f: { message: string }) => f.message === 'undefined: syscall.Dup2');
    assert.deepEqual(
      dup2.map((f: { file: string; line: number; column: number }) => [f.file, f.line, f.column]),
      [
        ['crlf/a.go', 5, 17],
        ['good/a.go', 5, 17],
        ['nested/a.go', 5, 17],
      ],
    );
    // What is too long or nested beyond any sense is left out, and said to be.
    const leftOut = incomplete
      .filter((entry: { reason: string }) => !/import|module|go\.mod/.test(entry.reason))
      .map((entry: { package: string; reason: string }) => `${entry.package}: ${entry.reason}`);
    assert.ok(leftOut.includes('line/a.go: files of more than 8388608 characters are not checked'));
    for (const entry of leftOut.filter((entry: string) => !entry.startsWith('line/'))) {
      assert.match(entry, /^example\.org\/hostile\/(blocks|deep|types): nested too deeply$/);
    }
  });

  it('shows layouts as the contract has them', async () => {
    const args = ['layout', '--targets', 'linux/amd64,linux/386', '--format', 'json'];
    const { stdout } = await archway([...args, './counter.Stats'], example);
    const closed = { name: 'closed', type: 'bool', offset: 0, size: 1 };
    const expected = {
      package: 'example.org/harbour/counter',
      type: 'Stats',
      targets: {
        'linux/amd64': { size: 16, align: 8, fields: [closed, { name: 'sent', type: 'int64', offset: 8, size: 8 }] },
        'linux/386': { size: 12, align: 4, fields: [closed, { name: 'sent', type: 'int64', offset: 4, size: 8 }] },
      },
    };
    assert.equal(stdout, JSON.stringify(expected, undefined, 2));
    const whole = await archway([...args, './counter'], example);
    assert.deepEqual(JSON.parse(whole.stdout), [expected]);
    assert.equal((await archway(['layout', './counter.None'], example)).exitCode, 2);
  });

  it('is a program of its own, as npm links it', async function () {
    if (process.platform === 'win32') this.skip();
    const { stdout } = await execa(cli, ['--version']);
    assert.match(stdout, /^\d+\.\d+\.\d+$/);
  });

  it('ends with 2 and a message for what it cannot do', async () => {
    const { exitCode, stderr } = await archway(['check', 'no/such/path'], example);
    assert.equal(exitCode, 2);
    assert.equal(stderr, 'archway: no such file or folder: no/such/path');
  });
});
