// ELF headers of real programs, and of files that are none.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { goTestEnv, makeFolder, removeFolder } from '../cli/cli-process.testing.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import type { Target } from '../platform/target.ts';
import { targetEnv } from './build.ts';
import { describeElf, isBuiltFor, readElf } from './elf.ts';

describe('ELF', function () {
  this.timeout(300_000);
  const targets = parseTargets('linux,freebsd/arm64');
  const programs = new Map<Target, string>();
  let folder: string;
  before(() => {
    folder = makeFolder({
      'go.mod': 'module example.com/m\n\ngo 1.21\n',
      'main.go': 'package main\n\nfunc main() {}\n',
    });
    for (const target of targets) {
      const program = join(folder, `${target.goos}-${target.goarch}`);
      const env = { ...process.env, ...goTestEnv, ...targetEnv(target) };
      execFileSync('go', ['build', '-o', program, '.'], { cwd: folder, env });
      programs.set(target, program);
    }
  });
  after(() => removeFolder(folder));

  it('tells the programs of all targets apart', () => {
    const alike = targets.filter(({ goos }) => goos === 'linux');
    for (const [built, program] of programs) {
      const elf = readElf(program)!;
      const fitting = alike.filter((target) => isBuiltFor(elf, target)).map(({ goarch }) => goarch);
      assert.deepEqual(fitting, [built.goarch]);
      assert.equal(elf.interpreter, undefined);
    }
  });

  it('tells floating point and calling conventions apart, where the file says what it has', () => {
    const flagged = (goarch: string, flags: number) => {
      const [target, program] = [...programs].find(([one]) => one.goos === 'linux' && one.goarch === goarch)!;
      const bytes = readFileSync(program);
      const elf = readElf(program)!;
      const at = elf.bits === 64 ? 48 : 36;
      if (elf.endianness === 'little') bytes.writeUInt32LE(flags, at);
      else bytes.writeUInt32BE(flags, at);
      const file = join(folder, 'flagged');
      writeFileSync(file, bytes);
      return { elf: readElf(file)!, target };
    };
    // What arm-linux-gnueabihf-gcc and arm-linux-gnueabi-gcc write, and the two ABIs of 64-bit POWER.
    const hard = flagged('arm', 0x5000400);
    const soft = flagged('arm', 0x5000200);
    const [v5] = parseTargets('linux/arm/5');
    assert.deepEqual(
      [hard, soft].map(({ elf, target }) => [isBuiltFor(elf, target), isBuiltFor(elf, v5!)]),
      [
        [true, false],
        [false, true],
      ],
    );
    const fits = ({ elf, target }: typeof hard) => isBuiltFor(elf, target);
    assert.deepEqual(
      [1, 2].map((abi) => fits(flagged('ppc64', abi))),
      [true, false],
    );
    assert.deepEqual(
      [1, 2].map((abi) => fits(flagged('ppc64le', abi))),
      [false, true],
    );
    assert.equal(describeElf(flagged('ppc64', 1).elf), 'ELF64 MSB, PowerPC64');
  });

  it('names the loader of a dynamic program', () => {
    assert.match(readElf('/usr/bin/env')?.interpreter ?? '', /^\/lib.*\/ld-.*\.so/);
  });

  it('takes anything for a file that is no ELF file or a cut one, and never throws', () => {
    const file = join(folder, 'hostile');
    const whole = readFileSync(programs.get(targets[0]!)!).subarray(0, 512);
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      // A real header with some bytes changed or cut off.
      fc.tuple(fc.dictionary(fc.nat(200).map(String), fc.nat(255)), fc.nat(512)).map(([changes, length]) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of Object.entries(changes)) bytes[Number(at)] = value;
        return bytes.subarray(0, length);
      }),
    );
    fc.assert(
      fc.property(hostile, (bytes) => {
        writeFileSync(file, bytes);
        const elf = readElf(file);
        return elf === undefined || elf.interpreter === undefined || elf.interpreter.length <= 4096;
      }),
      { numRuns: 300 },
    );
    writeFileSync(file, whole.subarray(0, 60));
    assert.equal(readElf(file), undefined);
    writeFileSync(file, '');
    assert.equal(readElf(file), undefined);
  });
});
