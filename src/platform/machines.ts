// What machines call themselves: the names that `uname -m` prints on a target.
import { linuxNames } from './linux-names.ts';
import type { Target } from './target.ts';

/** Names of one architecture's generations that the Linux kernel prints beside the usual one (`UTS_MACHINE`, `init_utsname()->machine`). */
const generations: ReadonlyMap<string, readonly string[]> = new Map([
  ['386', ['i386', 'i486', 'i586']],
  ['arm', ['armv5tel', 'armv5tejl', 'armv6l']],
]);

const darwin: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64'],
  ['arm64', 'arm64'],
]);

/** All that `uname -m` may print on a target; nothing for a GOOS other than linux and darwin. */
export function machineNames(target: Target): readonly string[] {
  if (target.goos === 'darwin') return [darwin.get(target.goarch)].filter((name) => name !== undefined);
  const usual = linuxNames(target)?.machine;
  return usual === undefined ? [] : [usual, ...(generations.get(target.goarch) ?? [])];
}
