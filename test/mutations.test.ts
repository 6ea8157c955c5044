// A few mutants of packages that come with Go: what a check says of them is what the compiler says. `npm run mutations` makes more.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Specimen } from '../scripts/support/mutations/examine.ts';
import { installedSubject } from '../scripts/support/mutations/subjects.ts';
import { loadParsers } from '../src/analysis/parsers.ts';

/** Small packages, one of them with files for single architectures. */
const PACKAGES = ['./std/encoding/csv', './std/text/tabwriter', './std/html', './x/sys/cpu'];
const SEED = 20;
const COUNT = 8;

describe('mutations', function () {
  this.timeout(600_000);
  const home = mkdtempSync(join(tmpdir(), 'archway-mutations-'));
  before(loadParsers);
  after(() => rmSync(home, { recursive: true }));

  it('are reported on the lines on which the compiler reports them', async () => {
    const specimen = new Specimen({ ...(await installedSubject(home)), patterns: PACKAGES });
    let found = 0;
    for (let i = 0; i < COUNT; i++) {
      const outcome = await specimen.examine(SEED + i);
      if (outcome === undefined) continue;
      const { file, mutation, differences } = outcome;
      assert.deepEqual(differences, [], `${file}: ${mutation.mutator}: ${mutation.description}`);
      found += outcome.found;
    }
    assert.ok(found > 0);
  });
});
