// How a set of targets is written for people: `linux/386, linux/arm`, `linux/{386,arm,mips,mipsle}`, `all targets`.
import { say } from '../messages/catalogue.ts';

/** So many targets are named one by one. */
const few = 2;

/** Target names, shortened: targets of one GOOS share its name; `all` gives the words for all of them. */
export function shortTargets(names: readonly string[], all: readonly string[]): string {
  const missing = all.filter((name) => !names.includes(name));
  if (names.length > few && missing.length === 0) return say('targets-all', { count: all.length });
  if (names.length > few && missing.length <= 2) {
    return say('targets-all-except', { count: all.length, names: missing.join(', ') });
  }
  const byOS = new Map<string, string[]>();
  for (const name of names) {
    const slash = name.indexOf('/');
    const goos = name.slice(0, slash);
    const archs = byOS.get(goos) ?? [];
    byOS.set(goos, archs);
    archs.push(name.slice(slash + 1));
  }
  return [...byOS]
    .map(([goos, archs]) =>
      archs.length > few ? `${goos}/{${archs.join(',')}}` : archs.map((a) => `${goos}/${a}`).join(', '),
    )
    .join(', ');
}
