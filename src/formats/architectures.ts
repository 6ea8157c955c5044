// Architecture names in a text: where they stand and which GOARCH each means.
import { aliasesOf, canonicalArch } from '../platform/aliases.ts';
import { architectures } from '../platform/ports.ts';

/** One architecture name in a text. */
export interface ArchName {
  /** UTF-16 range within the text. */
  readonly start: number;
  readonly end: number;
  /** As it is written. */
  readonly name: string;
  readonly goarch: string;
}

/** WebAssembly is no machine that code is ported to: who names it means it. */
const machines = [...architectures.keys()].filter((goarch) => goarch !== 'wasm');
const spellings = machines
  .flatMap((goarch) => [goarch, ...aliasesOf(goarch)])
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace(/[-_]/g, '[-_]'));

/** A name that no letter or digit touches, so neither `charm` nor `arm7tdmi` nor `1386`; `linux_amd64` has one. */
const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${spellings.join('|')})(?![A-Za-z0-9])`, 'i');
const everywhere = new RegExp(pattern, 'gi');

/** Whether a text can name an architecture at all: cheaper than parsing it. */
export function namesArchitecture(text: string): boolean {
  return pattern.test(text);
}

/** All architecture names of a text, in order. */
export function findArchitectures(text: string): ArchName[] {
  const found: ArchName[] = [];
  for (const { 0: name, index } of text.matchAll(everywhere)) {
    const goarch = canonicalArch(name.toLowerCase()) ?? canonicalArch(name.toLowerCase().replace(/-/g, '_'));
    if (goarch !== undefined) found.push({ start: index, end: index + name.length, name, goarch });
  }
  return found;
}

/** The one GOARCH a text names, however often; undefined where it names none or several. */
export function onlyArchitecture(text: string): string | undefined {
  const goarchs = new Set(findArchitectures(text).map(({ goarch }) => goarch));
  return goarchs.size === 1 ? [...goarchs][0] : undefined;
}
