// The fixtures of every rule: src/rules/RULE/testdata/*.txtar.
//
// Header lines: `targets:` the list checked (default linux); `build: no` where the go command cannot build the fixture; `deps: yes` checks
// dependencies as well; `choose: ID…` applies the fixes whose titles are these messages, in one round, instead of the automatic ones.
// Files: a module, with `want` comments (support/wants.ts). `NAME.golden` is what the automatic fixes make of NAME, or of a file
// they create; a file without golden must stay as it is.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Applied, applyFixes } from '../src/analysis/edits.ts';
import type { Finding } from '../src/analysis/finding.ts';
import { fixAll } from '../src/analysis/fix.ts';
import { render } from '../src/messages/catalogue.ts';
import { diskFileSystem } from '../src/module/file-system.ts';
import { parseTargets } from '../src/platform/parse-targets.ts';
import { targetName } from '../src/platform/target.ts';
import { rules } from '../src/rules/registry.ts';
import { checkFolder, requestFor } from './support/check.ts';
import { sample } from './support/sample.ts';
import { folderWith } from './support/temporary.ts';
import { type Archive, header, parseTxtar } from './support/txtar.ts';
import { type Want, wantsIn } from './support/wants.ts';

const goldenEnd = '.golden';

for (const rule of rules) {
  const folder = fileURLToPath(new URL(`../src/rules/${rule.id}/testdata/`, import.meta.url));
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txtar')) : [];
  if (names.length === 0) continue;
  describe(`rule ${rule.id}`, () => {
    for (const name of names) {
      const archive = parseTxtar(readFileSync(join(folder, name), 'utf8'));
      const targets = header(archive, 'targets') ?? 'linux';
      it(`${name}: finds what is wanted, and nothing else`, async () => {
        const dir = folderWith(sources(archive));
        const { findings } = await checkFolder(dir, targets, { deps: header(archive, 'deps') === 'yes' });
        compare(
          findings.filter((finding) => finding.rule === rule.id),
          wants(archive, targets),
        );
      });
      it(`${name}: the fixes make the golden files`, async () => {
        const dir = folderWith(sources(archive));
        const { texts } = await fixed(archive, rule.id, dir, targets);
        const changed = [...texts].map(([path, after]): [string, string] => [relative(dir, path), after]);
        assert.deepEqual(Object.fromEntries(changed), Object.fromEntries(goldens(archive)));
        for (const [path, text] of texts) writeFileSync(path, text);
        assert.deepEqual(
          (await fixed(archive, rule.id, dir, targets)).texts,
          new Map(),
          'a second run has nothing to do',
        );
      });
      if (goldens(archive).size === 0 || header(archive, 'build') === 'no' || rule.kind === 'text') continue;
      it(`${name}: the go command agrees that it is mended`, async () => {
        const dir = folderWith(sources(archive));
        const { before, texts, applied, left } = await fixed(archive, rule.id, dir, targets);
        for (const [path, text] of texts) writeFileSync(path, text);
        const stuck = new Set(left.flatMap(({ finding }) => finding.targets));
        const mended = new Set(applied.flatMap(({ finding }) => finding.targets));
        const { findings } = await checkFolder(dir, targets);
        assert.deepEqual(newFindings(before, findings, applied), []);
        assert.equal(execFileSync('gofmt', ['-l', '.'], { cwd: dir, encoding: 'utf8' }), '');
        // What does not compile for a target, and is left, keeps it from building.
        const compile = rule.kind === 'compile';
        const built = compile ? [...mended].filter((name) => !stuck.has(name)) : parseTargets(targets).map(targetName);
        for (const target of sample(built, 2)) {
          const [GOOS, GOARCH] = target.split('/');
          const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: '0', GOFLAGS: '-mod=mod', GOWORK: 'off' };
          for (const command of ['build', 'vet'])
            execFileSync('go', [command, './...'], { cwd: dir, env, stdio: 'pipe' });
        }
      });
    }
  });
}

/** What the fixes of a fixture come to, and what was found before. */
async function fixed(archive: Archive, rule: string, dir: string, targets: string) {
  const chosen = header(archive, 'choose')?.split(' ');
  if (chosen === undefined) {
    const { changes, applied, left, before } = await fixAll(requestFor(dir, targets), new Set([rule]));
    return { texts: new Map([...changes].map(([path, { after }]) => [path, after])), applied, left, before };
  }
  const { findings, root } = await checkFolder(dir, targets);
  const own = findings.filter((finding) => finding.rule === rule);
  const round = applyFixes(own, diskFileSystem, root, ({ fixes }) =>
    fixes.find(({ title }) => chosen.includes(title.id)),
  );
  return { ...round, before: findings };
}

/** The findings that were not there before, and those that should have gone: of each rule in each file as many as are too many. */
function newFindings(before: readonly Finding[], after: readonly Finding[], applied: readonly Applied[]): string[] {
  const places = (findings: readonly Finding[]) =>
    findings.flatMap(({ rule, file, targets }) => targets.map((target) => `${rule} ${file} ${target}`));
  const fixed = new Set(applied.map(({ finding }) => finding.rule));
  const allowed = places(before);
  // What was fixed later may have been found later.
  for (const place of new Set(places(applied.map(({ finding }) => finding)))) {
    const at = allowed.indexOf(place);
    if (at >= 0) allowed.splice(at, 1);
  }
  // What is for information only is no reason against a fix.
  const counted = after.filter(({ rule, severity }) => severity !== 'info' || fixed.has(rule));
  return places(counted).filter((place) => {
    const at = allowed.indexOf(place);
    if (at >= 0) allowed.splice(at, 1);
    return at < 0;
  });
}

/** The files of the module itself. */
function sources({ files }: Archive): Map<string, string> {
  return new Map([...files].filter(([name]) => !name.endsWith(goldenEnd)));
}

/** The text after fixing, by file. */
function goldens({ files }: Archive): Map<string, string> {
  const found = [...files].filter(([name]) => name.endsWith(goldenEnd));
  return new Map(found.map(([name, text]) => [name.slice(0, -goldenEnd.length), text]));
}

function wants(archive: Archive, targets: string): Want[] {
  const all = parseTargets(targets).map(targetName);
  return [...sources(archive)].flatMap(([file, text]) => wantsIn(file, text, all));
}

/** Every finding has its want, and every want its finding. */
function compare(findings: readonly Finding[], wanted: readonly Want[]): void {
  const open = [...wanted];
  const unexpected: string[] = [];
  for (const finding of findings) {
    const text = render(finding.message);
    const at = open.findIndex(
      (want) =>
        want.file === finding.file &&
        want.line === finding.start.line &&
        want.pattern.test(text) &&
        want.targets.join() === finding.targets.join(),
    );
    if (at >= 0) open.splice(at, 1);
    else unexpected.push(`${finding.file}:${finding.start.line}: ${text} ${finding.targets.join()}`);
  }
  const missing = open.map((want) => `${want.file}:${want.line}: ${want.pattern.source} ${want.targets.join()}`);
  assert.deepEqual({ unexpected, missing }, { unexpected: [], missing: [] });
}
