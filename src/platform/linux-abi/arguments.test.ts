// Where parameters of 64 bits lie, against the calls that golang.org/x/sys/unix makes on 32-bit architectures.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argumentSlots, widePrototype } from './arguments.ts';

const module = 'golang.org/x/sys@v0.49.0';

/** What a call of package unix gives for each parameter: `fd`, `offset low`, `offset high`; `0` for nothing. */
function argumentsIn(line: string): string[] {
  const [, list] = /SYS_\w+, (.*)\)$/.exec(line)!;
  return list!.split(', ').map((argument) => {
    if (argument === '0') return '0';
    const [, name, shift] = /(\w+)(>>32)?\)*$/.exec(argument)!;
    return shift ? `${name} high` : name!;
  });
}

describe('arguments of system calls on 32-bit architectures', () => {
  const { Dir } = JSON.parse(
    execFileSync('go', ['mod', 'download', '-json', module], { cwd: tmpdir(), encoding: 'utf8' }),
  );
  for (const goarch of ['386', 'arm', 'mips', 'mipsle']) {
    it(`lie as golang.org/x/sys passes them on ${goarch}`, () => {
      const sources = [`zsyscall_linux_${goarch}.go`, ...(goarch === 'arm' ? ['syscall_linux_arm.go'] : [])];
      const lines = sources.flatMap((name) => readFileSync(join(Dir, 'unix', name), 'utf8').split('\n'));
      const compared = new Set<string>();
      for (const line of lines.filter((one) => one.includes('>>32'))) {
        const call = /SYS_(\w+)/.exec(line)![1]!.toLowerCase();
        const prototype = widePrototype(call);
        // Those of arm with another order of parameters have names of their own.
        if (prototype === undefined) continue;
        const slots = argumentSlots(prototype, goarch)!;
        const wide = slots.filter(({ half }) => half !== 'whole').map(({ half }) => half);
        const given = argumentsIn(line);
        const halves = slots.map(({ half }, i) => {
          if (half === 'none') return given[i] === '0';
          if (half === 'high') return given[i]!.endsWith(' high');
          return !given[i]!.endsWith(' high') && given[i] !== '0';
        });
        assert.ok(halves.every(Boolean) && wide.length > 0, line);
        compared.add(call);
      }
      assert.ok(
        compared.has('pread64') && compared.has('fallocate') && compared.has('ftruncate64'),
        [...compared].join(),
      );
    });
  }
});
