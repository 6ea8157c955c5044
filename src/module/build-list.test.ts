// Minimal version selection on random module graphs, against the go command with a module proxy of files.
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runsAll } from '../../test/support/sample.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { BuildList, type MainModule } from './build-list.ts';
import { diskFileSystem } from './file-system.ts';
import { parseModFile } from './go-mod.ts';
import { ModuleCache } from './module-cache.ts';
import { goCommand } from './testing.ts';

const versions = ['v1.0.0', 'v1.1.0-rc.1', 'v1.1.0', 'v1.10.0'];
const names = ['a', 'B', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Numbers from 0 to `below`, exclusive, that depend on the seed only. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

/** Some requirements: every module that is not `except` with even odds, at any version. */
function requirements(number: (below: number) => number, except: string, odds: number): string {
  return names
    .filter((name) => name !== except && number(odds) === 0)
    .map((name) => `require example.com/${name} ${versions[number(versions.length)]}\n`)
    .join('');
}

interface Case {
  readonly files: Record<string, string>;
  readonly mains: readonly string[];
}

/** A proxy with every version of every module, and a main module or a workspace. */
function randomCase(seed: number): Case {
  const number = numbers(seed);
  const files: Record<string, string> = {};
  for (const name of names) {
    const escaped = name === 'B' ? '!b' : name;
    files[`proxy/example.com/${escaped}/@v/list`] = `${versions.join('\n')}\n`;
    for (const version of versions) {
      // Old modules do not list everything they need; new ones do.
      const go = number(2) === 0 ? '1.16' : '1.17';
      const mod = `module example.com/${name}\n\ngo ${go}\n\n${requirements(number, name, 4)}`;
      files[`proxy/example.com/${escaped}/@v/${version}.mod`] = mod;
      files[`proxy/example.com/${escaped}/@v/${version}.info`] = JSON.stringify({ Version: version });
    }
  }
  const main = (name: string) => {
    const go = ['', 'go 1.16\n', 'go 1.17\n', 'go 1.21\n'][number(4)];
    const exclude = number(2) === 0 ? `exclude example.com/a ${versions[number(4)]}\n` : '';
    const replace = [
      '',
      'replace example.com/c => ./local\n',
      `replace example.com/d => example.com/e ${versions[number(4)]}\n`,
      `replace example.com/B ${versions[number(4)]} => ./local\n`,
    ][number(4)];
    return `module example.com/${name}\n\n${go}\n${requirements(number, name, 3)}${exclude}${replace}`;
  };
  const local = `module example.com/local\n\ngo 1.${16 + number(2)}\n\n${requirements(number, 'local', 4)}`;
  if (number(4) > 0) {
    files['main/go.mod'] = main('main');
    files['main/local/go.mod'] = local;
    return { files, mains: ['main'] };
  }
  // In a workspace replacements of the members may contradict each other: only one of them has any.
  files['go.work'] = 'go 1.21\n\nuse ./main\nuse ./second\n';
  files['main/go.mod'] = main('main').replace('go 1.21', 'go 1.17');
  files['main/local/go.mod'] = local;
  files['second/go.mod'] = main('second').replaceAll(/^replace.*\n/gm, '');
  return { files, mains: ['main', 'second'] };
}

describe('build-list', () => {
  it('selects the versions the go command selects', function () {
    const count = runsAll ? 400 : 25;
    this.timeout(60_000 + count * 2_000);
    let compared = 0;
    for (let seed = 1; seed <= count; seed++) {
      const { files, mains } = randomCase(seed);
      const dir = folderWith(files);
      const env = {
        GOPROXY: pathToFileURL(path.join(dir, 'proxy')).href,
        GOMODCACHE: path.join(dir, 'cache'),
        GOFLAGS: mains.length === 1 ? '-mod=mod -modcacherw' : '-modcacherw',
        GONOSUMDB: '*',
        GOSUMDB: 'off',
        GOWORK: mains.length === 1 ? 'off' : '',
        GOTOOLCHAIN: 'local',
      };
      // The go command may first put go.mod in order; what it then says holds for the file as it is then.
      const lines = () => goCommand(['list', '-m', '-f', '{{.Path}} {{.Version}}', 'all'], path.join(dir, 'main'), env);
      let theirs = '';
      try {
        lines();
        theirs = lines();
      } catch {
        // Not every random go.mod is one the go command accepts.
        continue;
      }
      const expected = theirs.split('\n').filter((line) => / v/.test(line));
      const modules = mains.map((name): MainModule => {
        const text = diskFileSystem.readText(path.join(dir, name, 'go.mod'))!;
        const file = parseModFile(text);
        return { path: file.module!, dir: path.join(dir, name), file };
      });
      const work = mains.length === 1 ? undefined : { dir, file: parseModFile(files['go.work']!) };
      const cache = new ModuleCache(path.join(dir, 'cache'), diskFileSystem);
      const list = new BuildList(modules, work, cache, diskFileSystem);
      const ours = [...list.all].map(([modulePath, version]) => `${modulePath} ${version}`);
      assert.deepEqual(ours.sort(), expected.sort(), `seed ${seed} in ${dir}`);
      for (const [modulePath, version] of list.roots) assert.equal(list.all.get(modulePath), version, `seed ${seed}`);
      compared++;
    }
    assert.ok(compared > count / 2, `only ${compared} of ${count} cases were compared`);
  });

  it('counts the go.mod files that are missing, and goes on', () => {
    const file = parseModFile('module m\n\ngo 1.16\n\nrequire example.com/a v1.0.0\nrequire example.com/b v1.0.0\n');
    const dir = folderWith({
      'cache/download/example.com/b/@v/v1.0.0.mod': 'module b\nrequire example.com/a v1.2.0\n',
    });
    const list = new BuildList(
      [{ path: 'm', dir, file }],
      undefined,
      new ModuleCache(dir, diskFileSystem),
      diskFileSystem,
    );
    assert.deepEqual(Object.fromEntries(list.all), { 'example.com/a': 'v1.2.0', 'example.com/b': 'v1.0.0' });
    assert.equal(list.missing, 2);
  });

  it('reads no file outside of the module cache for a hostile path', () => {
    const cache = new ModuleCache('/cache', diskFileSystem);
    assert.equal(cache.dir({ path: '../../etc', version: 'v1.0.0' }), undefined);
    assert.equal(cache.dir({ path: 'example.com/a', version: 'v1.0.0/../../x' }), undefined);
    assert.equal(
      cache.dir({ path: 'example.com/Ab', version: 'v1.0.0-A' }),
      path.join('/cache', 'example.com/!ab@v1.0.0-!a'),
    );
  });
});
