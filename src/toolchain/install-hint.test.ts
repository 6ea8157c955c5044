// The install commands by system.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, removeFolder } from '../cli/cli-process.testing.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import type { Target } from '../platform/target.ts';
import { installCommand, type System, type Tool, thisSystem } from './install-hint.ts';

const [arm64, mips64le, loong64] = parseTargets('linux/arm64,linux/mips64le,linux/loong64') as [Target, Target, Target];

describe('install hints', () => {
  let folder: string;
  before(() => {
    folder = makeFolder({});
  });
  after(() => removeFolder(folder));

  function system(osRelease: string): System {
    const file = join(folder, 'os-release');
    writeFileSync(file, osRelease);
    return { ...thisSystem(file), needsSudo: false };
  }

  it('reads the distribution, quoted or not, and what it is like', () => {
    assert.deepEqual(system('PRETTY_NAME="Debian"\nVERSION_ID="12"\nID=debian\n'), {
      packageManager: 'apt',
      distribution: 'debian',
      release: '12',
      needsSudo: false,
    });
    assert.equal(system("ID='rocky'\nID_LIKE='rhel centos fedora'\n").packageManager, 'dnf');
    assert.equal(system('ID=alpine\nVERSION_ID=3.20.1\n').packageManager, 'apk');
    assert.equal(system('ID=plan9\n').packageManager, undefined);
    assert.equal(system('').packageManager, undefined);
    assert.equal(thisSystem(join(folder, 'none')).packageManager, undefined);
  });

  it('gives the command for each system, or none', () => {
    const debian = system('ID=debian\nVERSION_ID=12\n');
    const fedora = system('ID=fedora\nVERSION_ID=41\n');
    const alpine = system('ID=alpine\n');
    assert.equal(installCommand({ kind: 'go' }, debian), 'apt-get install -y golang-go');
    assert.equal(installCommand({ kind: 'go' }, { ...fedora, needsSudo: true }), 'sudo dnf install -y golang');
    assert.equal(installCommand({ kind: 'qemu', target: mips64le }, debian), 'apt-get install -y qemu-user-static');
    assert.equal(installCommand({ kind: 'qemu', target: mips64le }, alpine), 'apk add qemu-mips64el');
    assert.equal(
      installCommand({ kind: 'c-compiler', target: mips64le }, debian),
      'apt-get install -y gcc-mips64el-linux-gnuabi64 libc6-dev-mips64el-cross',
    );
    // These have no C library for other architectures, and zig brings them all.
    assert.equal(installCommand({ kind: 'c-compiler', target: arm64 }, fedora), 'dnf install -y zig');
    assert.equal(installCommand({ kind: 'c-compiler', target: arm64 }, alpine), 'apk add zig');
    assert.equal(installCommand({ kind: 'ssh' }, debian), 'apt-get install -y openssh-client');
    assert.equal(installCommand({ kind: 'gdb' }, debian), 'apt-get install -y gdb-multiarch');
    assert.equal(installCommand({ kind: 'gdb' }, fedora), 'dnf install -y gdb');
    assert.equal(installCommand({ kind: 'gdb' }, alpine), 'apk add gdb-multiarch');
    assert.equal(installCommand({ kind: 'go' }, system('ID=plan9\n')), undefined);
  });

  it('does not name the LoongArch compiler on a Debian that has none', () => {
    const tool = { kind: 'c-compiler', target: loong64 } as const;
    assert.equal(installCommand(tool, system('ID=debian\nVERSION_ID=12\n')), undefined);
    assert.equal(
      installCommand(tool, system('ID=debian\nVERSION_ID=13\n')),
      'apt-get install -y gcc-loongarch64-linux-gnu libc6-dev-loong64-cross',
    );
  });

  it('names packages that Debian has', function () {
    const here = { ...thisSystem(), needsSudo: false };
    const known = new Set(
      spawnSync('apt-cache', ['pkgnames'], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout?.split('\n'),
    );
    // A system without package lists knows only what is installed.
    if (here.distribution !== 'debian' || known.size < 10_000) this.skip();
    const crossTargets = parseTargets('linux', { cgo: true }).filter(({ cgo, goarch }) => cgo && goarch !== 'amd64');
    const tools: Tool[] = [
      { kind: 'go' },
      { kind: 'gdb' },
      { kind: 'host-c-compiler' },
      ...crossTargets.flatMap((target): Tool[] => [
        { kind: 'qemu', target },
        { kind: 'c-compiler', target },
      ]),
    ];
    const packages = tools.flatMap((tool) => installCommand(tool, here)?.split(' ').slice(3) ?? []);
    assert.deepEqual(
      packages.filter((name) => !known.has(name)),
      [],
    );
  });
});
