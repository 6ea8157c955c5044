// Which build tags are satisfied on which targets.
import { levelTags } from '../platform/levels.ts';
import type { Target, TargetList, TargetSet } from '../platform/target.ts';
import { unixOS } from './known-names.ts';

/** What decides about build tags besides the target. */
export interface BuildContext {
  /** The Go release in use, `go1.26`: it satisfies the tags go1.1 to go1.26. */
  readonly goVersion: string;
  /** The compiler in use, itself a tag. */
  readonly compiler: 'gc' | 'gccgo';
}

/** A GOOS that also satisfies the tag of the system it derives from. */
const parents: Readonly<Record<string, string>> = { android: 'linux', illumos: 'solaris', ios: 'darwin' };

/** Whether a target satisfies a build tag, as go/build decides it. */
export function satisfiesTag(tag: string, target: Target, context: BuildContext): boolean {
  if (tag === target.goos || tag === target.goarch || tag === context.compiler || tag === parents[target.goos])
    return true;
  if (tag === 'cgo' && target.cgo) return true;
  const release = releaseOf(context.goVersion);
  // The tag is known since Go 1.19.
  if (tag === 'unix' && release >= 19 && unixOS.has(target.goos)) return true;
  // The old name of an experiment, and so no tag of its own that a user could set.
  if (tag === 'boringcrypto') return satisfiesTag('goexperiment.boringcrypto', target, context);
  if (target.tags.includes(tag)) return true;
  if (/^go1\.[1-9]\d{0,3}$/.test(tag)) return Number(tag.slice(4)) <= release;
  if (tag.startsWith('goexperiment.')) return experiments(target).includes(tag.slice('goexperiment.'.length));
  return tag.startsWith(target.goarch) && levelTags(target).includes(tag);
}

/** The N of `go1.N`, patch level and all else ignored; 0 where the text is no Go 1 release. */
function releaseOf(goVersion: string): number {
  return Number(/^go1\.(\d{1,4})/.exec(goVersion)?.[1] ?? 0);
}

const registerABI = new Set(['amd64', 'arm64', 'loong64', 'ppc64', 'ppc64le', 'riscv64', 's390x']);
const withoutDWARF5 = new Set(['aix', 'darwin', 'ios']);

/**
 * The GOEXPERIMENTs that are on where the user sets none: the baseline of GOROOT/src/internal/buildcfg/exp.go of
 * Go 1.26. It serves for other releases as well: their tags choose between two complete implementations within
 * the standard library, and either may be looked at.
 */
function experiments(target: Target): string[] {
  const on = ['greenteagc', 'randomizedheapbase64'];
  if (!withoutDWARF5.has(target.goos)) on.push('dwarf5');
  if (registerABI.has(target.goarch)) on.push('regabiargs', 'regabiwrappers');
  return on;
}

const known = new WeakMap<BuildContext, WeakMap<TargetList, Map<string, TargetSet>>>();

/** The targets of a list that satisfy a build tag. Cached by context and list. */
export function tagSet(tag: string, targets: TargetList, context: BuildContext): TargetSet {
  const cached = cacheFor(targets, context);
  const set = cached.get(tag) ?? targets.where((target) => satisfiesTag(tag, target, context));
  cached.set(tag, set);
  return set;
}

function cacheFor(targets: TargetList, context: BuildContext): Map<string, TargetSet> {
  const byList = known.get(context) ?? new WeakMap<TargetList, Map<string, TargetSet>>();
  known.set(context, byList);
  const byTag = byList.get(targets) ?? new Map<string, TargetSet>();
  byList.set(targets, byTag);
  return byTag;
}
