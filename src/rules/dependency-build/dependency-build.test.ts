// dependency-build: held against the go command; go.mod files of older modules, suppressions, and checks about changes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFolder } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { header, parseTxtar } from '../../../test/support/txtar.ts';
import type { CheckResult } from '../../analysis/finding.ts';
import { formatJson } from '../../cli/format/json.ts';
import { formatText } from '../../cli/format/text.ts';
import { render } from '../../messages/catalogue.ts';
import { dependencyBuild } from './rule.ts';

const vendored = parseTxtar(readFileSync(fileURLToPath(new URL('testdata/vendored.txtar', import.meta.url)), 'utf8'));

/** A module that needs one which needs a broken one; the middle one does not say so on all targets. */
const chain = {
  'app/go.mod':
    'module example.org/app\n\ngo 1.16\n\nrequire example.org/middle v1.0.0\n\nreplace (\n\texample.org/middle => ../middle\n\texample.org/bottom => ../bottom\n)\n',
  'app/app.go': 'package app\n\nimport "example.org/middle"\n\nvar X = middle.X\n',
  'app/other/other.go': 'package other\n\nvar Y = 1\n',
  'middle/go.mod': 'module example.org/middle\n\ngo 1.16\n\nrequire example.org/bottom v1.2.0\n',
  'middle/middle.go': 'package middle\n\nimport "example.org/bottom"\n\nvar X = bottom.X\n',
  'bottom/go.mod': 'module example.org/bottom\n\ngo 1.16\n',
  'bottom/bottom.go': 'package bottom\n\nvar X, Y = limit, width\n',
  'bottom/limit_amd64.go': 'package bottom\n\nconst limit, width = 1, 2\n',
};

const targets = 'linux/amd64,linux/arm64';

/** The summaries of a check, each with its place. */
function summaries({ findings }: CheckResult): string[] {
  return findings
    .filter(({ rule }) => rule === dependencyBuild.id)
    .map(({ file, start, message }) => `${file}:${start.line}:${start.column}: ${render(message)}`);
}

describe('dependency-build', function () {
  this.timeout(120_000);

  it('says of which targets the go command cannot build the code, and where the first error is', async () => {
    const dir = folderWith(vendored.files);
    const { findings } = await checkFolder(dir, header(vendored, 'targets')!, { deps: true });
    for (const target of header(vendored, 'targets')!.split(',')) {
      const [GOOS, GOARCH] = target.split('/');
      const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: '0', GOFLAGS: '-mod=vendor', GOWORK: 'off' };
      const { stderr } = spawnSync('go', ['build', '-gcflags=-e', './...'], { cwd: dir, env, encoding: 'utf8' });
      const theirs = [...stderr.matchAll(/^vendor\/(example\.org\/[^/\n]+)\/.*?\.go:\d+/gm)].map(
        ([, module]) => module!,
      );
      const ours = findings
        .filter(
          ({ rule, file, targets: on }) => rule === dependencyBuild.id && file === 'go.mod' && on.includes(target),
        )
        .map(({ message }) => String(message.args.module).split(' ')[0]!);
      assert.deepEqual(ours.sort(), [...new Set(theirs)].sort(), `${target}: ${stderr}`);
      for (const { related, targets: on } of findings.filter(({ rule }) => rule === dependencyBuild.id))
        if (on.length === 1 && on[0] === target)
          assert.ok(stderr.includes(`${related[0]!.file}:${related[0]!.start.line}:`));
    }
  });

  it('stands where the module is required that needs it, where go.mod does not list it itself', async () => {
    const dir = folderWith(chain);
    const result = await checkFolder(join(dir, 'app'), targets, { deps: true });
    const message = 'example.org/bottom does not build on linux/arm64: undefined: limit (bottom.go:3)';
    assert.deepEqual(summaries(result), [`app.go:3:8: ${message}`, `go.mod:5:1: ${message}`]);
    const [atImport] = result.findings.filter(({ rule }) => rule === dependencyBuild.id);
    assert.deepEqual(atImport!.details.map(render), [
      'It is taken in through example.org/middle → example.org/bottom.',
      '2 errors in example.org/bottom.',
    ]);
    assert.deepEqual(
      atImport!.related.map(({ path, start, message: text }) => [path, start.column, render(text)]),
      [
        [join(dir, 'bottom/bottom.go'), 12, 'undefined: limit'],
        [join(dir, 'bottom/bottom.go'), 19, 'undefined: width'],
      ],
    );
  });

  it('is a list of its own in JSON, and comes before the details in text', async () => {
    const dir = join(folderWith(chain), 'app');
    const result = await checkFolder(dir, targets, { deps: true });
    const json = JSON.parse(formatJson(result));
    const files = (list: readonly { file: string }[]) => list.map(({ file }) => file);
    assert.deepEqual(files(json.dependencies), ['app.go', 'go.mod']);
    assert.deepEqual(files(json.findings), ['example.org/bottom/bottom.go', 'example.org/bottom/bottom.go']);
    const text = formatText(result, { cwd: dir, colors: false, incompleteShown: 0, explainUnknown: false });
    assert.match(
      text,
      /^app\.go:3:8: .*^go\.mod:5:1: .*^In dependencies \(2\):\nexample\.org\/bottom\/bottom\.go:3:12: /ms,
    );
    assert.equal(JSON.parse(formatJson(await checkFolder(dir, targets))).dependencies, undefined);
  });

  it('can be all there is of what is found in dependencies', async () => {
    const dir = join(folderWith(chain), 'app');
    const result = await checkFolder(dir, targets, { deps: true, onlySummary: true });
    assert.deepEqual(
      result.findings.map(({ file }) => file),
      ['app.go', 'go.mod'],
    );
  });

  it('is off where it is switched off, and has the severity that it is given', async () => {
    const dir = join(folderWith(chain), 'app');
    const off = await checkFolder(dir, targets, { deps: true, severities: { [dependencyBuild.id]: 'off' } });
    assert.deepEqual(summaries(off), []);
    const info = await checkFolder(dir, targets, { deps: true, severities: { [dependencyBuild.id]: 'info' } });
    assert.deepEqual(
      info.findings.filter(({ rule }) => rule === dependencyBuild.id).map(({ severity }) => severity),
      ['info', 'info'],
    );
  });

  it('can be suppressed at the import and in go.mod, also by a check that looks at other packages only', async () => {
    const files = {
      ...chain,
      'app/go.mod': chain['app/go.mod'].replace(
        'require',
        '//archway:ignore dependency-build nobody runs it there\nrequire',
      ),
      'app/app.go': chain['app/app.go'].replace(
        '"example.org/middle"',
        '"example.org/middle" //archway:ignore dependency-build nobody runs it there',
      ),
    };
    const dir = join(folderWith(files), 'app');
    for (const changed of [undefined, new Set([join(dir, 'other/other.go')])]) {
      const result = await checkFolder(dir, targets, { deps: true, onlySummary: true, ...(changed && { changed }) });
      assert.deepEqual(result.findings, []);
      assert.equal(result.isPart, changed !== undefined);
    }
    // Without a look at dependencies nobody knows whether the comment has its use.
    assert.deepEqual((await checkFolder(dir, targets)).findings, []);
  });

  it('is the same where only some packages are checked again', async () => {
    const dir = join(folderWith(chain), 'app');
    const whole = await checkFolder(dir, targets, { deps: true });
    const changed = new Set([join(dir, 'other/other.go')]);
    const part = await checkFolder(dir, targets, { deps: true, changed });
    assert.ok(part.isPart);
    assert.deepEqual(summaries(part), summaries(whole));
  });

  it('tells what the code itself comes to before it looks at dependencies', async () => {
    const dir = folderWith({ ...chain, 'app/own.go': 'package app\n\nvar Own = 1 + nothing\n' });
    const early: string[][] = [];
    const result = await checkFolder(join(dir, 'app'), targets, {
      deps: true,
      onOwn: ({ findings }) => early.push(findings.map(({ file }) => file)),
    });
    assert.deepEqual(early, [['own.go']]);
    assert.equal(summaries(result).length, 2);
  });
});
