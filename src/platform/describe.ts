// Puts a set of targets into few words, for messages and summaries.
import { say } from '../messages/catalogue.ts';
import { anyTarget, countTargets, type Target, type TargetList, type TargetSet, targetName } from './target.ts';

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
  const total = targets.targets.length;
  const count = countTargets(set & targets.all);
  if (count === 0) return say('targets-none', {});
  if (total > FEW) {
    if (count === total) return say('targets-all', { count: total });
    const missing = targets.all & ~set;
    if (total - count < FEW && count > FEW) {
      return say('targets-all-except', { count: total, names: shorten(targets, missing).join(', ') });
    }
  }
  return shorten(targets, set).join(', ');
}

/** Names and patterns for the members of `set`, in the order of the list. */
function shorten(targets: TargetList, set: TargetSet): string[] {
  const words = new Map<TargetSet, string>();
  let rest = set & targets.all;
  const candidates = patterns(targets);
  candidates.forEach(({ name, covered }, i) => {
    // Of two patterns that mean the same here the narrower says more.
    if (candidates.slice(i + 1).some((narrower) => narrower.covered === covered)) return;
    if (countTargets(covered) < 2 || (covered & rest) !== covered) return;
    words.set(anyTarget(covered), name);
    rest &= ~covered;
  });
  targets.targets.forEach((target, i) => {
    if ((rest & (1 << i)) !== 0) words.set(1 << i, targetName(target));
  });
  return [...words].sort(([a], [b]) => a - b).map(([, word]) => word);
}

interface Pattern {
  readonly name: string;
  readonly covered: TargetSet;
}

/** The patterns that may stand for several targets of the list, those of a whole system first. */
function patterns(list: TargetList): Pattern[] {
  const pattern = (name: string, matches: (target: Target) => boolean) => ({ name, covered: list.where(matches) });
  const systems = [...new Set(list.targets.map((target) => target.goos))];
  const architectures = [...new Set(list.targets.map((target) => target.goarch))];
  const ofFamilies = systems.flatMap((goos) =>
    families.map((family) => {
      const prefix = family.slice(0, -1);
      return pattern(`${goos}/${family}`, (target) => target.goos === goos && target.goarch.startsWith(prefix));
    }),
  );
  if (systems.length === 1) return ofFamilies;
  const ofSystems = systems.map((goos) => pattern(`${goos}/*`, (target) => target.goos === goos));
  const ofArchitectures = architectures.map((goarch) => pattern(`*/${goarch}`, (target) => target.goarch === goarch));
  return [...ofSystems.filter(({ covered }) => countTargets(covered) > FEW), ...ofFamilies, ...ofArchitectures];
}
