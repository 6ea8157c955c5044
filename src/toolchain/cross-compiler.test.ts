// Which C compiler is taken, by the names that distributions give it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, removeFolder } from '../cli/cli-process.testing.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import type { Target } from '../platform/target.ts';
import { findCCompiler } from './cross-compiler.ts';

const one = (name: string): Target => parseTargets(name, { cgo: true, tags: [] })[0]!;

describe('C compilers', () => {
  let folder: string;
  let bin: string;
  beforeEach(() => {
    folder = makeFolder({});
    bin = join(folder, 'bin');
    mkdirSync(bin);
  });
  afterEach(() => removeFolder(folder));

  function install(...names: string[]): void {
    for (const name of names) {
      writeFileSync(join(bin, name), '#!/bin/sh\n');
      chmodSync(join(bin, name), 0o755);
    }
  }
  const find = (target: string, env = {}, options = {}) => findCCompiler(one(target), { PATH: bin, ...env }, options);

  const names: readonly (readonly [target: string, system: string, compiler: string])[] = [
    ['linux/arm64', 'Debian', 'aarch64-linux-gnu-gcc'],
    ['linux/mips64le', 'Debian', 'mips64el-linux-gnuabi64-gcc'],
    ['linux/mips64', 'Fedora', 'mips64-linux-gnu-gcc'],
    ['linux/ppc64le', 'Fedora', 'powerpc64le-linux-gnu-gcc'],
    ['linux/arm/6', 'Ubuntu', 'arm-linux-gnueabihf-gcc'],
    ['linux/arm/5', 'Ubuntu', 'arm-linux-gnueabi-gcc'],
    ['linux/arm64', 'Gentoo', 'aarch64-unknown-linux-gnu-gcc'],
    ['linux/s390x', 'openSUSE', 's390x-suse-linux-gcc'],
    ['linux/arm64', 'Alpine', 'aarch64-alpine-linux-musl-gcc'],
    ['linux/arm', 'musl-cross-make', 'arm-linux-musleabihf-gcc'],
    ['linux/mipsle/softfloat', 'musl-cross-make', 'mipsel-linux-muslsf-gcc'],
  ];
  for (const [target, system, compiler] of names) {
    it(`takes ${compiler} for ${target}, as on ${system}`, () => {
      assert.equal(find(target), undefined);
      install(compiler);
      assert.equal(find(target)?.cc, compiler);
    });
  }

  it('takes the C++ compiler and ar of the same name, and prefers the GNU compiler to zig, and CC to all', () => {
    install('zig', 'aarch64-linux-musl-gcc', 'aarch64-linux-gnu-gcc', 'aarch64-linux-gnu-g++', 'aarch64-linux-gnu-ar');
    const found = find('linux/arm64');
    assert.deepEqual(
      [found?.cc, found?.cxx, found?.ar],
      ['aarch64-linux-gnu-gcc', 'aarch64-linux-gnu-g++', 'aarch64-linux-gnu-ar'],
    );
    assert.deepEqual(find('linux/arm64', { CC: 'my cc', CXX: 'my cxx' }), { cc: 'my cc', cxx: 'my cxx' });
    // A compiler for the other floating point ABI is none.
    install('arm-linux-gnueabi-gcc');
    assert.notEqual(find('linux/arm')?.cc, 'arm-linux-gnueabi-gcc');
  });

  it('takes zig where there is no other: with glibc, or with musl for static programs', () => {
    install('zig');
    assert.equal(find('linux/arm64')?.cc, 'zig cc -target aarch64-linux-gnu');
    assert.equal(find('linux/arm64', {}, { static: true })?.cc, 'zig cc -target aarch64-linux-musl');
    assert.equal(find('linux/arm/5')?.cxx, 'zig c++ -target arm-linux-gnueabi');
    assert.equal(find('linux/mips64le')?.cc, 'zig cc -target mips64el-linux-gnuabi64');
    assert.equal(find('linux/386')?.ar, 'zig ar');
    assert.equal(find('windows/arm64'), undefined);
  });

  it("keeps pkg-config from this machine's libraries, unless the user has said how", () => {
    install('s390x-linux-gnu-gcc');
    const variables = find('linux/s390x')?.pkgConfig;
    const listed = (env: NodeJS.ProcessEnv) => spawnSync('pkg-config', ['--list-all'], { env, encoding: 'utf8' });
    const own = listed(process.env);
    // Architecture-independent files are the same for all.
    if (own.status === 0 && /^expat /m.test(own.stdout)) {
      assert.doesNotMatch(listed({ ...process.env, ...variables }).stdout, /^expat /m);
    }
    assert.match(variables?.PKG_CONFIG_LIBDIR ?? '', /\/usr\/lib\/s390x-linux-gnu\/pkgconfig/);
    assert.deepEqual(find('linux/s390x', { PKG_CONFIG_LIBDIR: '/mine' })?.pkgConfig, {});
    install('s390x-linux-gnu-pkg-config');
    assert.deepEqual(find('linux/s390x')?.pkgConfig, { PKG_CONFIG: 's390x-linux-gnu-pkg-config' });
    rmSync(join(bin, 's390x-linux-gnu-gcc'));
    assert.equal(find('linux/s390x'), undefined);
  });
});
