// What debug configurations become for each debugger, and that GDB and LLDB, driven as extensions drive them, debug with it.
import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { breakpointLine } from '../../cli/debugged-program.testing.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import type { DebugServerInfo } from '../../toolchain/debug-server-info.ts';
import { findProgram } from '../../toolchain/find-program.ts';
import { hostPort } from '../../toolchain/host.ts';
import { commandLine, TaskDefinitionError } from '../task-definition.ts';
import { parseDebug } from './debug-definition.ts';
import { withDebuggee } from './debuggee.testing.ts';
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

describe('debug configurations', function () {
  this.timeout(200_000);
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

  it('make GDB stop at a breakpoint, tell variables and see the end of the program, driven as C/C++ does', async () => {
    await withDebuggee('linux/mips64le', {}, async ({ info: told, ended }) => {
      const configuration = attachment('cppdbg', asked, told);
      const gdb = new MachineInterface(configuration.miDebuggerPath as string, ['-nx']);
      const texts = (key: string) => (configuration[key] as { text: string }[]).map(({ text }) => text);
      for (const text of texts('setupCommands')) await gdb.ask(text.startsWith('-') ? text : gdb.console(text));
      await gdb.ask(`-file-exec-and-symbols ${configuration.program}`);
      await gdb.ask(`-break-insert main.go:${breakpointLine}`);
      await gdb.ask(`-target-select remote ${configuration.miDebuggerServerAddress}`);
      for (const text of texts('postRemoteConnectCommands')) await gdb.ask(gdb.console(text));
      await goThroughDebuggee(gdb);
      assert.deepEqual(await ended, { exitCode: 42, stdout: 'one+two' });
    });
  });

  it('make GDB do so driven as Native Debug does, which attaches before it sets breakpoints', async () => {
    await withDebuggee('linux/s390x', {}, async ({ info: told, file, ended }) => {
      const { gdbpath, debugger_args, executable, target, autorun } = attachment('native-debug', asked, told);
      const gdb = new MachineInterface(gdbpath as string, debugger_args as string[]);
      await gdb.ask('-gdb-set mi-async on');
      await gdb.ask(`-file-exec-and-symbols "${executable}"`);
      await gdb.ask(`-target-select remote ${target}`);
      for (const command of autorun as string[]) await gdb.ask(gdb.console(command));
      await gdb.ask(`-break-insert -f "\\"${file}\\":${breakpointLine}"`);
      await goThroughDebuggee(gdb);
      assert.deepEqual(await ended, { exitCode: 42, stdout: 'one+two' });
    });
  });

  it('make LLDB stop at a breakpoint and see the end of the program, given the commands as CodeLLDB does', async function () {
    const lldb = findProgram(['lldb'], process.env);
    if (lldb === undefined) {
      console.log('      left out: no lldb is installed');
      return this.skip();
    }
    await withDebuggee('linux/arm64', {}, async ({ info: told, ended }) => {
      const configuration = attachment('lldb', asked, told);
      const texts = (key: string) => configuration[key] as string[];
      const commands = [
        ...texts('targetCreateCommands'),
        ...texts('preRunCommands'),
        `breakpoint set --file main.go --line ${breakpointLine}`,
        ...texts('processCreateCommands'),
        'continue',
        'continue',
        'thread backtrace --count 2',
        'continue',
      ];
      const { stdout } = await execa(lldb, ['--batch', ...commands.flatMap((command) => ['-o', command])]);
      assert.match(stdout, /stop reason = one-shot breakpoint 1\n.*`main\.main at main\.go:19/, stdout);
      assert.match(stdout, /frame #0: .*`main\.join at main\.go:15\n.*frame #1: .*`main\.main at main\.go:19/, stdout);
      assert.match(stdout, /exited with status = 42/, stdout);
      assert.deepEqual(await ended, { exitCode: 42, stdout: 'one+two' });
    });
  });
});

/** From main.main, where it stops once, by the breakpoint in `join` to the end of the program of {@link withDebuggee}. */
async function goThroughDebuggee(gdb: MachineInterface): Promise<void> {
  await gdb.ask('-exec-continue');
  assert.match(await gdb.said(/^\*stopped,reason="breakpoint-hit",disp="del"/), /func="main\.main"/);
  await gdb.ask('-exec-continue');
  assert.match(await gdb.said(/^\*stopped,reason="breakpoint-hit",disp="keep"/), /func="main\.join".*line="15"/);
  assert.match(await gdb.ask('-data-evaluate-expression joined.name'), /value="\\"one\+two\\""/);
  await gdb.ask('-exec-continue');
  await gdb.said(/^\*stopped,reason="exited",exit-code="052"/);
  await gdb.ask('-gdb-exit');
}

/** GDB as editors drive it: a command a line, answered by `^` lines, and told of stops by `*` lines. */
class MachineInterface {
  readonly #process;
  readonly #lines: string[] = [];

  constructor(path: string, args: readonly string[]) {
    this.#process = execa(path, ['-q', '--interpreter=mi2', ...args], { reject: false, env: { LC_ALL: 'C.UTF-8' } });
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
