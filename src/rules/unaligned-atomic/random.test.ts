// Random programs, run on 386 and under QEMU on arm and mips: what panics is found, and nothing else.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { randomAtomicProgram } from '../../../test/support/random-atomics.ts';
import { randomNumbers } from '../../../test/support/sample.ts';
import { folderWith } from '../../../test/support/temporary.ts';

const seed = Number(process.env.ARCHWAY_SEED ?? 1);
const count = Number(process.env.ARCHWAY_PROGRAMS ?? (process.env.ARCHWAY_ORACLE === 'all' ? 2_000 : 300));

/** So many of them make a package. */
const PACKAGE_SIZE = 100;

/** The cases of a package, by name. */
function casesFile(packageName: string, names: readonly string[]): string {
  const cases = names.map((name) => `\t"${name}": ${name},`).join('\n');
  return `package ${packageName}

var used = []string{"x"}

var Cases = map[string]func(){
${cases}
}
`;
}

/** Runs every case, and prints the names of those that panic for their alignment. */
function main(packages: readonly string[]): string {
  return `package main

import (
	"fmt"
	"strings"

${packages.map((name) => `\t"example.org/random/${name}"`).join('\n')}
)

func panics(f func()) (found bool) {
	defer func() {
		problem := recover()
		found = problem != nil
		if found && !strings.Contains(fmt.Sprint(problem), "unaligned 64-bit atomic operation") {
			panic(problem)
		}
	}()
	f()
	return false
}

func main() {
	for _, cases := range []map[string]func(){${packages.map((name) => `${name}.Cases`).join(', ')}} {
		for name, run := range cases {
			if panics(run) {
				fmt.Println(name)
			}
		}
	}
}
`;
}

/** The cases that panic on a port. */
function panicking(dir: string, goarch: string): string[] {
  const program = join(dir, 'bin', goarch);
  const env = { ...process.env, GOOS: 'linux', GOARCH: goarch, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
  const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: dir, env, encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);
  const isNative = goarch === '386' && ['x64', 'ia32'].includes(process.arch);
  const [command, args] = isNative ? [program, []] : [`qemu-${goarch.replace('386', 'i386')}-static`, [program]];
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim().split('\n').filter(Boolean).sort();
}

describe('unaligned-atomic in random programs', function () {
  this.timeout(1_200_000);

  it(`finds those of ${count} that panic, and no other`, async () => {
    const random = randomNumbers(seed);
    const names = Array.from({ length: count }, (_, i) => `Case${i}`);
    const files: Record<string, string> = { 'go.mod': 'module example.org/random\n\ngo 1.23\n' };
    const packages: string[] = [];
    for (let i = 0; i < count; i += PACKAGE_SIZE) {
      const own = names.slice(i, i + PACKAGE_SIZE);
      const packageName = `p${i}`;
      packages.push(packageName);
      files[`${packageName}/cases.go`] = casesFile(packageName, own);
      for (const name of own) {
        const path = `example.org/random/${packageName}/library`;
        const { text, library } = randomAtomicProgram(packageName, name, path, random);
        files[`${packageName}/${name}.go`] = text;
        if (library !== undefined) files[`${packageName}/library/${name}.go`] = library;
      }
    }
    const dir = folderWith({ ...files, 'main.go': main(packages) });
    const { findings } = await checkFolder(dir, 'linux/386,linux/arm,linux/mips,linux/amd64');
    assert.deepEqual(
      findings.filter(({ rule }) => rule !== 'unaligned-atomic').map(({ file, message }) => [file, message]),
      [],
    );
    for (const goarch of ['386', 'arm', 'mips']) {
      // What a library does with the pointers it is handed is judged where they come from.
      const found = findings.filter(
        (one) => one.targets.includes(`linux/${goarch}`) && !one.package.endsWith('/library'),
      );
      const reported = [...new Set(found.map(({ file }) => basename(file, '.go')))].sort();
      const wanted = panicking(dir, goarch);
      assert.deepEqual(
        {
          missed: wanted.filter((name) => !reported.includes(name)),
          wrong: reported.filter((name) => !wanted.includes(name)),
        },
        { missed: [], wrong: [] },
        `${dir} ${goarch}`,
      );
    }
  });
});
