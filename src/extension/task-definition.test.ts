import assert from 'node:assert/strict';
import { commandLine, parseTask, TaskDefinitionError, taskName } from './task-definition.ts';

describe('tasks of tasks.json', () => {
  const line = (definition: Record<string, unknown>, target = 'linux/arm64') =>
    commandLine(parseTask({ type: 'archway', ...definition }), target);

  it('become the command line of archway', () => {
    assert.deepEqual(line({ command: 'build' }), ['build', '--target=linux/arm64', '--fullpath', '.']);
    const all = {
      target: 'linux/arm/6',
      tags: ['a', 'b'],
      cgo: true,
      static: true,
      output: 'bin/',
      package: ['./x', './y'],
    };
    assert.deepEqual(line({ command: 'build', ...all }), [
      'build',
      '--target=linux/arm/6',
      '--tags=a,b',
      '--cgo',
      '--static',
      '--output=bin/',
      '--fullpath',
      './x',
      './y',
    ]);
  });

  it('hand arguments to the program that is run or tested', () => {
    assert.deepEqual(line({ command: 'run', package: './cmd/x', args: ['-v', 'a b'] }), [
      'run',
      '--target=linux/arm64',
      '--fullpath',
      './cmd/x',
      '--',
      '-v',
      'a b',
    ]);
    assert.deepEqual(line({ command: 'test', run: '^TestX$', package: './...' }), [
      'test',
      '--target=linux/arm64',
      '--run=^TestX$',
      '--fullpath',
      './...',
    ]);
  });

  it('run and test on another machine, with their variables there as well', () => {
    const on = 'ssh://me@board:2222';
    const more = { on, env: { WORD: 'a b=c' } };
    const [target, ...remote] = ['--target=linux/arm64', `--on=${on}`, '--env=WORD=a b=c', '--fullpath', '.'];
    assert.deepEqual(line({ command: 'run', ...more }), ['run', target, ...remote]);
    assert.deepEqual(line({ command: 'test', run: 'X', ...more }), ['test', target, '--run=X', ...remote]);
    assert.deepEqual(line({ command: 'run', env: more.env }), ['run', target, '--fullpath', '.']);
    assert.deepEqual(line({ command: 'vet', ...more }), ['vet', target, '--fullpath', '.']);
  });

  it('check and examine the configured targets unless they name some', () => {
    assert.deepEqual(line({ command: 'check' }), ['check', '.']);
    assert.deepEqual(line({ command: 'check', target: 'linux', args: ['--deps'] }), [
      'check',
      '--targets=linux',
      '--deps',
      '.',
    ]);
    assert.deepEqual(line({ command: 'doctor' }), ['doctor']);
  });

  it('vet, install the standard library and make a matrix, with flags of archway', () => {
    assert.deepEqual(line({ command: 'vet', package: './x', ldflags: '-s -w', args: ['--verbose'] }), [
      'vet',
      '--target=linux/arm64',
      '--ldflags=-s -w',
      '--fullpath',
      '--verbose',
      './x',
    ]);
    assert.deepEqual(line({ command: 'install-std', target: 'linux' }), [
      'install-std',
      '--target=linux',
      '--fullpath',
    ]);
    assert.deepEqual(line({ command: 'matrix', target: 'linux', args: ['--command=vet'] }), [
      'matrix',
      '--target=linux',
      '--fullpath',
      '--command=vet',
      './...',
    ]);
    assert.deepEqual(parseTask({ command: 'vet', env: { CC: 'gcc' } }).env, { CC: 'gcc' });
  });

  it('are refused where they are not what the schema says', () => {
    const wrong: Record<string, unknown>[] = [
      {},
      { command: 'deploy' },
      { command: ['build'] },
      { command: 'build', target: 1 },
      { command: 'build', package: [1] },
      { command: 'build', tags: 'a' },
      { command: 'run', args: '-v' },
      { command: 'run', cgo: 'yes' },
      { command: 'vet', env: ['CC=gcc'] },
      { command: 'vet', env: { CC: 1 } },
      { command: 'vet', ldflags: ['-s'] },
      { command: 'run', on: true },
    ];
    for (const definition of wrong) {
      assert.throws(() => parseTask(definition), TaskDefinitionError, JSON.stringify(definition));
    }
  });

  it('are named after what they do, seen from the workspace folder', () => {
    const name = (definition: Record<string, unknown>) => taskName(parseTask(definition));
    assert.equal(name({ command: 'run', package: './cmd/x' }), 'run ./cmd/x');
    assert.equal(name({ command: 'run', package: './cmd/x', cwd: 'tools' }), 'run ./tools/cmd/x');
    assert.equal(name({ command: 'test', package: './...', cwd: 'tools' }), 'test ./tools/...');
    assert.equal(name({ command: 'build', cwd: 'tools' }), 'build ./tools');
    assert.equal(name({ command: 'doctor' }), 'doctor');
    assert.equal(name({ command: 'install-std', cwd: 'tools' }), 'install std');
    assert.equal(name({ command: 'matrix' }), 'matrix ./...');
  });
});
