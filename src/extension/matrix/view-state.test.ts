// What the panel shows of a run, from its first event to its last; and a part of it that is done again.
import assert from 'node:assert/strict';
import type { MatrixEvent, StartEvent } from '../../matrix/events.ts';
import { Matrix, withPart } from '../../matrix/matrix.ts';
import { shownBy } from './filter.ts';
import { viewState } from './view-state.ts';

const start: StartEvent = {
  event: 'start',
  version: 1,
  command: 'build',
  folder: '/w',
  packages: ['./...'],
  tags: [],
  cgo: false,
  go: 'go1.26.8',
  targets: ['linux/arm', 'linux/arm64', 'linux/s390x'],
};
const place = { file: '/w/wide/wide.go', line: 3, column: 15 };
const prediction = { text: 'overflows', kind: 'compile', rule: 'constant-overflow', ...place } as const;
const packages = (target: string, ...names: string[]): MatrixEvent => ({
  event: 'packages',
  target,
  packages: names.map((name) => ({ package: `m/${name}`, folder: `/w/${name}` })),
});
const listed = [packages('linux/arm', 'wide', 'app'), packages('linux/arm64', 'wide', 'app', 'big')];
const impossible: MatrixEvent = { event: 'target-end', target: 'linux/s390x', seconds: 0, reason: 'no Go for it' };
const predicted = (name: string, target: string, ...problems: (typeof prediction)[]): MatrixEvent => ({
  event: 'predicted',
  package: `m/${name}`,
  target,
  problems,
});
const cell = (name: string, target: string, state: 'ok' | 'failed' | 'blocked', because?: string): MatrixEvent => ({
  event: 'cell',
  package: `m/${name}`,
  target,
  state,
  problems: state === 'ok' ? [] : [{ text: 'cannot use 1 << 40', ...place }],
  ...(because !== undefined && { because }),
});

function matrixOf(...events: MatrixEvent[]): Matrix {
  const matrix = new Matrix(start);
  for (const event of events) matrix.take(event);
  return matrix;
}

describe('the panel of a matrix', () => {
  const stateOf = (matrix: Matrix) => {
    const { rows, columns, cells } = viewState(matrix.data());
    const line = (row: number) => columns.map((_, column) => cells[row]![column]!.state).join(' ');
    return Object.fromEntries(rows.map(({ label }, row) => [label, line(row)]));
  };

  it('shows what waits, runs, has ended, and is not there', () => {
    assert.deepEqual(stateOf(matrixOf(...listed)), {
      './app': 'waiting waiting waiting',
      './big': 'absent waiting waiting',
      './wide': 'waiting waiting waiting',
    });
    const running = matrixOf(...listed, impossible, { event: 'target', target: 'linux/arm' });
    assert.equal(stateOf(running)['./app'], 'running waiting impossible');
    running.take(cell('wide', 'linux/arm', 'failed'));
    assert.equal(stateOf(running)['./wide'], 'failed waiting impossible');
    running.stop(130, 1);
    assert.deepEqual(stateOf(running), {
      './app': 'stopped stopped impossible',
      './big': 'absent stopped impossible',
      './wide': 'failed stopped impossible',
    });
  });

  it('says what is predicted, by whom, and where the two differ', () => {
    const matrix = matrixOf(
      ...listed,
      predicted('wide', 'linux/arm', prediction),
      predicted('wide', 'linux/arm64', prediction),
      predicted('app', 'linux/arm'),
      cell('wide', 'linux/arm', 'failed'),
      cell('wide', 'linux/arm64', 'ok'),
      cell('app', 'linux/arm', 'blocked', 'm/wide'),
    );
    const { cells, rows, columns, notes, summary } = viewState(matrix.data(), ['old']);
    const [app, , wide] = cells;
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['./app', './big', './wide'],
    );
    assert.deepEqual(
      columns.map(({ label }) => label),
      ['arm', 'arm64', 's390x'],
    );
    assert.deepEqual(
      [wide![0]!.verdict, wide![1]!.verdict, app![0]!.verdict],
      ['agreed', 'unconfirmed', 'unpredicted'],
    );
    assert.equal(app![0]!.label, './app, linux/arm: blocked · because of m/wide · fails, and was not predicted');
    assert.deepEqual(wide![0]!.problems, [
      { by: 'go', text: 'cannot use 1 << 40', place: 'wide/wide.go:3:15' },
      { by: 'archway', text: 'overflows', place: 'wide/wide.go:3:15', rule: 'constant-overflow' },
    ]);
    assert.deepEqual(notes, ['old']);
    assert.equal(summary, '1 ok, 2 failed · predicted as it is: 1 of 3');
    const state = viewState(matrix.data());
    assert.deepEqual(shownBy('all', state), { rows: [0, 1, 2], columns: [0, 1, 2] });
    assert.deepEqual(shownBy('failed', state), { rows: [0, 2], columns: [0] });
    assert.deepEqual(shownBy('different', state), { rows: [0, 2], columns: [0, 1] });
  });

  it('keeps what was not done again', () => {
    const whole = matrixOf(
      ...listed,
      cell('wide', 'linux/arm', 'failed'),
      cell('app', 'linux/arm64', 'ok'),
      impossible,
    );
    whole.take({ event: 'end', status: 1, seconds: 3 });
    const part = new Matrix({ ...start, targets: ['linux/arm'] });
    for (const event of [packages('linux/arm', 'wide'), cell('wide', 'linux/arm', 'ok')]) part.take(event);
    const between = viewState(withPart(whole.data(), part.data()));
    assert.equal(between.running, true);
    part.take({ event: 'end', status: 0, seconds: 1 });
    const { cells, running, columns } = viewState(withPart(whole.data(), part.data()));
    assert.deepEqual(
      cells.map((line) => line.map(({ state }) => state).join(' ')),
      ['stopped ok impossible', 'absent stopped impossible', 'ok stopped impossible'],
    );
    assert.deepEqual([running, columns.length], [false, 3]);
  });
});
