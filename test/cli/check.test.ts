// archway check, from the command line to its output and exit status.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { archway } from '../support/archway.ts';
import { folderWith } from '../support/temporary.ts';

const require = createRequire(import.meta.url);

/** A module that breaks on arm64 at a column where bytes, UTF-16 units and characters differ. */
const broken = {
  'go.mod': 'module example.org/broken\n\ngo 1.21\n',
  'a.go': `package broken

import "syscall"

// F redirects.
func F() error { println("äß😀"); return syscall.Dup2(1, 2) }
`,
};
const column = 'func F() error { println("äß😀"); return syscall.'.length;
const byteColumn = Buffer.byteLength('func F() error { println("äß😀"); return syscall.');

const clean = { 'go.mod': 'module example.org/clean\n', 'a.go': 'package clean\n\nvar X = 1\n' };

function checkArgs(...more: string[]): string[] {
  return ['check', '--jobs', '1', '--targets', 'linux/amd64,linux/arm64', ...more];
}

describe('archway check', () => {
  it('ends with 0 where nothing is found, 1 where something is, 2 where it could not look', async () => {
    assert.equal((await archway(folderWith(clean), checkArgs())).status, 0);
    assert.equal((await archway(folderWith(broken), checkArgs())).status, 1);
    assert.equal((await archway(folderWith(broken), checkArgs('--fail-on', 'never'))).status, 0);
    for (const args of [
      ['nowhere'],
      ['--frobnicate'],
      ['--targets', 'linux/vax'],
      ['--fail-on', 'x'],
      ['./nowhere/...'],
    ]) {
      const { status, stderr, stdout } = await archway(folderWith(clean), checkArgs(...args));
      assert.equal(status, 2, args.join(' '));
      assert.notEqual(stderr, '', args.join(' '));
      assert.equal(stdout, '', args.join(' '));
    }
  });

  it('counts what it did not understand, and says why where it is asked to', async () => {
    const dir = folderWith({
      'go.mod': 'module example.org/unknown\n\ngo 1.21\n',
      'a.go': 'package unknown\n\nimport "example.org/missing"\n\nvar X = missing.F(1 + 2)\n\nvar Y = 3\n',
    });
    const plain = await archway(dir, checkArgs('--targets', 'linux/arm64'));
    // missing.F, which is unknown, and the call, 1, 2, 1 + 2 and 3.
    assert.match(plain.stdout, /^Expressions of unknown type, which were not checked: 1 \(16\.67 %\)\.$/m);
    assert.doesNotMatch(plain.stdout, /package not found/);
    const explained = await archway(dir, checkArgs('--targets', 'linux/arm64', '--explain-unknown'));
    assert.match(explained.stdout, /^ +1 {2}package not found: example\.org\/missing$/m);
  });

  it('writes the JSON of the contract', async () => {
    const dir = folderWith(broken);
    const { stdout } = await archway(dir, checkArgs('--format', 'json'));
    const { version, root, targets, findings } = JSON.parse(stdout);
    assert.deepEqual({ version, root, targets }, { version: 1, root: dir, targets: ['linux/amd64', 'linux/arm64'] });
    assert.equal(findings.length, 1);
    const { rule, code, kind, severity, message, file, line, column, endLine, endColumn } = findings[0];
    assert.deepEqual(
      { rule, code, kind, severity, message, file, line, column, endLine, endColumn },
      {
        rule: 'undefined',
        code: 'UndeclaredImportedName',
        kind: 'compile',
        severity: 'error',
        message: 'undefined: syscall.Dup2',
        file: 'a.go',
        line: 6,
        column: byteColumn + 1,
        endLine: 6,
        endColumn: byteColumn + 5,
      },
    );
    assert.deepEqual(findings[0].targets, ['linux/arm64']);
    assert.equal(findings[0].package, 'example.org/broken');
    assert.equal(findings[0].module, 'example.org/broken');
    assert.match(findings[0].related[0].file, /^std\/syscall\/zsyscall_linux_amd64\.go$/);
  });

  it('writes SARIF that its schema accepts, with columns in UTF-16 units', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector:\n    "beta.kubernetes.io/arch": "arm64" # 😀\n';
    const { stdout } = await archway(folderWith({ ...broken, 'ä b/pod.yaml': pod }), checkArgs('--format', 'sarif'));
    const log: unknown = JSON.parse(stdout);
    // The schema is of draft 04, of which it uses nothing that draft 07 has not but the name of its id.
    const {
      id: _id,
      $schema: _draft,
      ...schema
    } = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile<Log>(schema);
    assert.ok(validate(log), ajv.errorsText(validate.errors));
    const { columnKind, results = [], tool } = log.runs[0]!;
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.deepEqual(results[0]!.locations![0]!.physicalLocation!.region, {
      startLine: 6,
      startColumn: column + 1,
      endLine: 6,
      endColumn: column + 5,
    });
    const related = results[0]!.relatedLocations![0]!.physicalLocation!.artifactLocation!;
    assert.match(related.uri!, /^file:\/\/\/.*\/syscall\/zsyscall_linux_amd64\.go$/);
    const fixed = results
      .flatMap((result) => result.fixes ?? [])
      .map((fix) => fix.artifactChanges[0]?.artifactLocation.uri);
    assert.deepEqual([...new Set(fixed)], ['a.go', '%C3%A4%20b/pod.yaml']);
    assert.equal(tool.driver.rules![results[0]!.ruleIndex!]!.id, results[0]!.ruleId);
  });

  it('writes annotations that GitHub can read', async () => {
    const dir = folderWith({ ...clean, 'sub,dir/b.go': broken['a.go'] });
    const { stdout } = await archway(dir, checkArgs('--format', 'github'), { GITHUB_WORKSPACE: dir });
    const [, properties, text] = /^::error ([^:]*)::(.*)\n$/.exec(stdout)!;
    assert.match(properties!, /(^|,)file=sub%2Cdir\/b\.go,line=6,endLine=6,/);
    assert.match(text!, /^undefined: syscall\.Dup2/);
  });

  it('shows where, what, which rule and which targets', async () => {
    const { stdout } = await archway(folderWith(broken), checkArgs());
    assert.ok(stdout.startsWith(`a.go:6:${byteColumn + 1}: undefined: syscall.Dup2 [undefined] linux/arm64\n`), stdout);
    assert.match(stdout, /^linux\/arm64 +1 +0 +0$/m);
  });

  it('has colours only where they are wanted', async () => {
    const red = '\u001b[';
    const dir = folderWith(broken);
    assert.ok(!(await archway(dir, checkArgs())).stdout.includes(red));
    assert.ok((await archway(dir, checkArgs(), { FORCE_COLOR: '1' })).stdout.includes(red));
    assert.ok(!(await archway(dir, checkArgs(), { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout.includes(red));
  });

  it('takes a suppression with a reason, and reports one without, or without effect', async () => {
    const dir = folderWith({
      ...clean,
      'a.go': `package clean

import "syscall"

//archway:ignore undefined only built for amd64
var _ = syscall.Dup2

var _ = syscall.Dup2 //archway:ignore undefined

//archway:ignore undefined nothing is here
var _ = 1
`,
    });
    const { stdout } = await archway(dir, checkArgs('--format', 'json'));
    const { findings, stats } = JSON.parse(stdout);
    assert.equal(stats.suppressed, 2);
    assert.deepEqual(
      findings.map((f: { line: number; code: string; severity: string }) => [f.line, f.code, f.severity]),
      [
        [8, 'NoReason', 'warning'],
        [10, 'Unused', 'info'],
      ],
    );
  });

  it('leaves out what the baseline knows, wherever it has moved', async () => {
    const dir = folderWith(broken);
    assert.equal((await archway(dir, checkArgs('--write-baseline', 'known.json'))).status, 0);
    assert.equal((await archway(dir, checkArgs('--baseline', 'known.json'))).status, 0);
    const moved = folderWith({
      ...broken,
      'a.go': broken['a.go'].replace(
        '// F',
        '\n\n// G does it again.\nfunc G() error { return syscall.Dup2(3, 4) }\n\n// F',
      ),
      'known.json': readFileSync(join(dir, 'known.json'), 'utf8'),
    });
    const { status, stdout } = await archway(moved, checkArgs('--baseline', 'known.json', '--format', 'json'));
    assert.equal(status, 1);
    const { findings, stats } = JSON.parse(stdout);
    assert.deepEqual(
      findings.map((f: { line: number }) => f.line),
      [8],
    );
    assert.equal(stats.baselined, 1);
  });

  it('follows archway.json, and flags over it', async () => {
    const config = '{ "targets": ["linux/amd64"], "rules": { "undefined": "warning" } }';
    const dir = folderWith({ ...broken, 'archway.json': config });
    assert.equal((await archway(dir, ['check', '--jobs', '1'])).status, 0);
    const { status, stdout } = await archway(dir, checkArgs('--format', 'json'));
    assert.equal(status, 0);
    assert.equal(JSON.parse(stdout).findings[0].severity, 'warning');
    assert.equal((await archway(dir, checkArgs('--fail-on', 'warning'))).status, 1);
    const bad = folderWith({ ...broken, 'archway.json': '{ "rule": {} }' });
    const { status: badStatus, stderr } = await archway(bad, checkArgs());
    assert.equal(badStatus, 2);
    assert.match(stderr, /archway\.json:1:3: unknown key rule/);
  });

  it('leaves out what is excluded', async () => {
    const dir = folderWith({
      ...clean,
      'third_party/x/a.go': broken['a.go'],
      'b_generated.go': broken['a.go'].replace('broken', 'clean'),
      'archway.json': '{ "exclude": ["third_party/**", "**/*_generated.go"] }',
    });
    assert.equal((await archway(dir, checkArgs())).status, 0);
  });

  it('checks modules below the folder, and single files and patterns by themselves', async () => {
    const dir = folderWith({
      ...clean,
      'nested/go.mod': 'module example.org/nested\n',
      'nested/a.go': broken['a.go'],
      'pkg/a.go': broken['a.go'],
      'pkg/b.go': 'package broken\n\nvar _ = maxSize\n',
    });
    const files = async (...paths: string[]) => {
      const { stdout } = await archway(dir, checkArgs('--format', 'json', ...paths));
      return JSON.parse(stdout).findings.map((f: { file: string }) => f.file);
    };
    assert.deepEqual(await files(), ['nested/a.go', 'pkg/a.go', 'pkg/b.go']);
    assert.deepEqual(await files('./...'), ['pkg/a.go', 'pkg/b.go']);
    assert.deepEqual(await files('pkg/b.go'), ['pkg/b.go']);
    assert.deepEqual(await files('pkg/b.go', 'pkg'), ['pkg/a.go', 'pkg/b.go']);
    assert.deepEqual(await files('example.org/clean/p...'), ['pkg/a.go', 'pkg/b.go']);
  });
});
