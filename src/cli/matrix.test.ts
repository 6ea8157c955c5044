// archway matrix: what is told of each package and target, by the real go command and by Archway.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'yaml';
import { isAlive } from '../../test/support/processes.ts';
import { verdictOf } from '../matrix/cell.ts';
import type { MatrixEvent } from '../matrix/events.ts';
import { Matrix, type MatrixData } from '../matrix/matrix.ts';
import { archway, archwayArgv, goTestEnv, makeFolder, removeFolder } from './cli-process.testing.ts';

const files = {
  'go.mod': 'module example.com/m\n\ngo 1.21\n',
  'fine/fine.go': 'package fine\n',
  // Archway sees these, the second in spite of its comment.
  'wide/wide.go': 'package wide\n\nvar Max int = 1 << 40\n',
  'wide/known/known.go':
    'package known\n\nvar Max int = 1 << 40 //archway:ignore constant-overflow -- only for 64 bits\n',
  'app/main.go': 'package main\n\nimport "example.com/m/wide"\n\nfunc main() { println(wide.Max) }\n',
  // The linker is what fails here, and Archway does not link.
  'link/main.go':
    'package main\n\nimport _ "unsafe"\n\n//go:linkname gone runtime.goneForGood\nfunc gone()\n\nfunc main() { gone() }\n',
  'link/empty.s': '',
  // Only for one of the targets, and an import that is not for the other.
  'arm/arm.go': 'package arm\n',
  'arm/arm64/only_arm64.go': 'package arm64\n',
  'user/user.go': 'package user\n\nimport _ "example.com/m/arm/arm64"\n',
  'tested/tested_test.go':
    'package tested\n\nimport ("runtime"; "testing")\n\nfunc TestWord(t *testing.T) {\n\tt.Run("size", func(t *testing.T) {\n\t\tif runtime.GOARCH == "386" {\n\t\t\tt.Fatal("too small")\n\t\t}\n\t})\n}\n',
};

const targets = 'linux/arm64,linux/386';

describe('archway matrix', function () {
  this.timeout(600_000);
  let cwd: string;
  before(() => {
    cwd = makeFolder(files);
  });
  after(() => removeFolder(cwd));

  const matrix = async (...args: string[]) => {
    const { status, stdout, stderr } = await archway(['matrix', '--target', targets, ...args], { cwd });
    return { status, stdout, stderr };
  };
  const cellOf = ({ cells }: MatrixData, name: string, target: string) =>
    cells[`example.com/m/${name}`]![`linux/${target}`]!;
  const stateAndVerdict = (data: MatrixData, name: string) =>
    ['arm64', '386'].map((target) => {
      const cell = cellOf(data, name, target);
      return `${cell.state} ${verdictOf(cell, data.start.command) ?? '-'}`;
    });

  it('tells for each package and target what Go says and what was predicted', async () => {
    const { status, stdout } = await matrix('--format=json');
    assert.equal(status, 1);
    const data: MatrixData = JSON.parse(stdout);
    assert.deepEqual(
      data.rows.map(({ label }) => label),
      ['./app', './arm', './arm/arm64', './fine', './link', './user', './wide', './wide/known'],
    );
    assert.deepEqual(
      Object.fromEntries(
        data.rows.map((row) => [row.label, stateAndVerdict(data, row.package.slice('example.com/m/'.length))]),
      ),
      {
        './app': ['ok agreed', 'blocked agreed'],
        './arm': ['ok agreed', 'ok agreed'],
        './arm/arm64': ['ok agreed', 'absent -'],
        './fine': ['ok agreed', 'ok agreed'],
        './link': ['failed unpredicted', 'failed unpredicted'],
        './user': ['ok agreed', 'failed agreed'],
        './wide': ['ok agreed', 'failed agreed'],
        './wide/known': ['ok agreed', 'failed agreed'],
      },
    );
    const wide = cellOf(data, 'wide', '386');
    const place = { file: join(cwd, 'wide/wide.go'), line: 3, column: 15 };
    assert.deepEqual(
      wide.problems.map(({ file, line, column }) => ({ file, line, column })),
      [place],
    );
    assert.deepEqual(
      wide.predicted!.map(({ file, line, column }) => ({ file, line, column })),
      [place],
    );
    assert.equal(wide.predicted![0]!.rule, 'constant-overflow');
    const app = cellOf(data, 'app', '386');
    assert.deepEqual([app.because, app.problems], ['example.com/m/wide', wide.problems]);
    assert.match(cellOf(data, 'link', '386').problems[0]!.text, /goneForGood/);
  });

  it('vets and tests', async () => {
    const vetted: MatrixData = JSON.parse((await matrix('--command=vet', '--format=json', './wide', './fine')).stdout);
    assert.deepEqual(stateAndVerdict(vetted, 'wide'), ['ok agreed', 'failed agreed']);
    assert.equal(cellOf(vetted, 'wide', '386').problems[0]!.line, 3);
    assert.deepEqual(stateAndVerdict(vetted, 'fine'), ['ok agreed', 'ok agreed']);
    const { status, stdout } = await matrix('--command=test', '--format=json', './tested', './fine', './wide');
    assert.equal(status, 1);
    const tested: MatrixData = JSON.parse(stdout);
    assert.deepEqual(stateAndVerdict(tested, 'tested'), ['ok agreed', 'failed unpredicted']);
    assert.deepEqual(cellOf(tested, 'tested', '386').problems, [
      { text: 'TestWord/size: too small', file: join(cwd, 'tested/tested_test.go'), line: 8 },
    ]);
    assert.deepEqual(stateAndVerdict(tested, 'wide'), ['ok agreed', 'failed agreed']);
  });

  it('says of a target that cannot be built for why', async () => {
    const args = ['matrix', '--target', 'linux/arm64,windows/arm64,android/arm', './fine'];
    const built = await archway([...args, '--format=json'], { cwd });
    const data: MatrixData = JSON.parse(built.stdout);
    assert.deepEqual(
      ['linux/arm64', 'windows/arm64', 'android/arm'].map((target) => data.cells['example.com/m/fine']![target]!.state),
      ['ok', 'ok', 'impossible'],
    );
    assert.match(data.columns[2]!.reason!, /only a C compiler links/);
    const tested = await archway([...args, '--command=test'], { cwd });
    assert.equal(tested.status, 2);
    assert.match(tested.stdout, /^\.\/fine +ok +- +-$/m);
    assert.match(tested.stdout, /nothing on this machine runs windows\/arm64 programs/);
  });

  it('prints events from which the matrix can be followed', async () => {
    const { stdout } = await matrix('--format=events', './wide', './fine');
    const events = stdout.split('\n').map((line) => JSON.parse(line) as MatrixEvent);
    const [start, ...rest] = events;
    assert.ok(start?.event === 'start' && rest.at(-1)?.event === 'end');
    const followed = new Matrix(start);
    const running = new Set<string>();
    for (const event of rest) {
      followed.take(event);
      for (const state of Object.values(followed.data().cells['example.com/m/wide'] ?? {})) running.add(state.state);
    }
    assert.deepEqual([...running].sort(), ['failed', 'ok', 'running', 'waiting']);
    assert.deepEqual(followed.data().status, 1);
  });

  it('is a table for people, and a document', async () => {
    const { stdout } = await matrix('./wide', './fine', './link');
    assert.match(stdout, /^package +arm64 +386$/m);
    assert.match(stdout, /^\.\/fine +ok +ok$/m);
    assert.match(stdout, /^\.\/link +failed ! +failed !$/m);
    assert.match(stdout, /^wide\/wide\.go:3:15: .* \[386\]$/m);
    assert.match(stdout, /^go build: 3 ok, 3 failed · predicted as it is: 4 of 6$/m);
    const document = (await matrix('--format=markdown', './wide', './fine')).stdout;
    assert.match(
      document,
      /^\| package \| `arm64` \| `386` \|\n\| :-- \| :-: \| :-: \|\n\| `\.\/fine` \| ✅ \| ✅ \|\n\| `\.\/wide` \| ✅ \| ❌ \|$/m,
    );
    assert.match(document, /^## \.\/wide\n\n- `wide\/wide\.go:3:15` .* \(386\)$/m);
  });

  it('is a workflow with the same targets, without a go command', async () => {
    mkdirSync(join(cwd, '.git'), { recursive: true });
    const args = [
      'matrix',
      '--target',
      'linux/arm/6,linux/amd64,windows/arm64',
      '--command',
      'test',
      '--tags',
      'a,b',
      '--format',
      'github-workflow',
      './...',
    ];
    const { status, stdout } = await archway(args, { cwd: join(cwd, 'app'), env: { PATH: '' } });
    assert.equal(status, 0);
    const { jobs } = parse(stdout);
    assert.deepEqual(jobs.test.strategy.matrix.include, [
      { target: 'linux/arm/6', goos: 'linux', goarch: 'arm', GOARM: '6', QEMU_CPU: 'arm1176' },
      { target: 'linux/amd64', goos: 'linux', goarch: 'amd64' },
    ]);
    assert.deepEqual(jobs.test.defaults, { run: { 'working-directory': 'app' } });
    const step = jobs.test.steps.at(-1);
    assert.equal(step.run, 'go test -tags=a,b ./...');
    assert.deepEqual(Object.keys(step.env), ['GOARM', 'QEMU_CPU']);
    const build = await archway(['matrix', '--target', 'linux/arm/6,windows', '--format', 'github-workflow'], { cwd });
    const { steps, strategy } = parse(build.stdout).jobs.build;
    // An expression of what no entry has is an error.
    assert.deepEqual(Object.keys(steps.at(-1).env), ['GOARM']);
    assert.deepEqual(strategy.matrix.include[0], { target: 'linux/arm/6', goos: 'linux', goarch: 'arm', GOARM: '6' });
  });

  it('ends all of it on Ctrl-C', async () => {
    const folder = makeFolder({
      'go.mod': 'module example.com/slow\n\ngo 1.21\n',
      'slow_test.go':
        'package slow\n\nimport ("fmt"; "os"; "testing"; "time")\n\nfunc TestSlow(t *testing.T) {\n\tos.WriteFile("pid", []byte(fmt.Sprint(os.Getpid())), 0o644)\n\ttime.Sleep(10 * time.Minute)\n}\n',
    });
    const [program, args] = archwayArgv([
      'matrix',
      '--target',
      'linux/arm64',
      '--command',
      'test',
      '--format',
      'events',
    ]);
    const run = spawn(program, args, { cwd: folder, env: { ...process.env, ...goTestEnv } as NodeJS.ProcessEnv });
    const ended = new Promise((end) => run.on('close', end));
    const pid = () => (existsSync(join(folder, 'pid')) ? Number(readFileSync(join(folder, 'pid'), 'utf8')) : 0);
    for (const end = Date.now() + 120_000; pid() === 0; await delay(20))
      assert.ok(Date.now() < end, 'it does not start');
    run.kill('SIGINT');
    assert.equal(await ended, 130);
    for (const end = Date.now() + 30_000; isAlive(pid()); await delay(20))
      assert.ok(Date.now() < end, 'the test still runs');
    removeFolder(folder);
  });
});
