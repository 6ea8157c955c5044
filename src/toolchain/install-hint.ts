// How to install a missing tool on this system: the exact command, where the system has a package for it.
import { readFileSync } from 'node:fs';
import { zigTriple } from '../platform/c-triples.ts';
import { linuxNames } from '../platform/linux-names.ts';
import type { Target } from '../platform/target.ts';
import type { ContainerTool } from './container-tools.ts';

/** A package manager whose package names are known here. */
export type PackageManager = 'apt' | 'dnf' | 'apk';

/** The system the tools are installed on. */
export interface System {
  /** Absent on systems whose packages are not known here. */
  readonly packageManager?: PackageManager;
  /** The distribution's `ID` and `VERSION_ID`, such as `debian` and `12`. */
  readonly distribution?: string;
  readonly release?: string;
  /** Whether commands must be run through sudo. */
  readonly needsSudo: boolean;
}

/** What can be missing. */
export type Tool =
  | { readonly kind: 'go' }
  | { readonly kind: 'qemu'; readonly target: Target }
  /** A GDB that knows all architectures. */
  | { readonly kind: 'gdb' }
  | { readonly kind: 'c-compiler'; readonly target: Target }
  /** The C compiler and library of this machine itself. */
  | { readonly kind: 'host-c-compiler' }
  | { readonly kind: 'ssh' }
  | { readonly kind: 'container-tool'; readonly name: ContainerTool }
  /** What registers QEMU with the kernel. */
  | { readonly kind: 'binfmt' };

const installCommands: Readonly<Record<PackageManager, string>> = {
  apt: 'apt-get install -y',
  dnf: 'dnf install -y',
  apk: 'apk add',
};

/** Distributions by `ID` and `ID_LIKE` of os-release(5). */
const packageManagers: Readonly<Record<string, PackageManager>> = {
  debian: 'apt',
  ubuntu: 'apt',
  fedora: 'dnf',
  alpine: 'apk',
};

/** The system whose os-release(5) file is given, `/etc/os-release` by default. */
export function thisSystem(file = '/etc/os-release'): System {
  const needsSudo = process.getuid?.() !== 0;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // macOS and Windows have no such file.
    return { needsSudo };
  }
  const value = (name: string) => new RegExp(`^${name}=(["']?)(.*)\\1\\s*$`, 'm').exec(text)?.[2] ?? '';
  const distribution = value('ID');
  const packageManager = [distribution, ...value('ID_LIKE').split(/\s+/)]
    .map((name) => packageManagers[name])
    .find((manager) => manager !== undefined);
  return { packageManager, distribution, release: value('VERSION_ID'), needsSudo };
}

/** The command that installs a tool, or undefined where this system is not known or has no package for it. */
export function installCommand(tool: Tool, system: System): string | undefined {
  const { packageManager, needsSudo } = system;
  if (packageManager === undefined) return undefined;
  const packages = packagesOf(tool, packageManager, system);
  if (packages === undefined) return undefined;
  return [...(needsSudo ? ['sudo'] : []), installCommands[packageManager], ...packages].join(' ');
}

/** Debian has buildx since release 13; before that it comes from Docker's own repository. */
function containerPackage(name: ContainerTool, manager: PackageManager, system: System): string | undefined {
  if (name === 'buildx' && system.distribution === 'debian' && Number(system.release) < 13) return undefined;
  const packages = {
    docker: { apt: 'docker.io', dnf: 'moby-engine', apk: 'docker' },
    buildx: { apt: 'docker-buildx', dnf: 'docker-buildx', apk: 'docker-cli-buildx' },
    buildah: { apt: 'buildah', dnf: 'buildah', apk: 'buildah' },
  };
  return packages[name][manager];
}

function packagesOf(tool: Tool, manager: PackageManager, system: System): string[] | undefined {
  switch (tool.kind) {
    case 'container-tool': {
      const name = containerPackage(tool.name, manager, system);
      return name === undefined ? undefined : [name];
    }
    case 'go':
      return [{ apt: 'golang-go', dnf: 'golang', apk: 'go' }[manager]];
    case 'binfmt':
      // Debian 12 registers with binfmt-support, later ones and Fedora with systemd.
      return { apt: ['qemu-user-static', 'binfmt-support'], dnf: ['qemu-user-static'], apk: undefined }[manager];
    case 'ssh':
      return [manager === 'dnf' ? 'openssh-clients' : 'openssh-client'];
    case 'gdb':
      // Fedora's gdb and Alpine's gdb-multiarch know all architectures; Debian's gdb knows its own only.
      return [{ apt: 'gdb-multiarch', dnf: 'gdb', apk: 'gdb-multiarch' }[manager]];
    case 'host-c-compiler':
      return { apt: ['gcc', 'libc6-dev'], dnf: ['gcc', 'glibc-devel'], apk: ['gcc', 'musl-dev'] }[manager];
    case 'qemu': {
      // Alpine has a package for each architecture, named like the program.
      const names = linuxNames(tool.target);
      if (names === undefined) return undefined;
      return [manager === 'apk' ? names.qemu : 'qemu-user-static'];
    }
    case 'c-compiler': {
      // Fedora's cross compilers come without a C library, and Alpine has none for other architectures; both have zig, which brings all.
      const names = linuxNames(tool.target);
      if (names === undefined) return undefined;
      if (manager !== 'apt') return zigTriple(tool.target, 'gnu') === undefined ? undefined : ['zig'];
      // Debian has the one for LoongArch since release 13.
      if (tool.target.goarch === 'loong64' && system.distribution === 'debian' && Number(system.release) < 13)
        return undefined;
      return [names.debianGcc, `libc6-dev-${names.debian}-cross`];
    }
  }
}
