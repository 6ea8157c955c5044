// archway doctor: what it finds here, and what it says on a machine that has nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
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
    const { version, ...cCompiler } = arm64.cCompiler;
    assert.deepEqual(cCompiler, { found: true, program: 'aarch64-linux-gnu-gcc' });
    assert.equal(version, execFileSync('aarch64-linux-gnu-gcc', ['-dumpfullversion'], { encoding: 'utf8' }).trim());
    assert.deepEqual(
      report.containers.map(({ name }: { name: string }) => name),
      ['docker', 'buildx', 'buildah'],
    );
    assert.equal(amd64.run.how, process.arch === 'x64' ? 'native' : 'qemu');
    assert.ok(report.folders.find(({ name }: { name: string }) => name === 'GOCACHE').freeBytes > 0);
  });

  it('shows it as a table', async () => {
    const { stdout } = await archway(['doctor'], { cwd });
    assert.match(stdout, /^Go +go1\.\S+, \d+ ports \(\/.*\)$/m);
    assert.match(stdout, /^linux\/mips64le +\S*qemu-mips64el\S* \d+\.\S+ /m);
    assert.match(stdout, /^linux\/ppc64 .* Go has none/m);
  });

  it('tells the versions of container tools, and a docker without buildx from one with it', async () => {
    const docker = (buildx: string) => `#!/bin/sh
case "$1" in
  --version) echo 'Docker version 20.10.24+dfsg1, build 297e128' ;;
  buildx) ${buildx} ;;
esac
`;
    const containers = async (buildx: string) => {
      const bin = makeFolder({ 'bin/docker': docker(buildx) });
      chmodSync(`${bin}/bin/docker`, 0o755);
      const env = { PATH: `${bin}/bin`, GOROOT: '' };
      const { stdout } = await archway(['doctor', '--format', 'json', '--targets', 'linux/386'], { cwd: bin, env });
      removeFolder(bin);
      return JSON.parse(stdout).containers.map(({ name, found, version }: Record<string, string>) =>
        [name, found, version].join(' '),
      );
    };
    const without = await containers('echo "docker: \'buildx\' is not a docker command." >&2; exit 1');
    assert.deepEqual(without, ['docker true 20.10.24+dfsg1', 'buildx false ', 'buildah false ']);
    const withIt = await containers('echo github.com/docker/buildx v0.13.1 788433953af10f2a698f5c07611dddce2e08c7a0');
    assert.equal(withIt[1], 'buildx true 0.13.1');
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
