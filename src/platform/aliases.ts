// What the rest of the world calls the architectures: names of kernels, distributions, compilers and images to GOARCH.
import { architectures } from './ports.ts';

/** A Go architecture another name stands for. */
export interface Alias {
  readonly goarch: string;
  /** The level the name says as well, as its variable's value: `6` for `armv6l`. */
  readonly level?: string;
}

/**
 * Other names by GOARCH, lower case. Only names that mean one architecture everywhere: not `x86`, which Windows uses
 * for 386 and others for the whole family, nor `arm64e`. `name=level` says the level, too.
 */
const names: Readonly<Record<string, string>> = {
  386: 'i386 i486 i586 i686 ia32 x86_32',
  amd64: 'x86_64 x86-64 x64 em64t x86_64_v2=v2 x86_64_v3=v3 x86_64_v4=v4',
  arm: 'armhf armel=5 armv5=5 armv5l=5 armv5tel=5 armv6=6 armv6l=6 armv6hf=6 armv7=7 armv7a=7 armv7l=7 armv7hf=7 arm32 arm32v5=5 arm32v6=6 arm32v7=7',
  arm64: 'aarch64 armv8 armv8a arm64v8',
  loong64: 'loongarch64 loongarch64el',
  mips: 'mipseb mips32be',
  mips64: 'mips64eb mips64be',
  mips64le: 'mips64el',
  mipsle: 'mipsel mips32el mips32le',
  ppc64: 'powerpc64 powerpc64be ppc64be',
  ppc64le: 'powerpc64le ppc64el powerpc64el',
  riscv64: 'rv64 rv64g rv64gc riscv64gc',
  s390x: 'systemz zarch',
  wasm: 'wasm32 webassembly',
};

const aliases: ReadonlyMap<string, Alias> = new Map(
  Object.entries(names).flatMap(([goarch, list]) =>
    list.split(' ').map((word): [string, Alias] => {
      const [name = '', level] = word.split('=');
      return [name, level === undefined ? { goarch } : { goarch, level }];
    }),
  ),
);

const operatingSystems: ReadonlyMap<string, string> = new Map([
  ['macos', 'darwin'],
  ['osx', 'darwin'],
  ['macosx', 'darwin'],
  ['win', 'windows'],
  ['win32', 'windows'],
  ['win64', 'windows'],
  ['sunos', 'solaris'],
  ['wasi', 'wasip1'],
]);

/** The architecture that `name` is another name of, in any case of letters; undefined for GOARCH values themselves. */
export function findAlias(name: string): Alias | undefined {
  return aliases.get(name.toLowerCase());
}

/** The GOARCH of an architecture name of any origin, GOARCH values included; undefined where it names none. */
export function canonicalArch(name: string): string | undefined {
  return architectures.has(name) ? name : findAlias(name)?.goarch;
}

/** The GOOS that `name` is another name of (`macos`); undefined for GOOS values themselves. */
export function findOSAlias(name: string): string | undefined {
  return operatingSystems.get(name.toLowerCase());
}

/** All other names of a GOARCH, the commonest first. */
export function aliasesOf(goarch: string): string[] {
  return [...aliases].filter(([, alias]) => alias.goarch === goarch).map(([name]) => name);
}
