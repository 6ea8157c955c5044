import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { aliasesOf, canonicalArch, findAlias } from './aliases.ts';
import { levelVariable } from './levels.ts';
import { linuxNames } from './linux-names.ts';
import { ociPlatformName } from './oci.ts';
import { parseTargets } from './parse-targets.ts';
import { architectures } from './ports.ts';
import { targetName } from './target.ts';

describe('aliases', () => {
  it('give the GOARCH of every common name', () => {
    const cases: Record<string, string> = {
      x86_64: 'amd64',
      i386: '386',
      i686: '386',
      aarch64: 'arm64',
      armhf: 'arm',
      armel: 'arm',
      armv7l: 'arm',
      mips64el: 'mips64le',
      mipsel: 'mipsle',
      ppc64el: 'ppc64le',
      powerpc64le: 'ppc64le',
      loongarch64: 'loong64',
      X86_64: 'amd64',
      arm64: 'arm64',
    };
    for (const [name, goarch] of Object.entries(cases)) assert.equal(canonicalArch(name), goarch, name);
    for (const name of ['x86', 'sparc64', 'constructor', '']) assert.equal(canonicalArch(name), undefined, name);
  });

  it('are never names Go has itself, and say levels that exist', () => {
    for (const goarch of architectures.keys()) {
      for (const name of aliasesOf(goarch)) {
        const { level } = findAlias(name)!;
        assert.ok(!architectures.has(name), name);
        assert.ok(level === undefined || levelVariable(goarch)!.values.includes(level), name);
      }
    }
  });

  it('take in the names of Linux distributions', () => {
    for (const target of parseTargets('linux,linux/arm/5')) {
      const names = linuxNames(target)!;
      assert.equal(canonicalArch(names.debian), target.goarch, names.debian);
    }
  });
});

describe('linuxNames', () => {
  it('name emulators of QEMU and packages of Debian', function () {
    // Both lists are those of the system the tests run on: only Debian has them.
    if (process.platform !== 'linux') this.skip();
    const emulators = execFileSync('dpkg', ['-L', 'qemu-user-static'], { encoding: 'utf8' });
    for (const target of parseTargets('linux')) {
      assert.match(emulators, new RegExp(`/${linuxNames(target)!.qemu}-static\n`), targetName(target));
    }
  });

  it('keep soft float ARM apart', () => {
    const compilers = parseTargets('linux/arm,linux/arm/5,linux/arm/7,softfloat').map((t) => linuxNames(t)!.debianGcc);
    assert.deepEqual(compilers, ['gcc-arm-linux-gnueabihf', 'gcc-arm-linux-gnueabi', 'gcc-arm-linux-gnueabi']);
  });

  it('are for Linux only', () => assert.equal(linuxNames(parseTargets('darwin/arm64')[0]!), undefined));
});

describe('ociPlatformName', () => {
  it('has variants where images have them', () => {
    const targets = parseTargets(
      'linux/arm,linux/arm/6,linux/arm64,linux/arm64/v9.0,linux/amd64/v3,linux/mips/softfloat',
    );
    assert.deepEqual(targets.map(ociPlatformName), [
      'linux/arm/v7',
      'linux/arm/v6',
      'linux/arm64',
      'linux/arm64/v9.0',
      'linux/amd64/v3',
      'linux/mips',
    ]);
  });
});
