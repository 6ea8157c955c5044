// What debug configurations become for each debugger, and that GDB, driven as C/C++ drives it, debugs with it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { archwayArgv, goTestEnv, makeFolder, removeFolder } from '../../cli/cli-process.testing.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import type { DebugServerInfo } from '../../toolchain/debug-server-info.ts';
import { hostPort } from '../../toolchain/host.ts';
import { commandLine, TaskDefinitionError } from '../task-definition.ts';
import { parseDebug } from './debug-definition.ts';
import { attachment, chooseDebugger, delveLaunch, gdbAdapter, hasAdapter } from './debuggers.ts';

const [arm64] = parseTargets('linux/arm64');
const { goos, goarch } = hostPort();
const [host] = parseTargets(`${goos}/${goarch}`);

const info: DebugServerInfo = {
  version: 1,
  target: 'linux/arm64',
  program: '/tmp/d/program',
  cwd: '/w',
  address: '/tmp/d/program.socket',
  gdb: { path: '/usr/bin/gdb-multiarch', version: '13.1' },
  setup: ['add-auto-load-safe-path /go/src/runtime', 'set sysroot /'],
  entry: 'main.main',
};
const asked = parseDebug({ type: 'archway', request: 'launch', name: 'Mine', package: './cmd/x', stopAtEntry: true });

describe('debug configurations', () => {
  it('become the command line of archway debug', () => {
    const { task } = parseDebug({ name: 'n', package: './x', args: ['a b'], env: { A: '1' }, tags: ['t'] });
    assert.deepEqual(commandLine(task, 'linux/arm64', ['--server=/s']), [
      'debug',
      '--target=linux/arm64',
      '--tags=t',
      '--fullpath',
      '--server=/s',
      './x',
      '--',
      'a b',
    ]);
    assert.deepEqual(task.env, { A: '1' });
    const tests = parseDebug({ name: 'n', test: true, run: '^TestX$' });
    assert.deepEqual(commandLine(tests.task, 'linux/s390x'), [
      'debug',
      '--target=linux/s390x',
      '--test',
      '--run=^TestX$',
      '--fullpath',
      '.',
    ]);
  });

  it('are refused where they are not what the schema says', () => {
    for (const wrong of [
      { debugger: 'windbg' },
      { env: { A: 1 } },
      { env: 'A=1' },
      { stopAtEntry: 1 },
      { test: 'x' },
    ]) {
      assert.throws(() => parseDebug({ name: 'n', ...wrong }), TaskDefinitionError, JSON.stringify(wrong));
    }
  });

  it('choose what is installed: Delve for this machine only, then what drives GDB, then GDB itself', () => {
    const with_ =
      (...installed: string[]) =>
      (target = arm64!) =>
        chooseDebugger('auto', target, (extension) => installed.includes(extension));
    assert.equal(with_()(), 'gdb');
    assert.equal(with_('golang.go', 'vadimcn.vscode-lldb')(), 'gdb');
    assert.equal(with_('webfreak.debug')(), 'native-debug');
    assert.equal(with_('webfreak.debug', 'ms-vscode.cpptools')(), 'cppdbg');
    assert.equal(with_('golang.go', 'ms-vscode.cpptools')(host), 'go');
    assert.equal(
      chooseDebugger('lldb', arm64!, () => false),
      'lldb',
    );
    const versions = ['13.1', '14.2', '9.2'].map((version) => hasAdapter({ path: '/gdb', version }));
    assert.deepEqual(versions, [false, true, false]);
  });

  it('name program, socket, GDB and the first stop for every debugger', () => {
    assert.deepEqual(attachment('native-debug', asked, info), {
      type: 'gdb',
      name: 'Mine',
      request: 'attach',
      executable: '/tmp/d/program',
      cwd: '/w',
      gdbpath: '/usr/bin/gdb-multiarch',
      debugger_args: ['-iex', 'add-auto-load-safe-path /go/src/runtime', '-iex', 'set sysroot /'],
      remote: true,
      target: '/tmp/d/program.socket',
      autorun: ['tbreak main.main'],
      stopAtConnect: false,
      valuesFormatting: 'prettyPrinters',
    });
    assert.deepEqual(attachment('lldb', asked, info), {
      type: 'lldb',
      name: 'Mine',
      request: 'launch',
      cwd: '/w',
      targetCreateCommands: ['target create "/tmp/d/program"'],
      preRunCommands: ['breakpoint set --one-shot true --name main.main'],
      processCreateCommands: ['process connect --plugin gdb-remote unix-connect:///tmp/d/program.socket'],
    });
    const own = attachment('gdb', asked, info);
    assert.deepEqual([own.type, own.request, own.target], ['archway', 'attach', '/tmp/d/program.socket']);
    const setup = ['-iex', 'add-auto-load-safe-path /go/src/runtime', '-iex', 'set sysroot /'];
    const stop = ['-ex', 'tbreak main.main'];
    const command = ['/usr/bin/gdb-multiarch', '--interpreter=dap', '-q', ...setup, ...stop, '/tmp/d/program'];
    assert.deepEqual(gdbAdapter(own), command);
    assert.equal(gdbAdapter({ type: 'archway', request: 'launch' }), undefined);
  });

  it('leave building to the Go extension where Delve debugs', () => {
    const launch = delveLaunch({ ...asked, task: { ...asked.task, cwd: 'tools', args: ['-v'] } }, host!, '/w');
    const { program, cwd, mode, args, stopOnEntry } = launch;
    assert.deepEqual([program, cwd, mode, args, stopOnEntry], ['/w/tools/cmd/x', '/w/tools', 'debug', ['-v'], true]);
    assert.equal((launch.env as Record<string, string>).GOARCH, goarch);
    const tests = parseDebug({ name: 'n', test: true, run: '^TestX$' });
    const test = delveLaunch(tests, host!, '/w');
    assert.deepEqual([test.mode, test.program, test.args], ['test', '/w', ['-test.run', '^TestX$']]);
  });

  it('make GDB stop at a breakpoint, tell variables and see the end of the program', async function () {
    this.timeout(200_000);
    const folder = makeFolder({
      'go.mod': 'module example.com/m\n\ngo 1.21\n',
      'main.go': `package main

import "os"

func main() {
	word := "far"
	os.Stdout.WriteString(word)
	os.Exit(7)
}
`,
    });
    const file = join(folder, 'server.json');
    const [node, argv] = archwayArgv(['debug', '--target', 'linux/mips64le', '--server', file, '.']);
    const server = execa(node, argv, { cwd: folder, env: goTestEnv, reject: false });
    while (!existsSync(file)) await delay(50);
    const told = JSON.parse(readFileSync(file, 'utf8')) as DebugServerInfo;
    const configuration = attachment('cppdbg', asked, told);
    const gdb = new MachineInterface(configuration.miDebuggerPath as string);
    const texts = (key: string) => (configuration[key] as { text: string }[]).map(({ text }) => text);
    for (const text of texts('setupCommands')) await gdb.ask(text.startsWith('-') ? text : gdb.console(text));
    await gdb.ask(`-file-exec-and-symbols ${configuration.program}`);
    await gdb.ask('-break-insert main.go:7');
    await gdb.ask(`-target-select remote ${configuration.miDebuggerServerAddress}`);
    for (const text of texts('postRemoteConnectCommands')) await gdb.ask(gdb.console(text));
    await gdb.ask('-exec-continue');
    assert.match(await gdb.said(/^\*stopped,reason="breakpoint-hit",disp="del"/), /func="main\.main"/);
    await gdb.ask('-exec-continue');
    assert.match(await gdb.said(/^\*stopped,reason="breakpoint-hit",disp="keep"/), /line="7"/);
    assert.match(await gdb.ask('-stack-list-variables 1'), /name="word",value="\\"far\\""/);
    await gdb.ask('-exec-continue');
    await gdb.said(/^\*stopped,reason="exited",exit-code="07"/);
    await gdb.ask('-gdb-exit');
    const { exitCode, stdout } = await server;
    removeFolder(folder);
    assert.deepEqual([exitCode, stdout], [7, 'far']);
  });
});

/** GDB as editors drive it: a command a line, answered by `^` lines, and told of stops by `*` lines. */
class MachineInterface {
  readonly #process;
  readonly #lines: string[] = [];

  constructor(path: string) {
    this.#process = execa(path, ['-nx', '--interpreter=mi2'], { reject: false, env: { LC_ALL: 'C.UTF-8' } });
    createInterface({ input: this.#process.stdout }).on('line', (line) => this.#lines.push(line));
  }

  console(text: string): string {
    return `-interpreter-exec console "${text}"`;
  }

  /** The answer to a command. */
  async ask(command: string): Promise<string> {
    this.#process.stdin.write(`${command}\n`);
    const answer = await this.said(/^\^(?:done|running|connected|exit|error)/);
    assert.doesNotMatch(answer, /^\^error/, command);
    return answer;
  }

  /** The next line that matches. */
  async said(pattern: RegExp): Promise<string> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const at = this.#lines.findIndex((line) => pattern.test(line));
      if (at >= 0) return this.#lines.splice(at, 1)[0]!;
      assert.ok(Date.now() < deadline, `${pattern} in ${this.#lines.join('\n')}`);
      await delay(20);
    }
  }
}
