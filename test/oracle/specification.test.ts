// The checker against the Go type checker's own test data, as installed with Go: where the two differ is known, with a reason for each line.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadParsers } from '../../src/analysis/parsers.ts';
import { goRoot } from '../support/go-sources.ts';
import {
  differingLines,
  examineCase,
  knownDifferences,
  listedFolders,
  specificationCases,
  specificationFolder,
} from '../support/specification.ts';

/** Whose test data the list is about: those of another version have other lines. */
const VERSION = 'go1.26';

/** Every line of the list, as `file:line`. */
function listedLines(): { place: string; unreadable: boolean }[] {
  return knownDifferences.flatMap(({ lines, unreadable = false }) =>
    Object.entries(lines).flatMap(([file, numbers]) =>
      numbers.map((number) => ({ place: `${file}:${number}`, unreadable })),
    ),
  );
}

function isOfFolders(place: string, folders: readonly string[]): boolean {
  return folders.some((folder) => place.startsWith(`${folder}/`));
}

describe('specification', function () {
  this.timeout(600_000);
  before(loadParsers);

  it('differs from the test data of go/types in the lines that are listed, and in no others', function () {
    if (!readFileSync(join(goRoot(), 'VERSION'), 'utf8').startsWith(VERSION)) this.skip();
    const root = specificationFolder(goRoot());
    const cases = specificationCases(root).filter((path) =>
      listedFolders.some((folder) => path.startsWith(join(root, folder, '/'))),
    );
    assert.ok(cases.length > 50);
    const differing = new Set(cases.flatMap((path) => [...differingLines(examineCase(path, root))]));
    // Lines that are taken out, as they cannot be read, may be correct.
    const expected = listedLines().filter(
      ({ place, unreadable }) => isOfFolders(place, listedFolders) && (!unreadable || differing.has(place)),
    );
    assert.deepEqual(expected.map(({ place }) => place).sort(), [...differing].sort());
  });

  it('has a reason for each listed line once', () => {
    const listed = listedLines().map(({ place }) => place);
    assert.deepEqual(
      listed.filter((place, i) => listed.indexOf(place) !== i),
      [],
    );
    for (const { reason } of knownDifferences) assert.match(reason, /\w+ \w+/);
  });
});
