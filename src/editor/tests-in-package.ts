// The test functions of a whole package, with their places, for a tree of all tests.
import { isTooLarge } from '../analysis/inspector.ts';
import type { GoPackage } from '../module/package.ts';
import { LineMap, type LspPosition } from '../syntax/lines.ts';
import { parseGo } from '../syntax/parser.ts';
import { isBuiltSomewhere } from './packages.ts';
import { type TestFunction, testsInFile } from './tests-in-file.ts';

/** A test function and where it is declared. */
export interface PlacedTest extends Pick<TestFunction, 'name' | 'kind'> {
  /** Absolute path. */
  readonly path: string;
  readonly range: { readonly start: LspPosition; readonly end: LspPosition };
}

/**
 * The test functions of a package, those of files for other targets included, in the order of files and places. Of several with one
 * name, which files of different targets have, the first.
 */
export function testsInPackage(found: GoPackage, readText: (path: string) => string | undefined): PlacedTest[] {
  const tests = new Map<string, PlacedTest>();
  for (const file of found.files) {
    if (!file.isTest || !isBuiltSomewhere(file)) continue;
    const text = readText(file.path);
    if (text === undefined || isTooLarge(text)) continue;
    const lines = new LineMap(text);
    // Not the trees of the session: those of files that are not open lack the bodies, in which examples say what they print.
    for (const { name, kind, start, end } of testsInFile(file.name, parseGo(text))) {
      if (tests.has(name)) continue;
      const range = { start: lines.lspPosition(start), end: lines.lspPosition(end) };
      tests.set(name, { name, kind, path: file.path, range });
    }
  }
  return [...tests.values()];
}
