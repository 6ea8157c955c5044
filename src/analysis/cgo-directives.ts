// What the comment above `import "C"` asks of the C compiler and of the system: libraries, and packages of pkg-config.
import type { Target } from '../platform/target.ts';

/** What a file needs beside a C compiler. */
export interface CgoNeeds {
  /** Names for `pkg-config`. */
  readonly pkgConfig: readonly string[];
  /** Libraries of `-l` flags: `sqlite3` for `-lsqlite3`. */
  readonly libraries: readonly string[];
}

/** The C library's own, which every C compiler brings (and those that are part of it in glibc and musl). */
const ownLibraries: ReadonlySet<string> = new Set(['c', 'm', 'dl', 'pthread', 'rt', 'util', 'resolv', 'gcc', 'gcc_s']);

/** `#cgo linux,amd64 !static LDFLAGS: -lfoo`: constraints in front are of the old kind, spaces or, commas and. */
const directive = /^\s*(?:\/\/\s*|\*\s*)?#cgo\s+(?:([^:]*)\s+)?(LDFLAGS|pkg-config)\s*:\s*(.*)$/gm;

/**
 * Reads the `#cgo` lines of a Go file's text as far as they hold for a target; `importAt` is the offset of its `import "C"`, as only comments in
 * front of it count.
 */
export function cgoNeeds(text: string, importAt: number, target: Target): CgoNeeds {
  const pkgConfig = new Set<string>();
  const libraries = new Set<string>();
  for (const [, constraints, kind, words = ''] of text.slice(0, importAt).matchAll(directive)) {
    if (!holds(constraints, target)) continue;
    for (const word of words.trim().split(/\s+/)) {
      if (kind === 'pkg-config') {
        if (!word.startsWith('-') && word !== '') pkgConfig.add(word);
      } else if (/^-l[^:]/.test(word) && !ownLibraries.has(word.slice(2))) {
        libraries.add(word.slice(2));
      }
    }
  }
  return { pkgConfig: [...pkgConfig], libraries: [...libraries] };
}

function holds(constraints: string | undefined, { goos, goarch, tags }: Target): boolean {
  if (constraints === undefined || constraints.trim() === '') return true;
  const set = new Set([goos, goarch, 'cgo', 'gc', ...tags]);
  const term = (word: string) => (word.startsWith('!') ? !set.has(word.slice(1)) : set.has(word));
  return constraints
    .trim()
    .split(/\s+/)
    .some((alternative) => alternative.split(',').every(term));
}
