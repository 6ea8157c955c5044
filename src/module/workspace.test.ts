// Packages, folders and modules of a workspace are those the go command names.
import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { runsAll } from '../../test/support/sample.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { TargetList } from '../platform/target.ts';
import { readEnvironment } from './environment.ts';
import { openWorkspace, workspaceFolders } from './open-workspace.ts';
import type { GoPackage, MissingPackage } from './package.ts';
import { goCommand, listedPackages } from './testing.ts';
import type { Workspace } from './workspace.ts';

const linuxAMD64 = new TargetList([{ goos: 'linux', goarch: 'amd64', levels: {}, cgo: false, tags: [] }]);

/** Nothing of the machine the tests run on decides. */
const isolated = {
  GOENV: 'off',
  GOFLAGS: '',
  GOPROXY: 'off',
  GOSUMDB: 'off',
  GOTOOLCHAIN: 'local',
  GOWORK: '',
  GO111MODULE: '',
  GOOS: 'linux',
  GOARCH: 'amd64',
  CGO_ENABLED: '0',
};
type Settings = Readonly<Record<string, string>>;

function open(dir: string, env: Settings = {}): Workspace {
  return openWorkspace(dir, { environment: readEnvironment({ variables: { ...process.env, ...isolated, ...env } }) });
}

/** A package as `listedPackages` has it. */
function line({ importPath, dir, module }: GoPackage): string {
  const isOfModule = module.path !== '' && module.path !== 'std';
  return `${importPath} ${dir}${isOfModule ? ` ${module.path} ${module.goVersion} ${module.isMain}` : ''}`;
}

/** Compares the packages that match, and all that they need, with what the go command says. */
function assertSamePackages(dir: string, patterns: readonly string[], env: Settings = {}): void {
  const workspace = open(dir, env);
  const roots = workspace
    .packages(patterns)
    .filter((found) => found.files.some((file) => file.presence(linuxAMD64) !== 0));
  const variables = { ...isolated, ...env };
  const matched = listedPackages(patterns, dir, variables);
  assert.deepEqual(roots.map(line).sort(), matched);
  const needed = listedPackages(['-deps', ...patterns], dir, variables);
  assert.deepEqual(workspace.closure(roots, linuxAMD64).map(line).sort(), needed);
}

/** A module of the module proxy in a folder of its own, with what it needs downloaded. */
function downloaded(modulePath: string, version: string): string {
  const target = path.join(folderWith({}), 'module');
  const answer = goCommand(['mod', 'download', '-json', `${modulePath}@${version}`], path.dirname(target));
  cpSync((JSON.parse(answer) as { Dir: string }).Dir, target, { recursive: true });
  for (const name of ['', ...readdirSync(target, { recursive: true, encoding: 'utf8' })])
    chmodSync(path.join(target, name), 0o755);
  goCommand(['mod', 'download'], target);
  return target;
}

function reasonOf(answer: GoPackage | MissingPackage): string {
  assert.ok('missing' in answer, `${answer.importPath} was found`);
  return answer.reason;
}

describe('workspace', function () {
  this.timeout(600_000);

  describe('of a module', () => {
    const modules: readonly (readonly [string, string])[] = [
      ['golang.org/x/net', 'v0.47.0'],
      ['github.com/prometheus/procfs', 'v0.17.0'],
      ['github.com/containerd/containerd', 'v1.6.36'],
    ];
    for (const [modulePath, version] of runsAll ? modules : modules.slice(0, 2)) {
      it(`finds the packages of ${modulePath} and what they need`, () => {
        const dir = downloaded(modulePath, version);
        // What is left of containerd's vendor folder in the module proxy is of no use.
        assertSamePackages(dir, ['./...'], { GOFLAGS: '-mod=mod' });
        const workspace = open(dir, { GOFLAGS: '-mod=mod' });
        const closure = workspace.closure(workspace.packages(['./...']), linuxAMD64);
        const providers = new Set(closure.map((found) => found.module));
        // This may ask the module proxy for versions.
        const online = { ...isolated, GOPROXY: '', GOFLAGS: '-mod=mod' };
        const versions = new Set(
          goCommand(
            ['list', '-m', '-f', '{{.Path}} {{with .Replace}}{{.Version}}{{else}}{{.Version}}{{end}}', 'all'],
            dir,
            online,
          ).split('\n'),
        );
        for (const module of providers) {
          if (module.version !== '')
            assert.ok(versions.has(`${module.path} ${module.version}`), `${module.path} ${module.version}`);
        }
      });
    }

    it('takes folders from replacements, and modules nested in one another for what they are', () => {
      const dir = folderWith({
        'main/go.mod': `module example.com/main

go 1.21

require (
	example.com/lib v1.0.0
	example.com/lib/nested v1.0.0
)

replace (
	example.com/lib => ../lib
	example.com/lib/nested v1.0.0 => ../lib/nested
)
`,
        'main/main.go':
          'package main\n\nimport (\n\t_ "example.com/lib/a"\n\t_ "example.com/lib/nested/b"\n\t_ "example.com/main/internal/x"\n)\n\nfunc main() {}\n',
        'main/internal/x/x.go': 'package x\n',
        'main/tools/go.mod': 'module example.com/main/tools\n',
        'main/tools/tools.go': 'package tools\n',
        'main/testdata/t.go': 'package t\n',
        'main/_hidden/h.go': 'package h\n',
        'main/.hidden/h.go': 'package h\n',
        'main/vendored/vendor/v/v.go': 'package v\n',
        'main/windows/only_windows.go': 'package windows\n',
        'main/ignored/i.go': 'package ignored\n',
        'lib/go.mod': 'module example.com/lib\n\ngo 1.17\n',
        'lib/a/a.go': 'package a\n',
        'lib/nested/go.mod': 'module example.com/lib/nested\n',
        'lib/nested/b/b.go': 'package b\n',
      });
      const main = path.join(dir, 'main');
      assertSamePackages(main, ['./...']);
      assertSamePackages(main, ['example.com/main/...', 'example.com/lib/...']);
      assertSamePackages(main, ['./internal/...', '.']);
      assertSamePackages(main, ['example.com/.../b', 'net/http/...', 'encoding/json']);
      const workspace = open(main);
      const [root] = workspace.packages(['.']);
      assert.ok(root);
      assert.match(
        reasonOf(workspace.source.resolve('example.com/main/tools', root)),
        /^no required module provides package/,
      );
      assert.match(
        reasonOf(workspace.source.resolve('example.com/lib/absent', root)),
        /^no required module provides package/,
      );
      assert.match(
        reasonOf(workspace.source.resolve('net/absent', root)),
        /^package net\/absent is not in std \(.*absent\)$/,
      );
      assert.match(reasonOf(workspace.source.resolve('../../../etc/passwd', root)), /^no Go files in/);
      assert.match(reasonOf(workspace.source.resolve('a/../b', root)), /^malformed import path/);
      assert.equal(workspace.packageIn(path.join(main, 'tools')), undefined);
      assert.equal(workspace.packagesBelow(path.join(main, 'testdata'))[0]?.importPath, 'example.com/main/testdata');
    });

    it("leaves out what go.mod's ignore lines name", () => {
      const dir = folderWith({
        'go.mod': 'module m.test/m\n\ngo 1.25\n\nignore (\n\t./a\n\tx/y\n)\n',
        'a/a.go': 'package a\n',
        'b/a/a.go': 'package a\n',
        'b/x/y/y.go': 'package y\n',
        'b/y/y.go': 'package y\n',
      });
      assertSamePackages(dir, ['./...']);
    });

    it('takes packages from the vendor folder from Go 1.14 on', () => {
      const files = (go: string) => ({
        'go.mod': `module m.test/main\n\ngo ${go}\n\nrequire example.com/dep v1.2.3\n`,
        'main.go': 'package main\n\nimport _ "example.com/dep/sub"\n\nfunc main() {}\n',
        'vendor/modules.txt': `# example.com/dep v1.2.3\n## explicit; go 1.18\nexample.com/dep/sub\n`,
        'vendor/example.com/dep/sub/sub.go': 'package sub\n\nimport _ "fmt"\n',
      });
      const dir = folderWith(files('1.17'));
      assertSamePackages(dir, ['./...']);
      const workspace = open(dir);
      const [main] = workspace.packages(['.']);
      const dep = workspace.source.resolve('example.com/dep/sub', main!);
      assert.ok(!('missing' in dep));
      assert.deepEqual([dep.module.version, dep.module.goVersion], ['v1.2.3', '1.18']);
      assert.match(
        reasonOf(workspace.source.resolve('example.com/other', main!)),
        /import lookup disabled by -mod=vendor$/,
      );
      assertSamePackages(folderWith(files('1.13')), ['./...'], { GOFLAGS: '-mod=vendor' });
    });

    it('says which module is not in the module cache', () => {
      const dir = folderWith({
        'go.mod': 'module m.test/main\n\ngo 1.17\n\nrequire example.com/absent v1.0.0\n',
        'main.go': 'package main\n',
      });
      const workspace = open(dir, { GOMODCACHE: path.join(dir, 'cache') });
      const [main] = workspace.packages(['.']);
      const reason = reasonOf(workspace.source.resolve('example.com/absent/x', main!));
      assert.match(reason, /module example\.com\/absent@v1\.0\.0 is not in the module cache/);
    });
  });

  it('of a go.work takes in its members', () => {
    const dir = folderWith({
      'go.work': 'go 1.21\n\nuse (\n\t./a\n\t./a/nested\n\t./b\n)\n\nreplace example.com/c => ./c\n',
      'a/go.mod': 'module w.test/a\n\ngo 1.18\n\nrequire example.com/c v1.0.0\n',
      'a/a.go': 'package a\n\nimport (\n\t_ "example.com/c"\n\t_ "w.test/a/nested/n"\n\t_ "w.test/b"\n)\n',
      'a/nested/go.mod': 'module w.test/a/nested\n\ngo 1.21\n',
      'a/nested/n/n.go': 'package n\n',
      'a/outside/go.mod': 'module w.test/outside\n',
      'a/outside/o.go': 'package outside\n',
      'b/go.mod': 'module w.test/b\n',
      'b/b.go': 'package b\n',
      'c/go.mod': 'module example.com/c\n\ngo 1.20\n',
      'c/c.go': 'package c\n',
    });
    assertSamePackages(path.join(dir, 'a'), ['w.test/...']);
    assertSamePackages(path.join(dir, 'a', 'nested'), ['./...', 'w.test/b']);
    const workspace = open(dir);
    assert.equal(workspace.kind, 'workspace');
    assert.deepEqual(
      workspace.packagesBelow(dir).map((found) => found.importPath),
      ['w.test/a', 'w.test/a/nested/n', 'w.test/b'],
    );
    // A module the go.work does not use stands by itself.
    assert.deepEqual(
      open(path.join(dir, 'a', 'outside'))
        .packages(['./...'])
        .map((found) => found.importPath),
      ['w.test/outside'],
    );
    assert.equal(open(path.join(dir, 'a'), { GOWORK: 'off' }).kind, 'module');
  });

  it('of a GOPATH finds packages below src and in vendor folders', () => {
    const dir = folderWith({
      'src/example.com/app/main.go':
        'package main\n\nimport (\n\t_ "example.com/app/lib"\n\t_ "example.com/other"\n\t_ "example.com/third"\n)\n\nfunc main() {}\n',
      'src/example.com/app/lib/lib.go': 'package lib\n\nimport _ "example.com/third"\n',
      'src/example.com/app/lib/vendor/example.com/third/third.go': 'package third\n',
      'src/example.com/app/vendor/example.com/third/third.go': 'package third\n\nimport _ "example.com/fourth"\n',
      'src/example.com/app/vendor/example.com/fourth/fourth.go': 'package fourth\n',
      'src/example.com/third/third.go': 'package third\n',
      'src/example.com/other/other.go': 'package other\n\nimport _ "example.com/third"\n',
    });
    const env = { GOPATH: dir, GO111MODULE: 'off' };
    const app = path.join(dir, 'src', 'example.com', 'app');
    assertSamePackages(app, ['./...'], env);
    assertSamePackages(app, ['example.com/...'], env);
    // The same tree where nobody has set GOPATH: its shape tells.
    const found = open(app).packages(['./...']);
    assert.deepEqual(
      found.map((each) => each.importPath),
      ['example.com/app', 'example.com/app/lib'],
    );
    assert.equal(found[0]?.module.isMain, true);
  });

  it('of a checkout without go.mod knows its import path from its description', () => {
    const dir = folderWith({
      'Godeps/Godeps.json': '{\n\t"ImportPath": "example.com/old",\n\t"Deps": []\n}\n',
      'main.go': 'package main\n\nimport _ "example.com/old/lib"\n',
      'lib/lib.go': 'package lib\n\nimport _ "example.com/dep"\n',
      'vendor/example.com/dep/dep.go': 'package dep\n',
    });
    const workspace = open(dir);
    const closure = workspace
      .closure(workspace.packages(['./...']), linuxAMD64)
      .filter((found) => found.module.path !== 'std');
    assert.deepEqual(closure.map((found) => found.importPath).sort(), [
      'example.com/old',
      'example.com/old/lib',
      'example.com/old/vendor/example.com/dep',
    ]);
  });

  it('of GOROOT/src is the standard library', () => {
    const src = path.join(goCommand(['env', 'GOROOT']).trim(), 'src');
    const workspace = open(src);
    assert.equal(workspace.kind, 'std');
    const matched = listedPackages(['std'], src, isolated).map((each) => each.split(' ')[0]);
    const present = workspace.packages(['std']).filter((each) => each.files.some((file) => file.presence(linuxAMD64)));
    assert.deepEqual(
      present
        .map((each) => each.importPath)
        .filter((name) => name !== 'runtime/cgo')
        .sort(),
      matched.sort(),
    );
    const http = workspace.packages(['net/http'])[0]!;
    const vendored = workspace.source.resolve('golang.org/x/net/http/httpguts', http);
    assert.equal(vendored.importPath, 'vendor/golang.org/x/net/http/httpguts');
    assert.equal(http.module.isMain, true);
  });

  it('does without Go on the machine', () => {
    const dir = folderWith({
      'go.mod': 'module m\n\ngo 1.21\n',
      'm.go': 'package m\n\nimport "fmt"\n\nvar X = fmt.Sprint()\n',
    });
    const withoutGo = { ...readEnvironment({ variables: isolated }), goroot: undefined, goVersion: undefined };
    const workspace = openWorkspace(dir, { environment: withoutGo });
    assert.ok(workspace.usesSnapshot);
    const [own] = workspace.packages(['.']);
    const names = new Set(workspace.closure([own!], linuxAMD64).map((found) => found.importPath));
    for (const name of ['m', 'fmt', 'io']) assert.ok(names.has(name), name);
    assert.ok(!('missing' in workspace.source.resolve('unsafe', own!)));
  });

  it('ends where links lead round in circles, and does not follow them', () => {
    const dir = folderWith({ 'go.mod': 'module m.test/m\n', 'a/a.go': 'package a\n' });
    symlinkSync(dir, path.join(dir, 'a', 'loop'));
    symlinkSync('self', path.join(dir, 'a', 'self'));
    mkdirSync(path.join(dir, 'a', 'folder.go'));
    assertSamePackages(dir, ['./...']);
  });

  it('tells what is wrong with go.mod and goes on', () => {
    const dir = folderWith({ 'go.mod': 'modul m\nrequire (\n\tx\n', 'm.go': 'package m\n' });
    const workspace = open(dir);
    assert.deepEqual(
      workspace.problems.map(({ id, args }) => [id, args.line]),
      [
        ['mod-file-line', 1],
        ['mod-file-line', 3],
        ['mod-file-without-module', undefined],
      ],
    );
    assert.equal(workspace.packages(['./...']).length, 1);
  });

  it('reports what no pattern matches', () => {
    const dir = folderWith({ 'go.mod': 'module m.test/m\n', 'm.go': 'package m\n' });
    const missing: MissingPackage[] = [];
    open(dir).packages(['./absent', './absent/...', 'm.test/m'], (each) => missing.push(each));
    assert.deepEqual(
      missing.map((each) => each.importPath),
      ['./absent', './absent/...'],
    );
  });

  it('takes in tests only of the packages it starts from', () => {
    const dir = folderWith({
      'go.mod': 'module m.test/m\n',
      'a/a.go': 'package a\n\nimport _ "m.test/m/b"\n',
      'a/a_test.go': 'package a_test\n\nimport _ "m.test/m/c"\n',
      'b/b.go': 'package b\n',
      'b/b_test.go': 'package b\n\nimport _ "m.test/m/d"\n',
      'c/c.go': 'package c\n',
      'd/d.go': 'package d\n',
    });
    const workspace = open(dir);
    const roots = workspace.packages(['./a']);
    const names = (tests: boolean) =>
      workspace
        .closure(roots, linuxAMD64, { tests })
        .map((found) => path.basename(found.dir))
        .sort();
    assert.deepEqual(names(false), ['a', 'b']);
    assert.deepEqual(names(true), ['a', 'b', 'c']);
  });

  it('keeps apart the targets on which packages are taken in', () => {
    const dir = folderWith({
      'go.mod': 'module m.test/m\n',
      'a/a_arm64.go': 'package a\n\nimport _ "m.test/m/b"\n',
      'a/a_amd64.go': 'package a\n',
      'b/b_amd64.go': 'package b\n\nimport _ "m.test/m/c"\n',
      'b/b_arm64.go': 'package b\n',
      'c/c.go': 'package c\n',
    });
    const targets = new TargetList(
      ['amd64', 'arm64'].map((goarch) => ({ goos: 'linux', goarch, levels: {}, cgo: false, tags: [] })),
    );
    const workspace = open(dir);
    const reached = workspace.reach(workspace.packages(['./a']), targets);
    assert.deepEqual(
      [...reached].map(([found, set]) => [path.basename(found.dir), targets.names(set)]),
      [
        ['a', ['linux/amd64', 'linux/arm64']],
        ['b', ['linux/arm64']],
      ],
    );
  });

  it('finds every module below a folder that has none', () => {
    const dir = folderWith({
      'one/go.mod': 'module one\n',
      'one/inner/go.mod': 'module inner\n',
      'two/deep/go.mod': 'module two\n',
      'vendor/v/go.mod': 'module v\n',
    });
    assert.deepEqual(workspaceFolders(dir), [path.join(dir, 'one'), path.join(dir, 'two', 'deep')]);
    assert.deepEqual(workspaceFolders(path.join(dir, 'one')), [path.join(dir, 'one')]);
  });
});
