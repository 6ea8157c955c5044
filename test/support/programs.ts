// Programs of tests, built for another port and run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds every program of a module for a linux port, and vets it. @returns the folder of the programs */
export function build(dir: string, goarch: string): string {
  const out = join(dir, 'bin', goarch);
  const env = { ...process.env, GOOS: 'linux', GOARCH: goarch, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
  for (const args of [
    ['build', '-o', `${out}/`, './...'],
    ['vet', './...'],
  ]) {
    const { status, stderr } = spawnSync('go', args, { cwd: dir, env, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  }
  return out;
}

/** Runs a program for a linux port: natively where the machine can, else under QEMU. */
export function run(program: string, goarch: string) {
  const emulate = goarch !== '386' || !['x64', 'ia32'].includes(process.arch);
  const [command, args] = emulate ? [`qemu-${goarch.replace('386', 'i386')}-static`, [program]] : [program, []];
  return spawnSync(command, args, { encoding: 'utf8' });
}
