// archway build: what it writes, what it says, and how it fails.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseTargets } from '../platform/parse-targets.ts';
import { canLink } from '../toolchain/build.ts';
import { findProgram } from '../toolchain/find-program.ts';
import { archway, goTestEnv, makeFolder, removeFolder } from './cli-process.testing.ts';

const files = {
  'go.mod': 'module example.com/tools\n\ngo 1.21\n',
  'cmd/one/main.go': 'package main\n\nvar version = "none"\n\nfunc main() { println(version, extra) }\n',
  'cmd/one/extra.go': '//go:build extra\n\npackage main\n\nconst extra = "with extra"\n',
  'cmd/one/plain.go': '//go:build !extra\n\npackage main\n\nconst extra = "plain"\n',
  'cmd/two/main.go': 'package main\n\nfunc main() {}\n',
  'lib/lib.go': 'package lib\n\nfunc F() {}\n',
  'old/old.go': 'package old\n\nimport "syscall"\n\nfunc F() error { return syscall.Dup2(1, 2) }\n',
};

describe('archway build', function () {
  this.timeout(300_000);
  let cwd: string;
  beforeEach(() => {
    cwd = makeFolder(files);
  });
  afterEach(() => removeFolder(cwd));

  it('writes the program where the go command does, and says what it is', async () => {
    const { status, stdout } = await archway(['build', '--target', 'linux/arm64', './cmd/one'], { cwd });
    assert.equal(status, 0);
    assert.match(stdout, /^linux\/arm64: one \(\d\.\d MB, static\)$/);
    assert.ok(statSync(join(cwd, 'one')).isFile());
    const run = await archway(['run', '--target', 'linux/arm64', './cmd/one'], { cwd });
    assert.equal(run.stderr, 'none plain');
  });

  it('passes tags and linker flags on', async () => {
    const flags = ['--tags', 'extra', '--ldflags', '-X main.version=v1.2.3'];
    const run = await archway(['run', '--target=linux/arm64', ...flags, './cmd/one'], { cwd });
    assert.equal(run.stderr, 'v1.2.3 with extra');
    const goStyle = ['-tags=extra', '-ldflags', '-X main.version=v1.2.3'];
    assert.equal(
      (await archway(['run', '-target', 'linux/arm64', ...goStyle, './cmd/one'], { cwd })).stderr,
      run.stderr,
    );
  });

  it('names files in full for editors', async () => {
    const relative = await archway(['build', '--target', 'linux/arm64', './old'], { cwd });
    assert.match(relative.stderr, /^old\/old\.go:5:\d+: undefined: syscall\.Dup2$/m);
    const full = await archway(['build', '--target', 'linux/arm64', '--fullpath', './old'], { cwd });
    assert.equal(full.stderr, relative.stderr.replace('old/old.go', join(cwd, 'old', 'old.go')));
  });

  it('writes to -o: a file, or a folder', async () => {
    const file = await archway(['build', '--target', 'linux/arm64', '-o', 'bin/first', './cmd/one'], { cwd });
    assert.match(file.stdout, /^linux\/arm64: bin\/first \(/);
    const folder = await archway(['build', '--target', 'linux/arm64', '-o', 'all/', './...'], { cwd });
    assert.match(folder.stdout, /^linux\/arm64: all\/one \(.*\), all\/two \(.*\)$/);
    assert.deepEqual(readdirSync(join(cwd, 'all')).sort(), ['one', 'two']);
    assert.equal((await archway(['build', '--target', 'linux/arm64', './lib'], { cwd })).stdout, 'linux/arm64: ok');
  });

  it('builds a list of targets into folders, and prints a table', async () => {
    const args = ['build', '--target', 'linux/arm64,linux/arm/6', '-o', 'out', './cmd/one', './cmd/two'];
    const { status, stdout } = await archway(args, { cwd });
    assert.equal(status, 0);
    const lines = stdout.split('\n');
    assert.match(lines[0]!, /^target +seconds +result$/);
    assert.match(
      lines[1]!,
      /^linux\/arm64 +\d+\.\d +out\/linux_arm64\/one \(.* MB, static\), out\/linux_arm64\/two \(/,
    );
    assert.match(lines[2]!, /^linux\/arm\/6 +\d+\.\d +out\/linux_arm_6\/one \(/);
    assert.ok(existsSync(join(cwd, 'out/linux_arm_6/two')));
  });

  it('goes on after a target that fails, and ends with status 1', async () => {
    const args = ['build', '--target', 'linux/arm64,linux/mips,android/arm', './old', './cmd/two'];
    const { status, stdout, stderr } = await archway(args, { cwd });
    assert.equal(status, 1);
    assert.match(stderr, /^# linux\/arm64\n# example\.com\/tools\/old\nold\/old\.go:5:\d+: undefined: syscall\.Dup2$/m);
    const [, ...rows] = stdout.split('\n');
    assert.match(rows[0]!, /^linux\/arm64 +\S+ +failed: old\/old\.go:5:\d+: undefined: syscall\.Dup2$/);
    assert.match(rows[1]!, /^linux\/mips +\S+ +ok$/);
    assert.match(rows[2]!, /^android\/arm +\S+ +skipped: .*--cgo/);
    assert.ok(!existsSync(join(cwd, 'two')));
  });

  it('fills in the placeholders of -o', async () => {
    const output = `dist/one-\${goos}-\${goarch}\${level}`;
    const args = ['build', '--target', 'linux/arm64,linux/arm/6', '-o', output, './cmd/one'];
    const { status, stdout } = await archway(args, { cwd });
    assert.equal(status, 0);
    assert.match(stdout, /^linux\/arm64 .* dist\/one-linux-arm64 \(.*\nlinux\/arm\/6 .* dist\/one-linux-arm6 \(/m);
    const one = await archway(['build', '--target', 'linux/arm/6', '-o', `\${target}/`, './cmd/one'], { cwd });
    assert.match(one.stdout, /^linux\/arm\/6: linux_arm_6\/one \(/);
  });

  it('refuses a placeholder that there is none of, and a path that is the same for two targets', async () => {
    const build = (targets: string, output: string) =>
      archway(['build', '--target', targets, '-o', output, './cmd/one'], { cwd });
    const unknown = await build('linux/arm64', `bin/\${arch}`);
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /^archway: unknown placeholder \$\{arch\} in the output path; there are \$\{goos\}, /);
    const same = await build('linux/arm64,linux/arm', `bin/\${goos}/`);
    assert.equal(same.status, 2);
    assert.match(same.stderr, /the path bin\/\$\{goos\}\/ is the same for linux\/arm64 and linux\/arm;/);
    assert.ok(!existsSync(join(cwd, 'bin')));
  });

  it('ends with status 1 and the words of the go command where the build fails', async () => {
    const { status, stdout, stderr } = await archway(['build', '--target', 'linux/arm64', './old'], { cwd });
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /undefined: syscall\.Dup2/);
  });

  it('ends with status 2 for a target that is none, several targets where one is taken, and no target', async () => {
    const typo = await archway(['build', '--target', 'linux/aarch64', './cmd/one'], { cwd });
    assert.equal(typo.status, 2);
    assert.match(typo.stderr, /^archway: unknown target linux\/aarch64; did you mean linux\/arm64\?$/);
    const several = await archway(['run', '--target', 'linux', './cmd/one'], { cwd });
    assert.equal(several.status, 2);
    assert.match(several.stderr, /^archway: run takes one target, not 13$/);
    assert.equal((await archway(['test', './cmd/one'], { cwd })).status, 2);
  });

  it('refuses to run a package that is no program, and a program nothing here runs', async () => {
    const library = await archway(['run', '--target', 'linux/arm64', './lib'], { cwd });
    assert.deepEqual(library, { status: 2, stdout: '', stderr: 'archway: ./lib is not a main package' });
    const foreign = await archway(['run', '--target', 'windows/arm64', './cmd/one'], { cwd });
    assert.equal(foreign.status, 2);
    assert.match(foreign.stderr, /^archway: nothing on this machine runs windows\/arm64 programs/);
  });

  it('finds out that GOFLAGS made something else of the program', async () => {
    const wrapper = join(cwd, 'toolexec');
    mkdirSync(wrapper);
    // A go command that builds for the wrong architecture.
    const go = findProgram(['go'], process.env)!;
    writeFileSync(join(wrapper, 'go'), `#!/bin/sh\n[ "$1" = build ] && export GOARCH=arm\nexec ${go} "$@"\n`);
    chmodSync(join(wrapper, 'go'), 0o755);
    const env = { PATH: `${wrapper}:${process.env.PATH}` };
    for (const command of ['build', 'run']) {
      const { status, stderr } = await archway([command, '--target', 'linux/arm64', './cmd/one'], { cwd, env });
      assert.equal(status, 2);
      assert.match(stderr, /^archway: \S*one is not a linux\/arm64 program/);
    }
  });

  it('knows which ports only a C compiler links', () => {
    const env = { ...process.env, ...goTestEnv, CGO_ENABLED: '0' };
    for (const target of parseTargets('android,ios,linux/arm64,freebsd/arm')) {
      const task = ['build', '-n', '-o', '/dev/null', './cmd/one'];
      const build = () =>
        execFileSync('go', task, { cwd, env: { ...env, GOOS: target.goos, GOARCH: target.goarch }, stdio: 'pipe' });
      if (canLink(target)) build();
      else assert.throws(build, /requires external \(cgo\) linking/);
    }
  });
});

describe('missing tools', function () {
  this.timeout(300_000);
  let cwd: string;
  let bin: string;
  before(() => {
    cwd = makeFolder(files);
    bin = join(cwd, 'bin');
    mkdirSync(bin);
  });
  after(() => removeFolder(cwd));

  const install = /(Install it with: (sudo )?(apt-get|dnf|apk) |https:)/;

  for (const command of ['build', 'run', 'test']) {
    it(`${command} without Go says so, and how to get it`, async () => {
      const { status, stderr } = await archway([command, '--target', 'linux/arm64', './cmd/one'], {
        cwd,
        env: { PATH: bin, GOROOT: '' },
      });
      assert.equal(status, 2);
      assert.match(stderr, /^archway: go is not on PATH\. /);
      assert.match(stderr, install);
    });
  }

  for (const command of ['run', 'test']) {
    it(`${command} without QEMU says so, and how to get it`, async () => {
      const goOnly = dirname(findProgram(['go'], process.env)!);
      const env = { PATH: goOnly };
      assert.equal(findProgram(['qemu-aarch64', 'qemu-aarch64-static'], env), undefined);
      const { status, stderr } = await archway([command, '--target', 'linux/arm64', './cmd/one'], { cwd, env });
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^archway: qemu-aarch64, which runs linux\/arm64 programs on this machine, is not on PATH\. /,
      );
      assert.match(stderr, install);
    });
  }

  it('finds Go in GOROOT where it is not on PATH', async () => {
    const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    const env = { PATH: bin, GOROOT: goroot };
    assert.equal((await archway(['build', '--target', 'linux/arm64', './lib'], { cwd, env })).status, 0);
  });

  it('cgo without a cross compiler says so, and with a port that has no cgo', async () => {
    symlinkSync(findProgram(['go'], process.env)!, join(bin, 'go'));
    const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    const env = { PATH: bin, GOROOT: goroot };
    const arm = await archway(['build', '--target', 'linux/arm', '--cgo', './cmd/one'], { cwd, env });
    assert.equal(arm.status, 2);
    assert.match(
      arm.stderr,
      /^archway: cgo for linux\/arm needs a C compiler \(arm-linux-gnueabihf-gcc, zig\), and none is on PATH\. /,
    );
    const list = await archway(['build', '--target', 'linux/arm,linux/ppc64', '--cgo', './cmd/one'], { cwd, env });
    assert.equal(list.status, 2);
    assert.match(list.stdout, /^linux\/arm +\S+ +not possible: cgo for linux\/arm needs/m);
    assert.match(list.stdout, /^linux\/ppc64 +\S+ +not possible: Go has no cgo for linux\/ppc64$/m);
  });

  it('a port that this release of Go does not have', async () => {
    const wrapper = makeFolder({
      go: '#!/bin/sh\ncase "$*" in version) echo go version go1.13.15 linux/amd64;; *) echo linux/amd64 linux/arm64;; esac\n',
    });
    chmodSync(join(wrapper, 'go'), 0o755);
    const env = { PATH: `${wrapper}:${process.env.PATH}` };
    const { status, stderr } = await archway(['build', '--target', 'linux/loong64', './cmd/one'], { cwd, env });
    removeFolder(wrapper);
    assert.equal(status, 2);
    assert.match(stderr, /^archway: go1\.13\.15 does not build for linux\/loong64;/);
  });

  it('a go command that does not work', async () => {
    const wrapper = makeFolder({ go: '#!/bin/sh\necho broken pipe dream >&2\nexit 1\n' });
    chmodSync(join(wrapper, 'go'), 0o755);
    const env = { PATH: `${wrapper}:${process.env.PATH}` };
    const { status, stderr } = await archway(['test', '--target', 'linux/arm64', './cmd/one'], { cwd, env });
    removeFolder(wrapper);
    assert.equal(status, 2);
    assert.match(stderr, /^archway: go .* failed: broken pipe dream$/);
  });
});
