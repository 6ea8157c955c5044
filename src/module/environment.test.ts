// Settings are those `go env` prints, in different surroundings.
import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { folderWith } from '../../test/support/temporary.ts';
import { readEnvironment, selectToolchain } from './environment.ts';
import { diskFileSystem } from './file-system.ts';
import { goCommand } from './testing.ts';

const names = ['GOROOT', 'GOVERSION', 'GOPATH', 'GOMODCACHE', 'GOEXPERIMENT', 'GO111MODULE', 'GOTOOLCHAIN'];

/** What the go command says in these surroundings; only `PATH` is added. */
function goEnv(variables: Readonly<Record<string, string>>): Record<string, string> {
  // Empty values stand for variables that are not set.
  const cleared = Object.fromEntries(
    Object.keys(process.env)
      .filter((key) => key !== 'PATH')
      .map((key) => [key, '']),
  );
  return JSON.parse(goCommand(['env', '-json', ...names], undefined, { ...cleared, ...variables }));
}

function assertSame(variables: Readonly<Record<string, string>>): void {
  const { PATH = '' } = process.env;
  const ours = readEnvironment({ variables: { PATH, ...variables } });
  const theirs = goEnv(variables);
  assert.deepEqual(
    {
      GOROOT: ours.goroot && realpathSync(ours.goroot),
      GOVERSION: `go${ours.goVersion}`,
      GOPATH: ours.gopath.join(path.delimiter),
      GOMODCACHE: ours.gomodcache,
      GOEXPERIMENT: ours.goexperiment.join(','),
      GO111MODULE: ours.go111module,
      GOTOOLCHAIN: ours.gotoolchain,
    },
    { ...theirs, GOROOT: realpathSync(theirs.GOROOT!) },
  );
}

describe('environment', function () {
  this.timeout(60_000);

  it('has the go command’s defaults', () => assertSame({ HOME: folderWith({}) }));

  it('takes variables of the environment', () => {
    const home = folderWith({});
    assertSame({ HOME: home, GOPATH: `${home}/a:${home}/b`, GO111MODULE: 'off' });
    assertSame({ HOME: home, GOMODCACHE: `${home}/cache`, GOTOOLCHAIN: 'local', GOEXPERIMENT: 'arenas' });
  });

  it('takes what `go env -w` has written', () => {
    const home = folderWith({
      '.config/go/env': 'GOPATH=/from/file\nGOTOOLCHAIN=local\nGO111MODULE=auto\n# GOMODCACHE=/no\n',
    });
    assertSame({ HOME: home });
    assertSame({ HOME: home, GOPATH: '/from/environment' });
    assertSame({ HOME: home, GOENV: 'off' });
    assertSame({ HOME: home, XDG_CONFIG_HOME: folderWith({ 'go/env': 'GOMODCACHE=/other/cache\n' }) });
  });

  it('reads -mod, -modfile and -tags from GOFLAGS', () => {
    const { mod, modFile, tags } = readEnvironment({
      variables: { GOFLAGS: '-v -mod=mod "-modfile=/with space/x.mod" --tags=a,b -mod=vendor' },
    });
    assert.deepEqual([mod, modFile, tags], ['vendor', '/with space/x.mod', ['a', 'b']]);
  });

  it('finds GOROOT through a link on PATH, with no process', () => {
    const dir = folderWith({
      'go/VERSION': 'go1.99.1\ntime 2030-01-01T00:00:00Z\n',
      'go/src/runtime/runtime.go': 'package runtime\n',
      'go/bin/go': 'not a program',
      'empty/x': '',
    });
    mkdirSync(path.join(dir, 'links'));
    symlinkSync(path.join(dir, 'go', 'bin', 'go'), path.join(dir, 'links', 'go'));
    const found = readEnvironment({
      variables: { PATH: ['empty', 'links'].map((name) => path.join(dir, name)).join(path.delimiter) },
    });
    assert.deepEqual([found.goroot, found.goVersion], [path.join(dir, 'go'), '1.99.1']);
  });

  it('prefers what a real `go env` has answered', () => {
    const { gopath } = readEnvironment({ variables: { GOPATH: '/a' }, known: { GOPATH: '/b' } });
    assert.deepEqual(gopath, ['/b']);
  });

  it('uses a newer toolchain from the module cache where go.mod asks for it', () => {
    const gomodcache = folderWith({ 'golang.org/toolchain@v0.0.1-go1.98.2.linux-amd64/VERSION': 'go1.98.2\n' });
    const own = { goroot: '/go', goVersion: '1.97.0' };
    const environment = { ...readEnvironment({ variables: {} }), ...own, gomodcache, gotoolchain: 'auto' };
    const newer = path.join(gomodcache, 'golang.org', 'toolchain@v0.0.1-go1.98.2.linux-amd64');
    assert.deepEqual(selectToolchain(environment, '1.98.2', diskFileSystem), { goroot: newer, goVersion: '1.98.2' });
    assert.deepEqual(selectToolchain(environment, '1.96', diskFileSystem), own);
    assert.deepEqual(selectToolchain(environment, '1.99.0', diskFileSystem), own);
    assert.deepEqual(selectToolchain({ ...environment, gotoolchain: 'local' }, '1.98.2', diskFileSystem), own);
  });
});
