// Finds the package folders below a folder, and those that match a pattern with `...`, by the go command's rules.
import path from 'node:path';
import type { FileSystem } from './file-system.ts';
import type { PathLine } from './go-mod.ts';

/** What a walk leaves out. */
export interface WalkRules {
  /** Whether the walk goes on into the root of another module. */
  entersModule(dir: string): boolean;
  /** Whether `vendor` folders are walked. */
  readonly entersVendor: boolean;
  /** Whether a go.mod says `ignore` of the folder. */
  isIgnored(dir: string): boolean;
}

/**
 * The folders at and below `root` that may hold packages, parents first: without `testdata`, `_x` and `.x`. Symbolic links
 * below `root` are not followed, so the walk ends whatever they point to.
 */
export function* walkFolders(root: string, rules: WalkRules, files: FileSystem): Generator<string> {
  const waiting = [root];
  for (let dir = waiting.pop(); dir !== undefined; dir = waiting.pop()) {
    const entries = files.readDir(dir);
    if (entries === undefined) continue;
    const isModule = entries.some((entry) => entry.name === 'go.mod' && !entry.isDirectory);
    if (dir !== root && ((isModule && !rules.entersModule(dir)) || rules.isIgnored(dir))) continue;
    yield dir;
    for (const { name, isDirectory } of entries.toReversed()) {
      if (!isDirectory || name.startsWith('.') || name.startsWith('_') || name === 'testdata') continue;
      if (name === 'vendor' && !rules.entersVendor) continue;
      waiting.push(path.join(dir, name));
    }
  }
}

/** Judges folders of a module by its go.mod's `ignore` lines: `./x` is one folder, `x/y` any folder of that ending. */
export function ignoreRule(moduleDir: string, ignores: readonly PathLine[]): (dir: string) => boolean {
  const fixed = new Set<string>();
  const endings: string[] = [];
  for (const { path: ignored } of ignores) {
    if (ignored.startsWith('./')) fixed.add(path.join(moduleDir, ignored));
    else endings.push(path.sep + path.normalize(ignored));
  }
  return (dir) => fixed.has(dir) || endings.some((ending) => dir.startsWith(moduleDir) && dir.endsWith(ending));
}

/**
 * Whether a slash-separated path matches a pattern in which `...` stands for any text, and `/...` at the end also for
 * nothing. The text never reaches over an element `vendor` that the pattern does not name.
 */
export function patternMatcher(pattern: string): (slashPath: string) => boolean {
  const isTree = pattern.endsWith('/...');
  const pieces = (isTree ? pattern.slice(0, -'/...'.length) : pattern).split(/(?:\.\.\.)+/);
  const escaped = pieces.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const regexp = new RegExp(`^${escaped.join('.*')}${isTree ? '(?:/.*)?' : ''}$`, 's');
  const namesVendor = /(^|\/)vendor(\/|$)/.test(pattern);
  return (slashPath) => regexp.test(slashPath) && (namesVendor || !/(^|\/)vendor(\/|$)/.test(slashPath));
}
