// What rules say of real modules before and after somebody mended them, and their silence on modules that are right:
// src/rules/RULE/testdata/history.json. The modules come from the module proxy; nothing of them is kept here.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyModule, go, moduleFolder } from '../scripts/support/modules.ts';
import type { Finding } from '../src/analysis/finding.ts';
import { render } from '../src/messages/catalogue.ts';
import { rules } from '../src/rules/registry.ts';
import { checkFolder } from './support/check.ts';

/** A part of a module, and what it needs to be understood. */
interface Subject {
  readonly module: string;
  /** Modules whose types it needs: `golang.org/x/sys@v0.5.0`; the version counts where the module has no go.mod. */
  readonly with?: readonly string[];
  /** What is checked, relative to the module. */
  readonly paths?: readonly string[];
  readonly targets?: string;
  /** What history says of it: the issue, the commit. */
  readonly why: string;
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly targets?: readonly string[];
}

interface History {
  /** Exactly `findings` in the version `before`; none of them, neither there nor elsewhere in their files, in `after`. */
  readonly cases: readonly (Subject & { before: string; after: string; findings: readonly Place[] })[];
  /** Modules in which the rule has nothing to say. */
  readonly clean: readonly (Subject & { version: string })[];
}

for (const { id } of rules) {
  const path = fileURLToPath(new URL(`../src/rules/${id}/testdata/history.json`, import.meta.url));
  if (!existsSync(path)) continue;
  const history = JSON.parse(readFileSync(path, 'utf8')) as History;
  describe(`rule ${id} on real modules`, () => {
    for (const subject of history.cases) {
      const { module, before, after, findings } = subject;
      it(`finds what was wrong in ${module}@${before}`, async () => {
        const found = await findingsOf(id, subject, before);
        const wanted = findings.map(({ file, line }) => `${file}:${line}`);
        assert.deepEqual(found.map(({ file, start }) => `${file}:${start.line}`).sort(), wanted.sort());
        for (const { file, line, targets } of findings) {
          const finding = found.find((one) => one.file === file && one.start.line === line);
          if (targets !== undefined) assert.deepEqual(finding?.targets, targets);
        }
      });
      it(`says nothing of these files in ${module}@${after}`, async () => {
        const files = new Set(findings.map(({ file }) => file));
        const left = (await findingsOf(id, subject, after)).filter(({ file }) => files.has(file));
        assert.deepEqual(left.map(placeOf), []);
      });
    }
    for (const subject of history.clean) {
      it(`is silent on ${subject.module}@${subject.version}`, async () => {
        assert.deepEqual((await findingsOf(id, subject, subject.version)).map(placeOf), []);
      });
    }
  });
}

const placeOf = ({ file, start, message }: Finding) => `${file}:${start.line}: ${render(message)}`;

/** The findings of a rule in a version of a module, by file and line. */
async function findingsOf(rule: string, subject: Subject, version: string): Promise<Finding[]> {
  const dir = mkdtempSync(join(tmpdir(), 'archway-history-'));
  try {
    const source = await moduleFolder(subject.module, version, dir);
    if ('problem' in source) throw new Error(`${subject.module}@${version}: ${source.problem}`);
    copyModule(source.dir, dir);
    const needed = subject.with ?? [];
    if (!existsSync(join(dir, 'go.mod'))) {
      const lines = needed.map((one) => `require ${one.replace('@', ' ')}\n`);
      writeFileSync(join(dir, 'go.mod'), `module ${subject.module}\n\ngo 1.16\n\n${lines.join('')}`);
    }
    const modules = needed.map((one) => one.split('@')[0]!);
    if (modules.length > 0) {
      const { failed, stderr } = await go(['mod', 'download', ...modules], dir);
      assert.ok(!failed, stderr);
    }
    const { findings, stats } = await checkFolder(dir, subject.targets, { paths: subject.paths ?? ['.'] });
    assert.notEqual(stats.files, 0, 'nothing was checked');
    return findings.filter((finding) => finding.rule === rule);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
