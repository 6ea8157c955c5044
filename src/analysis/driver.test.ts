// The driver on the example: what the command line and the language server build on.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { checkFolder } from '../../test/support/check.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { inEnglish } from '../messages/catalogue.ts';
import { readEnvironment } from '../module/environment.ts';
import { findingToJson } from './finding.ts';

const example = fileURLToPath(new URL('../../example', import.meta.url));

describe('check', () => {
  it('finds the same without Go on the machine as with it', async () => {
    const environment = { ...readEnvironment(), goroot: undefined, goVersion: undefined };
    const withGo = await checkFolder(example);
    const without = await checkFolder(example, 'linux', { environment });
    const places = ({ findings }: typeof withGo) =>
      findings
        .map(findingToJson)
        .map(({ file, line, column, message, targets }) => ({ file, line, column, message, targets }));
    assert.ok(withGo.findings.some((finding) => finding.related.some((place) => place.file.startsWith('std/'))));
    assert.deepEqual(places(without), places(withGo));
  });

  it('reports progress up to the end, and stops where it is told to', async () => {
    const seen: number[] = [];
    let total = 0;
    await checkFolder(example, 'linux/arm64', {
      onProgress: (progress) => {
        seen.push(progress.done);
        total = progress.total;
      },
    });
    assert.equal(seen.at(-1), total);
    assert.deepEqual(
      seen,
      [...seen].sort((a, b) => a - b),
    );
    const abort = new AbortController();
    const stopped = checkFolder(example, 'linux/arm64', {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await assert.rejects(stopped, /enough/);
  });

  it('says the same of packages together, of which it lets go one after the other, as of each alone', async () => {
    const dir = folderWith({
      'go.mod': 'module m\n\ngo 1.22\n',
      'a/a.go': 'package a\n\ntype T struct{ N int }\n\nfunc (T) Own() int32 { return 1 << 40 }\n',
      'a/a_test.go': 'package a\n\nfunc (T) OfTest() {}\n\nvar Helper = T{}\n\nvar _ int = "a"\n',
      'a/x_test.go': 'package a_test\n\nimport "m/a"\n\nvar _ string = a.Helper.N\n\nvar X a.T\n',
      'b/b.go': 'package b\n\nimport "m/a"\n\nvar _ = a.Helper\n\nvar _ string = a.T{}.Own()\n',
      'b/b_test.go': 'package b\n\nimport "m/a"\n\nfunc f() { a.T{}.OfTest() }\n',
    });
    const said = ({ findings }: Awaited<ReturnType<typeof checkFolder>>) =>
      findings.map(({ path, start, message }) => `${path}:${start.line}:${start.column} ${inEnglish(message)}`);
    const alone = [said(await checkFolder(`${dir}/a`)), said(await checkFolder(`${dir}/b`))];
    assert.deepEqual(
      alone.map((one) => one.length),
      [3, 3],
    );
    assert.deepEqual(said(await checkFolder(dir)), alone.flat());
  });

  it('sees texts that are not on disk', async () => {
    const dir = folderWith({ 'go.mod': 'module m\n', 'a.go': 'package m\n' });
    const overlay = new Map([
      [`${dir}/a.go`, 'package m\n\nvar _ = limit\n'],
      [`${dir}/b_amd64.go`, 'package m\n\nconst limit = 1\n'],
    ]);
    const { findings } = await checkFolder(dir, 'linux/amd64,linux/arm64', { overlay });
    assert.deepEqual(
      findings.map((finding) => [finding.file, finding.targets]),
      [['a.go', ['linux/arm64']]],
    );
  });

  it('checks dependencies where they are asked for, on the targets that take them in', async () => {
    const dir = folderWith({
      'go.mod':
        'module example.org/m\n\ngo 1.21\n\nrequire example.org/dep v0.0.0\n\nreplace example.org/dep => ../dep\n',
      'a.go': 'package m\n',
      'a_linux.go': 'package m\n\nimport _ "example.org/dep"\n',
    });
    const dep = folderWith({
      'go.mod': 'module example.org/dep\n',
      'd.go': 'package dep\n\nvar _ = limit\n',
      'd_test.go': 'package dep\n\nvar _ = neither\n',
      'd_amd64.go': 'package dep\n\nconst limit = 1\n',
    });
    const overlay = new Map([
      [
        `${dir}/go.mod`,
        `module example.org/m\n\ngo 1.21\n\nrequire example.org/dep v0.0.0\n\nreplace example.org/dep => ${dep}\n`,
      ],
    ]);
    const targets = 'linux/amd64,linux/arm64,windows/arm64';
    assert.deepEqual((await checkFolder(dir, targets, { overlay })).findings, []);
    const { findings } = await checkFolder(dir, targets, { overlay, deps: true });
    assert.deepEqual(
      findings.map((finding) => [finding.file, finding.module, finding.targets]),
      [
        ['a_linux.go', 'example.org/m', ['linux/arm64']],
        ['example.org/dep/d.go', 'example.org/dep', ['linux/arm64']],
        ['go.mod', 'example.org/m', ['linux/arm64']],
      ],
    );
  });

  it('heeds a suppression in a package that it was not asked about', async () => {
    const files = {
      'go.mod': 'module m\n',
      'lib/lib.go': 'package lib\n\ntype Stats struct {\n\tClosed bool\n\tSent   int64\n}\n',
      'use/use.go':
        'package use\n\nimport (\n\t"sync/atomic"\n\n\t"m/lib"\n)\n\nfunc F(s *lib.Stats) { atomic.AddInt64(&s.Sent, 1) }\n',
    };
    const { findings } = await checkFolder(folderWith(files), 'linux', { paths: ['use'] });
    assert.deepEqual(
      findings.map(({ file, rule }) => [file, rule]),
      [['lib/lib.go', 'unaligned-atomic']],
    );
    const lib = files['lib/lib.go'].replace('int64', 'int64 //archway:ignore unaligned-atomic never on 32 bits');
    const suppressed = folderWith({ ...files, 'lib/lib.go': lib });
    for (const paths of [['use'], ['.']])
      assert.deepEqual((await checkFolder(suppressed, 'linux', { paths })).findings, []);
  });

  it('says which imports it did not see', async () => {
    const dir = folderWith({
      'go.mod': 'module m\n',
      'a.go': 'package m\n\nimport "example.org/absent"\n\nvar _ = absent.X\n',
    });
    const { findings, incomplete } = await checkFolder(dir);
    assert.deepEqual(findings, []);
    assert.deepEqual(
      incomplete.map((entry) => entry.package),
      ['example.org/absent'],
    );
    assert.match(incomplete[0]!.reason, /no required module provides package example\.org\/absent/);
  });
});
