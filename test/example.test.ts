// The example: what Archway says of it, against the compiler's own words.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { render } from '../src/messages/catalogue.ts';
import { parseTargets } from '../src/platform/parse-targets.ts';
import { targetName } from '../src/platform/target.ts';
import { rules } from '../src/rules/registry.ts';
import { checkFolder } from './support/check.ts';
import { sample } from './support/sample.ts';

const example = fileURLToPath(new URL('../example', import.meta.url));
/** The folders with a package, as the go command wants them. */
const packages = readdirSync(example, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.go'))
  .map((name) => `./${dirname(name)}`);

/**
 * Packages without files on some targets and those that import them, as the go command then looks at no other; and the one with
 * suppressions.
 */
const hiding = new Set(['./cmd/harbour', './fastmem', './legacy']);

/** Whether a path of the example is one of a folder. */
function isFolder(path: string): boolean {
  return statSync(`${example}/${path}`).isDirectory();
}

/** `file:line:column: message` of every error of `go build` in the library packages of the example. */
function goErrors(target: string): string[] {
  const [GOOS, GOARCH] = target.split('/');
  const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };
  const shown = [...new Set(packages)].filter((path) => !hiding.has(path));
  const { stderr, error } = spawnSync('go', ['build', '-gcflags=-e', ...shown], {
    cwd: example,
    env,
    encoding: 'utf8',
  });
  if (error) throw error;
  return stderr.split('\n').filter((line) => /^[\w/]+\.go:\d+:\d+: /.test(line));
}

describe('the example', () => {
  it('has a finding of every rule where its README says', async () => {
    const { findings } = await checkFolder(example);
    const found = new Set(findings.map((finding) => `${finding.rule} in ${finding.file}`));
    const table = readFileSync(`${example}/README.md`, 'utf8').matchAll(/^\| ([a-z-]+) \| (.*) \|$/gm);
    const rows = [...table].slice(2);
    assert.deepEqual(
      rows.map(([, rule]) => rule),
      // The example has no dependencies, so that it works without a network.
      rules.map((rule) => rule.id).filter((id) => id !== 'dependency-build'),
    );
    for (const [, rule, cells] of rows) {
      const files = [...cells!.matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => path!).filter((path) => !isFolder(path));
      for (const file of files) assert.ok(found.has(`${rule} in ${file}`), `${rule} in ${file}`);
    }
    const shown = new Set([...found].map((place) => place.split(' in ')[1]!));
    const named = rows.map(([, , cells]) => cells).join('\n');
    for (const file of shown) assert.ok(named.includes(`(${file})`), `README.md does not name ${file}`);
  });

  const targets = parseTargets('linux').map(targetName);
  for (const target of [
    'linux/amd64',
    ...sample(
      targets.filter((name) => name !== 'linux/amd64'),
      2,
    ),
  ]) {
    it(`breaks on ${target} as the compiler says`, async () => {
      const { findings } = await checkFolder(example, target);
      const ours = findings
        .filter((finding) => finding.kind === 'compile' && !finding.file.startsWith('cmd/'))
        .filter((finding) => finding.rule !== 'build-constraint')
        .map(({ file, start, message }) => `${file}:${start.line}:${start.column}: ${render(message)}`);
      assert.deepEqual(ours.sort(), goErrors(target).sort());
    }).timeout(300_000);
  }
});
