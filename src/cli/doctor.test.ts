// archway doctor: what it finds here, and what it says on a machine that has nothing.
import assert from 'node:assert/strict';
import { findProgram } from '../toolchain/find-program.ts';
import { thisSystem } from '../toolchain/install-hint.ts';
import { archway, makeFolder, removeFolder } from './cli-process.testing.ts';

describe('archway doctor', function () {
  this.timeout(60_000);
  let cwd: string;
  before(() => {
    cwd = makeFolder({ 'bin/.keep': '' });
  });
  after(() => removeFolder(cwd));

  it('finds Go, QEMU and the cross compiler', async () => {
    const { status, stdout } = await archway(['doctor', '--format', 'json', '--targets', 'linux/arm64,linux/amd64'], {
      cwd,
    });
    assert.equal(status, 0);
    const report = JSON.parse(stdout);
    assert.equal(report.version, 1);
    assert.equal(report.go.program, findProgram(['go'], process.env));
    assert.match(report.go.version, /^go1\.\d+/);
    const [arm64, amd64] = report.targets;
    assert.equal(arm64.target, 'linux/arm64');
    assert.equal(arm64.goBuilds, true);
    assert.deepEqual([arm64.run.how, arm64.run.found], ['qemu', true]);
    assert.match(arm64.run.version, /^\d+\.\d+/);
    assert.deepEqual(arm64.cCompiler, { found: true, program: 'aarch64-linux-gnu-gcc' });
    assert.equal(amd64.run.how, process.arch === 'x64' ? 'native' : 'qemu');
    assert.ok(report.folders.find(({ name }: { name: string }) => name === 'GOCACHE').freeBytes > 0);
  });

  it('shows it as a table', async () => {
    const { stdout } = await archway(['doctor'], { cwd });
    assert.match(stdout, /^Go +go1\.\S+, \d+ ports \(\/.*\)$/m);
    assert.match(stdout, /^linux\/mips64le +\S*qemu-mips64el\S* \d+\.\S+ /m);
    assert.match(stdout, /^linux\/ppc64 .* Go has none/m);
  });

  it('says what is missing and how to install it, and ends with status 1', async () => {
    const env = { PATH: `${cwd}/bin`, GOROOT: '' };
    const { status, stdout } = await archway(['doctor', '--targets', 'linux/mips'], { cwd, env });
    assert.equal(status, 1);
    assert.match(stdout, /^Go +missing$/m);
    assert.match(stdout, /^linux\/mips +missing +missing/m);
    if (thisSystem().packageManager !== 'apt') return;
    assert.match(stdout, /^ {2}(sudo )?apt-get install -y golang-go$/m);
    assert.match(stdout, /^ {2}(sudo )?apt-get install -y qemu-user-static$/m);
    assert.match(stdout, /^ {2}(sudo )?apt-get install -y gcc-mips-linux-gnu libc6-dev-mips-cross$/m);
  });
});
