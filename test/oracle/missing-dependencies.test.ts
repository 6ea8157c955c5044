// What is found in a module none of whose dependencies was downloaded: nothing that is not found when they are there. With ARCHWAY_ORACLE=all of
// all modules of test/truth. What is not known may hide an error, and must never make one.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpModule, truthModules } from '../../scripts/support/truth-modules.ts';
import type { Finding } from '../../src/analysis/finding.ts';
import { readEnvironment } from '../../src/module/environment.ts';
import { checkFolder } from '../support/check.ts';
import { runsAll } from '../support/sample.ts';

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway/truth');

/** Modules with dependencies that are used in most of their files, and quick to set up. */
const short = ['go.etcd.io_bbolt@', 'github.com_containerd_continuity@'];
const modules = truthModules();
const few = modules.filter(({ name }) => short.some((prefix) => name.startsWith(prefix)));

/** A finding for a target: where, and for errors of the compiler also what. */
function claims({ rule, kind, file, start, message, targets }: Finding): string[] {
  const words = kind === 'compile' ? `: ${message.id} ${JSON.stringify(message.args)}` : '';
  return targets.map((target) => `${target} ${file}:${start.line}:${start.column} ${rule}${words}`);
}

describe('a module without its dependencies', function () {
  this.timeout(1_200_000);

  for (const module of runsAll ? modules : few) {
    it(`has no findings that ${module.name} has not`, async function () {
      const ready = await setUpModule(module, cache);
      if ('problem' in ready) this.skip();
      const empty = mkdtempSync(join(tmpdir(), 'archway-empty-'));
      try {
        const found = async (settings: Record<string, string>) => {
          const environment = readEnvironment({ variables: { ...process.env, GOWORK: 'off', ...settings } });
          const { findings, incomplete } = await checkFolder(ready.dir, 'linux', { environment });
          return { claims: findings.flatMap(claims), incomplete: incomplete.length };
        };
        const [whole, part] = [await found({}), await found({ GOMODCACHE: empty })];
        assert.ok(runsAll || part.incomplete > whole.incomplete, 'the dependencies are missed');
        const known = new Set(whole.claims);
        assert.deepEqual(
          part.claims.filter((claim) => !known.has(claim)),
          [],
        );
      } finally {
        rmSync(empty, { recursive: true });
      }
    });
  }
});
