// The checker against the Go toolchain: on every fixture, for several targets, the same errors at the same places.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { diagnosticsIn } from '../../test/support/diagnostics.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { parseTxtar } from '../../test/support/txtar.ts';
import { loadParsers } from '../analysis/parsers.ts';
import { parseTargets } from '../platform/parse-targets.ts';

const TARGETS = ['linux/amd64', 'linux/386', 'linux/arm64', 'linux/mips64le'];

/** What the Go compiler says; lines of explanation are joined to their error, places of other declarations left out. */
async function theirs(dir: string, target: string): Promise<string[]> {
  const [goos, goarch] = target.split('/');
  const env = { GOOS: goos, GOARCH: goarch, CGO_ENABLED: '0', GOFLAGS: '', GOTOOLCHAIN: 'local' };
  const { all } = await execa('go', ['vet', '-c=-1', './...'], { cwd: dir, env, all: true, reject: false });
  const { all: built } = await execa('go', ['build', '-gcflags=-e', './...'], {
    cwd: dir,
    env,
    all: true,
    reject: false,
  });
  assert.doesNotMatch(all, /cannot load|no required module/);
  const errors: string[] = [];
  for (const line of built.split('\n')) {
    if (line.startsWith('#')) continue;
    if (line.startsWith('\t')) {
      if (!/other declaration|previous case/.test(line)) errors[errors.length - 1] += `\n${line.replace('\t./', '\t')}`;
    } else if (line !== '') errors.push(line.replace(/(^|\s)\.\//g, '$1'));
  }
  return errors.sort();
}

function unpack(name: string): string {
  const archive = parseTxtar(readFileSync(join(import.meta.dirname, 'testdata', name), 'utf8'));
  return folderWith(archive.files);
}

describe('checker', function () {
  this.timeout(600_000);
  before(loadParsers);

  it('reports what the compiler reports, where it does, in its words', async () => {
    for (const name of [
      'errors.txtar',
      'language.txtar',
      'branches.txtar',
      'generics.txtar',
      'switches.txtar',
      'declarations.txtar',
      'parser.txtar',
      'words.txtar',
      'new.txtar',
    ]) {
      const dir = unpack(name);
      const said = diagnosticsIn(dir, TARGETS);
      for (const target of TARGETS) assert.deepEqual(said.get(target), await theirs(dir, target), `${name} ${target}`);
      assert.ok([...said.values()].every((lines) => lines.length > 0));
    }
  });

  it('is silent on correct code, tests included', async () => {
    const dir = unpack('silent.txtar');
    // One of the files makes the printf check of go vet 1.26 panic, and appends nothing.
    const vet = await execa('go', ['vet', '-printf=false', '-appends=false', './...'], {
      cwd: dir,
      env: { GOFLAGS: '', GOTOOLCHAIN: 'local' },
      reject: false,
      all: true,
    });
    assert.equal(vet.exitCode, 0, vet.all);
    for (const [target, lines] of diagnosticsIn(dir, TARGETS)) assert.deepEqual(lines, [], target);
  });

  it('says nothing about what a missing package may declare', () => {
    const source =
      'package m\n\nimport (\n\t"unsafe"\n\n\t"example.com/missing"\n)\n\nfunc f() any {\n\tkey, value := "a", 1\n\treturn missing.Table{key: value}\n}\n\ntype name missing.Name\n\nvar size [unsafe.Sizeof(missing.Table{})]byte\n\nconst empty = name("")\n\nfunc set(t missing.Table, p *name, i int) {\n\tkey, at := "a", 1\n\tt[key] = p[at]\n}\n\nvar lists = map[string]*missing.List{"a": core}\n\nvar core = &missing.List{lists: []missing.Item{{name: 1}}}\n';
    const dir = folderWith({ 'go.mod': 'module example.com/m\n\ngo 1.22\n', 'm.go': source });
    for (const [target, lines] of diagnosticsIn(dir, TARGETS)) assert.deepEqual(lines, [], target);
  });

  it('says of a set of targets what it says of each alone', () => {
    const dir = unpack('errors.txtar');
    const names = parseTargets('linux').map((target) => `${target.goos}/${target.goarch}`);
    const together = diagnosticsIn(dir, names);
    for (const name of names) assert.deepEqual(together.get(name), diagnosticsIn(dir, [name]).get(name), name);
  });
});
