// GDB's own debug adapter, started and spoken with as VS Code does for the configuration that it gets from us.
import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { PassThrough } from 'node:stream';
import { execa } from 'execa';
import { newerGdb } from '../../../scripts/support/newer-gdb.ts';
import { archwayArgv } from '../../cli/cli-process.testing.ts';
import { breakpointLine } from '../../cli/debugged-program.testing.ts';
import { runGdbAdapter } from '../../toolchain/gdb-adapter.ts';
import { AdapterClient } from './adapter-client.testing.ts';
import { parseDebug } from './debug-definition.ts';
import { type Debuggee, withDebuggee } from './debuggee.testing.ts';
import { attachment, gdbAdapter, hasAdapter } from './debuggers.ts';

describe("GDB's own debug adapter", function () {
  this.timeout(300_000);
  let path: string;
  before(function () {
    try {
      path = `${newerGdb()}${delimiter}${process.env.PATH}`;
    } catch (error) {
      console.log(`      left out: ${(error as Error).message}`);
      this.skip();
    }
  });

  const session = (target: string, use: (debuggee: Debuggee) => Promise<void>) =>
    withDebuggee(target, { PATH: path }, use);

  // loong64 is the port that GDB 13 of Debian 12 does not know.
  for (const goarch of ['arm64', 'mips64le', 's390x', 'loong64']) {
    it(`stops at a breakpoint, shows the stack and variables, steps and sees the end on linux/${goarch}`, async () => {
      await session(`linux/${goarch}`, async ({ info, file, ended }) => {
        assert.ok(hasAdapter(info.gdb), JSON.stringify(info.gdb));
        const configuration = attachment('gdb', parseDebug({ type: 'archway', name: 'n' }), info);
        const { client, adapter } = startAdapter(configuration);
        await client.start(configuration, file, [breakpointLine]);
        // The first that the editor hears of: the program has gone by the assembly that it starts with.
        const { reason, threadId } = await client.event('stopped');
        assert.equal(reason, 'breakpoint');
        const [top, below] = await client.frames(threadId);
        assert.deepEqual([top.name, top.line, top.source.path], ['main.join', breakpointLine, file]);
        assert.deepEqual([below.name, below.line], ['main.main', 19]);
        const { words, joined } = await client.variables(top.id);
        assert.deepEqual(await client.children(words), { '[0]': 'one', '[1]': 'two' });
        assert.deepEqual(await client.children(joined), { name: 'one+two', count: '2' });
        await client.ask('next', { threadId });
        assert.equal((await client.event('stopped')).reason, 'step');
        assert.equal((await client.frames(threadId))[0].name, 'main.main');
        await client.ask('continue', { threadId });
        assert.equal((await client.event('exited')).exitCode, 42);
        await client.event('terminated');
        await client.ask('disconnect');
        assert.equal((await adapter).exitCode, 0);
        assert.deepEqual(await ended, { exitCode: 42, stdout: 'one+two' });
      });
    });
  }

  it('stops at main.main where this is asked for, of which no breakpoint is left or shown', async () => {
    await session('linux/arm64', async ({ info, file, ended }) => {
      const asked = parseDebug({ type: 'archway', name: 'n', stopAtEntry: true });
      const configuration = attachment('gdb', asked, info);
      const { client, adapter } = startAdapter(configuration);
      await client.start(configuration, file, []);
      const { threadId } = await client.event('stopped');
      const [top] = await client.frames(threadId);
      assert.deepEqual([top.name, top.source.path], ['main.main', file]);
      // Nor is it offered to stop at the exceptions of C++ and Ada.
      const capabilities = client.messages.find(({ command }) => command === 'initialize').body;
      assert.equal(capabilities.supportsConditionalBreakpoints, true);
      assert.equal(capabilities.exceptionBreakpointFilters, undefined);
      const shown = client.messages.filter(({ event, body }) => event === 'breakpoint' && body.reason === 'new');
      assert.deepEqual(shown, []);
      await client.ask('continue', { threadId });
      await client.event('terminated');
      await client.ask('disconnect');
      await Promise.all([adapter, ended]);
    });
  });

  it('ends with GDB when the editor goes away', async () => {
    await session('linux/arm64', async ({ info, file }) => {
      const configuration = attachment('gdb', parseDebug({ type: 'archway', name: 'n' }), info);
      const { client, adapter } = startAdapter(configuration);
      await client.start(configuration, file, [breakpointLine]);
      await client.event('stopped');
      adapter.stdin.end();
      assert.equal((await adapter).exitCode, 0);
    });
  });

  it('lets the program go on once all breakpoints are set also with GDB 14 and 15, which attach before that', async () => {
    // The order of their messages: attached and stopped at once, configured later.
    const gdb = `
      const send = (message) => {
        const text = JSON.stringify(message);
        process.stdout.write('Content-Length: ' + text.length + '\\r\\n\\r\\n' + text);
      };
      process.stdin.on('data', (chunk) => {
        for (const text of String(chunk).split(/Content-Length: \\d+\\r\\n\\r\\n/).filter(Boolean)) {
          const { seq, command, arguments: { threadId } } = JSON.parse(text);
          send({ type: 'response', request_seq: seq, command, success: true });
          if (command === 'attach') send({ type: 'event', event: 'stopped', body: { reason: 'signal', threadId: 1 } });
          if (command === 'continue') send({ type: 'event', event: 'stopped', body: { reason: 'breakpoint', threadId } });
          if (command === 'disconnect') process.exit();
        }
      });`;
    const [input, output] = [new PassThrough(), new PassThrough()];
    const client = new AdapterClient(output, input);
    const task = { argv: [process.execPath, '-e', gdb] as const, env: {}, cwd: '/' };
    const running = runGdbAdapter(task, input, output, { env: process.env });
    for (const command of ['initialize', 'attach', 'setBreakpoints', 'configurationDone']) await client.ask(command);
    assert.deepEqual(await client.event('stopped'), { reason: 'breakpoint', threadId: 1 });
    const answered = client.messages.flatMap(({ command }) => command ?? []);
    assert.deepEqual(answered, ['initialize', 'attach', 'setBreakpoints', 'configurationDone']);
    await client.ask('disconnect');
    assert.equal((await running).status, 0);
  });

  function startAdapter(configuration: Readonly<Record<string, unknown>>) {
    const [node, argv] = archwayArgv(['gdb-adapter', '--', ...gdbAdapter(configuration)!]);
    const adapter = execa(node, argv, { buffer: false, reject: false });
    return { client: new AdapterClient(adapter.stdout, adapter.stdin), adapter };
  }
});
