// The coverage that a run of tests brought, as VS Code shows it.
import { FileCoverage, type FileCoverageDetail, Range, StatementCoverage, Uri } from 'vscode';
import { type CoveredBlock, parseCoverage } from './coverage-profile.ts';
import type { TestPackage } from './test-tree.ts';

/** The coverage of a file, with what is behind its numbers: shown when the file is opened. */
export class BlockCoverage extends FileCoverage {
  readonly #blocks: readonly CoveredBlock[];

  constructor(uri: Uri, blocks: readonly CoveredBlock[]) {
    const covered = blocks.filter(({ count }) => count > 0).length;
    super(uri, { covered, total: blocks.length });
    this.#blocks = blocks;
  }

  details(): FileCoverageDetail[] {
    return this.#blocks.map(({ startLine, startColumn, endLine, endColumn, count }) => {
      const range = new Range(startLine - 1, startColumn - 1, endLine - 1, endColumn - 1);
      return new StatementCoverage(count, range);
    });
  }
}

/** The coverage of each file in a profile of `go test`, in the packages of these import paths. */
export function coverageOf(profile: string, packages: ReadonlyMap<string, TestPackage>): BlockCoverage[] {
  return [...parseCoverage(profile)].flatMap(([file, blocks]) => {
    const slash = file.lastIndexOf('/');
    const found = packages.get(file.slice(0, slash));
    return found ? [new BlockCoverage(Uri.joinPath(Uri.parse(found.item.id), file.slice(slash + 1)), blocks)] : [];
  });
}
