// The editor session against the command line's engine, which looks at the same texts afresh.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { requestFor } from '../../test/support/check.ts';
import { check } from '../analysis/driver.ts';
import { type Finding, findingToJson } from '../analysis/finding.ts';
import { loadParsers } from '../analysis/parsers.ts';
import { readEnvironment } from '../module/environment.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import type { Replacement } from './answers.ts';
import type { Project } from './project.ts';
import { EditorSession } from './session.ts';

const never = () => false;

function projectOf(root: string, more: Partial<Project> = {}): Project {
  return {
    root,
    targets: parseTargets('linux'),
    severities: {},
    exclude: [],
    excludeBase: root,
    tests: true,
    environment: readEnvironment(),
    ...more,
  };
}

/** Findings as text, their fixes included. */
function shown(findings: readonly Finding[]): string[] {
  return findings.map((finding) => JSON.stringify({ ...findingToJson(finding), edits: finding.fixes }));
}

/** What a fresh check of the package of some files, with these texts laid over it, says of them. */
async function fresh(root: string, overlay: ReadonlyMap<string, string>, files: readonly string[]): Promise<string[]> {
  const result = await check(requestFor(root, 'linux', { overlay, paths: [dirname(files[0]!)] }));
  assert.equal(result.root, root);
  return shown(result.findings.filter(({ path }) => files.includes(path)));
}

/** Folders with Go code by name, each a module of its own. */
const example = fileURLToPath(new URL('../../example', import.meta.url));
const SNIPPETS = [
  '',
  'x',
  ' ',
  '\n',
  '{',
  '}',
  '"',
  '// c\n',
  'syscall.Dup2(1, 2)',
  'var n int = 1 << 40\n',
  'uint64',
  '"os"\n',
];

/** Where to edit, as a part of the text's length. */
const typed = fc.record({
  document: fc.nat(),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(60) }),
  text: fc.constantFrom(...SNIPPETS),
  isUndone: fc.boolean(),
  isChecked: fc.boolean(),
});

function replace(text: string, { start, end, text: inserted }: Replacement): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

describe('EditorSession', function () {
  this.timeout(300_000);
  before(loadParsers);

  it('says after any edits what a fresh check says', async () => {
    const paths = readdirSync(example, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.go'))
      .map((name) => join(example, name));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(paths, { minLength: 1, maxLength: 4 }),
        fc.array(typed, { minLength: 1, maxLength: 10 }),
        async (opened, edits) => {
          const session = new EditorSession(projectOf(example));
          const overlay = new Map(opened.map((path) => [path, readFileSync(path, 'utf8')]));
          for (const [path, text] of overlay) session.open(path, text);
          const edit = (path: string, replacement: Replacement) => {
            session.edit(path, [replacement]);
            overlay.set(path, replace(overlay.get(path)!, replacement));
          };
          for (const { document, at, removed, text, isUndone, isChecked } of edits) {
            const path = opened[document % opened.length]!;
            const before = overlay.get(path)!;
            const start = Math.round(at * before.length);
            const old = before.slice(start, start + removed);
            edit(path, { start, end: start + old.length, text });
            if (isChecked) session.check(path, never);
            if (isUndone) edit(path, { start, end: start + text.length, text: old });
          }
          for (const path of opened) {
            const { files, findings } = session.checkPackage(path, never);
            assert.deepEqual(shown(findings), await fresh(example, overlay, files));
            assert.ok(files.every((file) => dirname(file) === dirname(path)));
          }
          session.dispose();
        },
      ),
      { numRuns: 25, seed: Number(process.env.ARCHWAY_SEED ?? 1) },
    );
  });
});
