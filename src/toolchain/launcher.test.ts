// What starts a target's programs, and that the emulated processor is the one of the target's level.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { goTestEnv, makeFolder, removeFolder } from '../cli/cli-process.testing.ts';
import { levelVariable } from '../platform/levels.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import type { Target } from '../platform/target.ts';
import { findBinfmtHandler } from './binfmt.ts';
import { targetEnv } from './build.ts';
import { findLauncher } from './launcher.ts';
import { runTask } from './process.ts';
import { emulatedProcessor, findQemu } from './qemu.ts';
import { runProgramTask } from './run.ts';
import type { Task } from './task.ts';
import { execFlag } from './test.ts';

const one = (name: string): Target => parseTargets(name)[0]!;

const files = {
  'go.mod': 'module example.com/m\n\ngo 1.21\n',
  // Square roots and vectors of bits: floating point and bit instructions that not every level has.
  'main.go': `package main

import (
	"math"
	"math/bits"
	"os"
	"strconv"
	"sync/atomic"
)

var counter atomic.Int64

func main() {
	n := float64(len(os.Args)) + float64(counter.Add(1)) - 1
	os.Stdout.WriteString(strconv.FormatFloat(math.FMA(n, 2, math.Sqrt(n)), 'f', 1, 64))
	os.Stdout.WriteString(" " + strconv.Itoa(bits.OnesCount64(uint64(n)+6)))
}
`,
  'word_test.go': 'package main\n\nimport "testing"\n\nfunc TestNothing(t *testing.T) {}\n',
};

describe('launchers', function () {
  this.timeout(300_000);
  let folder: string;
  before(() => {
    folder = makeFolder(files);
  });
  after(() => removeFolder(folder));

  function build(target: Target): string {
    const program = join(folder, 'program');
    const env = { ...process.env, ...goTestEnv, ...targetEnv(target) };
    execFileSync('go', ['build', '-o', program, '.'], { cwd: folder, env });
    return program;
  }

  const { QEMU_CPU: _, QEMU_LD_PREFIX: __, ...env } = process.env;
  const run = (target: Target, program: string) =>
    runTask(runProgramTask(findLauncher(target, env), program, [], folder), { env, stdout: 'capture' });

  for (const name of [
    'arm/5',
    'arm/6',
    'mips/softfloat',
    'mips64le/softfloat',
    'ppc64le/power10',
    'riscv64/rva23u64',
  ]) {
    it(`runs a program for linux/${name}`, async () => {
      const target = one(`linux/${name}`);
      const { status, stdout } = await run(target, build(target));
      assert.deepEqual([status, stdout], [0, '3.0 3']);
    });
  }

  it('runs soft float targets without floating point instructions: a hard float program dies of one', async () => {
    const { status, endedBy } = await run(one('linux/mips/softfloat'), build(one('linux/mips')));
    assert.deepEqual([status, endedBy], [132, 'SIGILL']);
  });

  it('runs a level on a processor without the next level: a POWER10 program dies on POWER9', async () => {
    const { endedBy } = await run(one('linux/ppc64le/power9'), build(one('linux/ppc64le/power10')));
    assert.equal(endedBy, 'SIGILL');
  });

  // A level, and a processor of the level below it, which a program that is built for the level must not run on.
  for (const [goarch, level, lower] of [
    ['amd64', 'v2', 'Opteron_G1'],
    ['amd64', 'v3', 'Nehalem'],
    ['arm', '7', 'arm1176'],
    ['arm', '6', 'arm926'],
    ['arm64', 'v8.0,lse', 'cortex-a53'],
    ['arm64', 'v8.1', 'cortex-a53'],
    ['mips', 'hardfloat', '24Kc'],
    ['mips64le', 'hardfloat', '5Kc'],
    ['ppc64', 'power9', 'power8'],
    ['ppc64le', 'power10', 'power9'],
    ['riscv64', 'rva22u64', 'sifive-u54'],
    ['riscv64', 'rva23u64', 'rv64'],
  ] as const) {
    it(`runs a program for ${goarch}/${level} on its processor, and not on ${lower}`, async () => {
      const target: Target = { ...one(`linux/${goarch}`), levels: { [levelVariable(goarch)!.name]: level } };
      const program = build(target);
      const on = (cpu: string | undefined) => {
        const task: Task = {
          argv: [findQemu(target, env)!, program],
          env: cpu === undefined ? {} : { QEMU_CPU: cpu },
          cwd: folder,
        };
        return runTask(task, { env, stdout: 'capture', stderr: 'capture' });
      };
      const good = await on(emulatedProcessor(target));
      assert.deepEqual([good.status, good.stdout], [0, '3.0 3'], good.stderr);
      const bad = await on(lower);
      // Go's own check on amd64 and arm, an instruction that is not there elsewhere.
      const refused = /can only be run on AMD64 processors|no floating point hardware|needs? ARMv/;
      assert.ok(bad.endedBy === 'SIGILL' || refused.test(bad.stderr), `${bad.status} ${bad.endedBy} ${bad.stderr}`);
    });
  }

  it("leaves the user's QEMU_CPU alone", () => {
    assert.deepEqual(findLauncher(one('linux/arm/5'), { ...env, QEMU_CPU: 'max' }).env, {});
  });

  it('finds QEMU under both of its names, without -static first', () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync('/bin/true', join(bin, 'qemu-s390x-static'));
    const target = one('linux/s390x');
    assert.deepEqual(findLauncher(target, { PATH: `/nowhere:${bin}` }).argv, [join(bin, 'qemu-s390x-static')]);
    symlinkSync('/bin/true', join(bin, 'qemu-s390x'));
    assert.deepEqual(findLauncher(target, { PATH: bin }).argv, [join(bin, 'qemu-s390x')]);
  });

  it('says what is missing, and that some ports run nowhere here', () => {
    const target = one('linux/s390x');
    assert.throws(
      () => findLauncher(target, { PATH: '/nowhere' }),
      /qemu-s390x, which runs linux\/s390x .* not on PATH/,
    );
    assert.throws(() => findLauncher(one('windows/arm64'), env), /nothing on this machine runs windows\/arm64/);
    assert.throws(() => findLauncher(target, env, '/lib/no-such-loader.so.1'), /no-such-loader.*--static/);
  });

  it('reads a registration of binfmt_misc', () => {
    const registered = makeFolder({
      'qemu-aarch64': 'enabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: OCF\noffset 0\nmagic 7f454c46\n',
      'qemu-arm': 'disabled\ninterpreter /usr/bin/qemu-arm-static\nflags: \noffset 0\nmagic 7f454c46\n',
    });
    const expected = { name: 'qemu-aarch64', interpreter: '/usr/bin/qemu-aarch64-static', fixed: true };
    assert.deepEqual(findBinfmtHandler(one('linux/arm64'), registered), expected);
    assert.equal(findBinfmtHandler(one('linux/arm'), registered), undefined);
    assert.equal(findBinfmtHandler(one('linux/mips'), registered), undefined);
    removeFolder(registered);
  });

  for (const name of ['a b', "it's", 'ü 架 "x"']) {
    it(`quotes ${JSON.stringify(name)} as the go command understands it`, () => {
      const wrapper = join(folder, name);
      const script = makeFolder({ run: '#!/bin/sh\n[ "$1" = "two words" ] && shift && exec "$@"\n' });
      chmodSync(join(script, 'run'), 0o755);
      symlinkSync(join(script, 'run'), wrapper);
      const args = ['test', '-count=1', '-exec', execFlag([wrapper, 'two words']), '.'];
      const output = execFileSync('go', args, { cwd: folder, env: { ...process.env, ...goTestEnv }, encoding: 'utf8' });
      assert.match(output, /^ok /);
      removeFolder(script);
    });
  }

  it('refuses a path it cannot quote', () => {
    assert.throws(() => execFlag([`/a "b" and 'c'/qemu`]), /both kinds of quotes/);
  });
});
