// Puts a set of targets into few words, for messages and summaries.
import { say } from '../messages/catalogue.ts';
import { type Target, type TargetList, type TargetSet, targetName } from './target.ts';

/** So many targets are named one by one. */
const FEW = 3;

/** Patterns a reader understands at a glance, the widest first; `arm*` is none, as arm and arm64 have little in common. */
const families = ['mips*', 'mips64*', 'ppc64*'];

/**
 * The members of a set in words: `all 13 targets`, `all 13 targets except linux/amd64`,
 * `linux/mips*, linux/riscv64`, `linux/arm64`. A pattern stands only where every target of the list that it
 * matches is in the set, and at least two are.
 */
export function describeTargets(targets: TargetList, set: TargetSet): string {
  return describe(targets.targets, BigInt(set & targets.all));
}

/** {@link describeTargets} for any number of targets. */
export function describeSome(targets: readonly Target[], isMember: (target: Target) => boolean): string {
  return describe(targets, maskOf(targets, isMember));
}

/** A set of any number of targets: bit i stands for the i-th. */
type Mask = bigint;

function maskOf(targets: readonly Target[], isMember: (target: Target) => boolean): Mask {
  return targets.reduce((mask, target, i) => (isMember(target) ? mask | (1n << BigInt(i)) : mask), 0n);
}

function count(mask: Mask): number {
  let n = 0;
  for (let rest = mask; rest !== 0n; rest &= rest - 1n) n++;
  return n;
}

function describe(targets: readonly Target[], set: Mask): string {
  const total = targets.length;
  const members = count(set);
  if (members === 0) return say('targets-none', {});
  if (total > FEW) {
    if (members === total) return say('targets-all', { count: total });
    const missing = maskOf(targets, () => true) & ~set;
    if (total - members < FEW && members > FEW) {
      return say('targets-all-except', { count: total, names: shorten(targets, missing).join(', ') });
    }
  }
  return shorten(targets, set).join(', ');
}

/** Names and patterns for the members of `set`, in the order of the list. */
function shorten(targets: readonly Target[], set: Mask): string[] {
  const words = new Map<Mask, string>();
  let rest = set;
  const candidates = patterns(targets);
  candidates.forEach(({ name, covered }, i) => {
    // Of two patterns that mean the same here the narrower says more.
    if (candidates.slice(i + 1).some((narrower) => narrower.covered === covered)) return;
    if (count(covered) < 2 || (covered & rest) !== covered) return;
    words.set(covered & -covered, name);
    rest &= ~covered;
  });
  targets.forEach((target, i) => {
    const bit = 1n << BigInt(i);
    if ((rest & bit) !== 0n) words.set(bit, targetName(target));
  });
  return [...words].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, word]) => word);
}

interface Pattern {
  readonly name: string;
  readonly covered: Mask;
}

/** The patterns that may stand for several targets of the list, those of a whole system first. */
function patterns(targets: readonly Target[]): Pattern[] {
  const pattern = (name: string, matches: (target: Target) => boolean) => ({ name, covered: maskOf(targets, matches) });
  const systems = [...new Set(targets.map((target) => target.goos))];
  const architectures = [...new Set(targets.map((target) => target.goarch))];
  const ofFamilies = systems.flatMap((goos) =>
    families.map((family) => {
      const prefix = family.slice(0, -1);
      return pattern(`${goos}/${family}`, (target) => target.goos === goos && target.goarch.startsWith(prefix));
    }),
  );
  if (systems.length === 1) return ofFamilies;
  const ofSystems = systems.map((goos) => pattern(`${goos}/*`, (target) => target.goos === goos));
  const ofArchitectures = architectures.map((goarch) => pattern(`*/${goarch}`, (target) => target.goarch === goarch));
  return [...ofSystems.filter(({ covered }) => count(covered) > FEW), ...ofFamilies, ...ofArchitectures];
}
