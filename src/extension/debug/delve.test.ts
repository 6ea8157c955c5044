// Delve as the Go extension drives it, with the configuration that this extension gets from us.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { type Delve, installedDelve } from '../../../scripts/support/delve.ts';
import { goTestEnv, makeFolder, removeFolder } from '../../cli/cli-process.testing.ts';
import { breakpointLine } from '../../cli/debugged-program.testing.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import { ports } from '../../platform/ports.ts';
import { delveSupports } from '../../toolchain/delve.ts';
import { hostPort } from '../../toolchain/host.ts';
import { AdapterClient } from './adapter-client.testing.ts';
import { parseDebug } from './debug-definition.ts';
import { debuggeeFiles } from './debuggee.testing.ts';
import { delveLaunch } from './debuggers.ts';

const { goos, goarch } = hostPort();
const [host] = parseTargets(`${goos}/${goarch}`);

describe('Delve', function () {
  this.timeout(600_000);
  let delve: Delve;
  let folder: string;
  before(async function () {
    folder = makeFolder(debuggeeFiles);
    if (!delveSupports(hostPort())) return this.skip();
    try {
      delve = await installedDelve();
    } catch (error) {
      console.log(`      left out: ${(error as Error).message}`);
      this.skip();
    }
  });
  after(() => removeFolder(folder));

  it('supports the ports that its own sources name', async () => {
    const package_ = join(delve.sources, 'pkg/proc/native');
    // To the go command android is a linux, and ios a darwin.
    for (const port of ports.filter((one) => one.goos !== 'android' && one.goos !== 'ios')) {
      const env = { ...goTestEnv, GOFLAGS: '-mod=mod', GOOS: port.goos, GOARCH: port.goarch, CGO_ENABLED: '1' };
      const { stdout } = await execa('go', ['list', '-e', '-f', '{{.GoFiles}} {{.CgoFiles}}', '.'], {
        cwd: package_,
        env,
      });
      const isSupported = !stdout.includes('support_sentinel');
      assert.equal(delveSupports(port), isSupported, `${port.goos}/${port.goarch}: ${stdout}`);
    }
  });

  it("debugs a program of this machine's own port", async () => {
    const configuration = delveLaunch(parseDebug({ type: 'archway', name: 'n', args: ['one', 'two'] }), host!, folder);
    const said = await session(configuration, async (client, threadId) => {
      const [top, below] = await client.frames(threadId);
      assert.deepEqual([top.name, top.line], ['main.join', breakpointLine]);
      assert.deepEqual([below.name, below.line], ['main.main', 19]);
      const { words, joined } = await client.variables(top.id);
      assert.deepEqual(await client.children(words), { '[0]': '"one"', '[1]': '"two"' });
      assert.deepEqual(await client.children(joined), { name: '"one+two"', count: '2' });
      await client.ask('continue', { threadId });
      await client.event('terminated');
    });
    assert.match(said, /one\+two.*has exited with status 42/s);
  });

  it('debugs the tests of a package, only those that are asked for', async () => {
    const asked = parseDebug({ type: 'archway', name: 'n', test: true, run: '^TestJoin$' });
    const said = await session(delveLaunch(asked, host!, folder), async (client, threadId) => {
      const [, below] = await client.frames(threadId);
      assert.match(below.name, /debugged\.TestJoin$/);
      await client.ask('continue', { threadId });
      await client.event('terminated');
    });
    assert.match(said, /^PASS.*has exited with status 0/ms);
  });

  /**
   * A session as the Go extension has it: dlv in the package's folder, with the variables of the configuration, and on a port of
   * its choice. Gives what the program and Delve said.
   */
  async function session(
    configuration: Readonly<Record<string, unknown>>,
    use: (client: AdapterClient, threadId: number) => Promise<void>,
  ): Promise<string> {
    const env = { ...goTestEnv, ...(configuration.env as Record<string, string>) };
    const dap = execa(delve.program, ['dap', '--listen=127.0.0.1:0'], { cwd: folder, env, reject: false });
    const lines = createInterface({ input: dap.stdout });
    const address = await new Promise<string>((resolve) => {
      lines.on('line', (line) => {
        const at = /listening at: (\S+)/.exec(line)?.[1];
        if (at !== undefined) resolve(at);
      });
    });
    const [name, port] = address.split(':');
    const socket = connect(Number(port), name);
    const client = new AdapterClient(socket, socket);
    try {
      await client.start(configuration, join(folder, 'main.go'), [breakpointLine]);
      const { reason, threadId } = await client.event('stopped');
      assert.equal(reason, 'breakpoint');
      await use(client, threadId);
      await client.ask('disconnect', { terminateDebuggee: true });
      // It serves one session.
      return (await dap).stdout + client.output();
    } finally {
      dap.kill();
    }
  }
});
