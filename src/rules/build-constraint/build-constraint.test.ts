// build-constraint: its examples, what gofmt and go/build say of its fixes, and hostile constraint lines.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { checkFolder, requestFor } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { parseTxtar } from '../../../test/support/txtar.ts';
import { fixAll, writeFixes } from '../../analysis/fix.ts';
import { render } from '../../messages/catalogue.ts';
import { type Constraint, printConstraint } from '../../module/build-constraint.ts';
import { parseGoBuild } from '../../module/parse-constraint.ts';
import { buildConstraint } from './rule.ts';

const targets = 'linux/amd64,linux/arm64,windows/amd64';

async function findings(files: Readonly<Record<string, string>>, goVersion = '1.22', list = targets) {
  const dir = folderWith({ 'go.mod': `module example.org/m\n\ngo ${goVersion}\n`, ...files });
  const result = await checkFolder(dir, list);
  return { ...result, found: result.findings.filter(({ rule }) => rule === 'build-constraint') };
}

/** The files of the folder the go command chooses on a target. */
function chosen(dir: string, target: string): string[] {
  const [GOOS, GOARCH] = target.split('/');
  const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: '0', GOFLAGS: '-mod=mod', GOWORK: 'off' };
  const args = ['list', '-e', '-f', '{{range .GoFiles}}{{.}} {{end}}', '.'];
  return execFileSync('go', args, { cwd: dir, env, encoding: 'utf8' }).trim().split(' ');
}

describe('build-constraint', function () {
  this.timeout(30_000);

  for (const { title, code, finding } of buildConstraint.documentation.examples) {
    it(`${finding ? 'reports' : 'does not report'} its example: ${title}`, async () => {
      const { found } = await findings({ 'a.go': code });
      assert.equal(found.length > 0, finding);
    });
  }

  it('writes what gofmt leaves as it is', () => {
    // Not where a comment of the fixture, or a lone // +build line, is what gofmt would change.
    for (const name of ['ignored', 'contradictions', 'old-module']) {
      const path = fileURLToPath(new URL(`testdata/${name}.txtar`, import.meta.url));
      const golden = [...parseTxtar(readFileSync(path, 'utf8')).files].filter(
        ([file]) => file.endsWith('.go.golden') && file !== 'disagree.go.golden',
      );
      const dir = folderWith(new Map(golden.map(([file, text]) => [file.replace('.golden', ''), text])));
      assert.equal(execFileSync('gofmt', ['-l', '.'], { cwd: dir, encoding: 'utf8' }), '', name);
    }
  });

  it('names the targets on which the go command changes its choice when the fix is applied', async () => {
    const files = {
      'spelling.go': '// go:build linux && !amd64\n\npackage m\n',
      'below.go': 'package m\n\n// +build windows\n',
      'blank.go': '// +build amd64\npackage m\n',
      'alias.go': '//go:build !x86_64\n\npackage m\n',
      'always.go': 'package m\n',
    };
    const { found } = await findings(files);
    const dir = folderWith({ 'go.mod': 'module example.org/m\n\ngo 1.22\n', ...files });
    const before = new Map(targets.split(',').map((target) => [target, chosen(dir, target)]));
    writeFixes(await fixAll(requestFor(dir, targets), new Set(['build-constraint'])));
    for (const [target, names] of before) {
      const after = chosen(dir, target);
      const changed = Object.keys(files).filter((name) => names.includes(name) !== after.includes(name));
      const named = found.filter((one) => one.targets.includes(target)).map(({ file }) => file);
      assert.deepEqual(changed.sort(), named.sort(), target);
    }
  });

  it('takes a constraint for invalid exactly where the go command does, in its words', async () => {
    const lines = [
      'linux,amd64',
      'linux amd64',
      '!!linux',
      '(linux',
      'linux &&',
      'a-b',
      '',
      '()',
      'linux || "x"',
      'linux',
    ];
    for (const line of lines) {
      const dir = folderWith({
        'go.mod': 'module m\n',
        'a.go': `//go:build ${line}\n\npackage m\n`,
        'b.go': 'package m\n',
      });
      const { findings } = await checkFolder(dir, 'linux/amd64');
      const ours = findings.filter(({ code }) => code === 'InvalidConstraint').map((one) => render(one.message));
      const error = execFileSync('go', ['list', '-e', '-f', '{{with .Error}}{{.Err}}{{end}}', '.'], {
        cwd: dir,
        env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
        encoding: 'utf8',
      });
      assert.deepEqual(ours, error.trim() === '' ? [] : [error.trim().replace(/^a\.go: /, '')], line);
    }
  });

  it('gives gofmt the // +build lines it would write itself', async () => {
    const tag = fc.constantFrom('linux', 'darwin', 'amd64', 'arm64', 'cgo', 'mine');
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'small', maxDepth: 4 },
        tag,
        tag.map((name) => `!${name}`),
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} && ${b})`),
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} || ${b})`),
      ),
    }));
    const texts = fc.sample(expression, { numRuns: 60, seed: 1 });
    const files = new Map<string, string>();
    const { plusBuildLines } = await import('./plus-build.ts');
    for (const [i, text] of texts.entries()) {
      const parsed = parseGoBuild(text, 0).expression as Constraint;
      const lines = plusBuildLines(parsed);
      if (lines === undefined) continue;
      files.set(`f${i}.go`, `//go:build ${printConstraint(parsed)}\n${lines.join('\n')}\n\npackage m\n`);
    }
    assert.ok(files.size > texts.length / 2);
    const dir = folderWith(files);
    // Given a wrong line gofmt writes the right one.
    assert.equal(execFileSync('gofmt', ['-l', '.'], { cwd: dir, encoding: 'utf8' }), '');
    const [first] = files.keys();
    writeFileSync(join(dir, first!), files.get(first!)!.replace('// +build ', '// +build wrong '));
    assert.equal(execFileSync('gofmt', ['-l', '.'], { cwd: dir, encoding: 'utf8' }).trim(), first);
  });

  it('leaves a tag alone that the user sets', async () => {
    const dir = folderWith({ 'go.mod': 'module m\n', 'a.go': '//go:build linux && x86_64\n\npackage m\n' });
    const request = requestFor(dir, targets);
    const tagged = request.targets.map((target) => ({ ...target, tags: ['x86_64'] }));
    const { findings } = await checkFolder(dir, targets, { targets: tagged });
    assert.deepEqual(findings, []);
  });

  it('finds the same in one batch of targets and in two', async () => {
    const { found } = await findings({ 'a.go': '// go:build linux && arm64\n\npackage m\n' }, '1.22', 'all');
    assert.equal(found.length, 1);
    assert.ok(!found[0]!.targets.includes('linux/arm64'));
    assert.ok(found[0]!.targets.includes('windows/amd64') && found[0]!.targets.includes('aix/ppc64'));
  });

  describe('hostile lines', () => {
    const terms = Array.from({ length: 1000 }, (_, i) => `t${i}`);
    const texts: Readonly<Record<string, string>> = {
      empty: '',
      binary: '//go:build linux\0\n\npackage m\n',
      'a thousand tags': `//go:build ${terms.join(' || ')}\n\npackage m\n`,
      'a thousand alternatives that exclude each other': `//go:build ${terms
        .map((t) => `(${t} && !${t})`)
        .slice(0, 400)
        .join(' || ')}\n\npackage m\n`,
      'too many tags': `//go:build ${[...terms, ...terms].join(' && ')}\n\npackage m\n`,
      'nested parentheses': `//go:build ${'('.repeat(100_000)}linux${')'.repeat(100_000)}\n\npackage m\n`,
      'many negations': `//go:build ${'!('.repeat(900)}linux${')'.repeat(900)}\n\npackage m\n`,
      'many lines': `${'// +build linux,amd64\n'.repeat(20_000)}\npackage m\n`,
      'many ignored lines': `${'// go:build linux && amd64\n'.repeat(5_000)}\npackage m\n`,
      'lines of spaces': `${`//${' '.repeat(2_000)}go : build\n`.repeat(1_000)}\npackage m\n`,
      'a long line': `// go:build ${'x'.repeat(1_000_000)}\n\npackage m\n`,
      'a line of spaces': `//${' '.repeat(1_000_000)}\n\npackage m\n`,
      'no package': '// go:build linux\n',
      'no end of line': '//go:build windows\n\npackage m\n//go:build linux',
      'CRLF and a byte order mark': '\ufeff// go:build linux\r\npackage m\r\n',
      'odd white space': '//go:build\u00a0linux\n//\u2003+build\u2003linux\n\npackage m\n',
    };
    for (const [title, text] of Object.entries(texts)) {
      it(title, async () => {
        const { found, incomplete } = await findings({ 'a.go': text, 'b.go': '// go:build linux\n\npackage m\n' });
        assert.ok(found.some(({ file }) => file === 'b.go'));
        assert.deepEqual(incomplete, []);
        for (const { message } of found) assert.ok(render(message).length < 1000);
      });
    }

    it('ends the lines it writes as the file does', async () => {
      const dir = folderWith({ 'go.mod': 'module m\n\ngo 1.13\n', 'a.go': '\ufeff// go:build linux\r\npackage m\r\n' });
      writeFixes(await fixAll(requestFor(dir, targets), new Set(['build-constraint'])));
      const text = readFileSync(join(dir, 'a.go'), 'utf8');
      assert.equal(text, '\ufeff//go:build linux\r\n// +build linux\r\n\r\npackage m\r\n');
    });
  });
});
