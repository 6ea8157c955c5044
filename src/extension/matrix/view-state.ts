// Makes of a matrix what the panel shows.
import { type Cell, verdictOf } from '../../matrix/cell.ts';
import type { Problem } from '../../matrix/events.ts';
import { summaryWords } from '../../matrix/markdown.ts';
import { type MatrixData, withoutSharedSystem } from '../../matrix/matrix.ts';
import { problemPlace, type SaidOf, targetsByLine } from '../../matrix/problem-lines.ts';
import { say } from '../../messages/catalogue.ts';
import type { ViewCell, ViewProblem, ViewState } from './protocol.ts';

/** @param notes what is said above the table, beside why targets are not possible */
export function viewState(data: MatrixData, notes: readonly string[] = []): ViewState {
  const { start, columns, rows, cells, status } = data;
  const short = withoutSharedSystem(columns.map(({ target }) => target));
  const drawn = rows.map((row) =>
    columns.map(({ target }) => viewCell(cells[row.package]![target]!, row.label, target, data)),
  );
  return {
    command: start.command,
    columns: columns.map(({ target, state, seconds, reason }, index) => {
      const time = seconds === undefined ? '' : ` · ${seconds.toFixed(1)} s`;
      return {
        target,
        label: short[index]!,
        state,
        hint: `${target}${time}${reason === undefined ? '' : `\n${reason}`}`,
      };
    }),
    rows,
    cells: drawn,
    running: status === undefined,
    done: columns.filter(({ state }) => state === 'ended').length,
    total: columns.length,
    summary: summaryWords(data),
    notes: [...notes, ...reasons(data)],
    hasFailed: drawn.flat().some(({ state }) => state === 'failed' || state === 'blocked' || state === 'stopped'),
  };
}

/** Problems in the order in which the panel numbers them: what Go says, then what Archway says. */
export function problemsOf({ problems, predicted = [] }: Cell): Problem[] {
  return [...problems, ...predicted];
}

function viewCell(cell: Cell, label: string, target: string, { start }: MatrixData): ViewCell {
  const verdict = verdictOf(cell, start.command);
  const predicted = cell.predicted?.some(({ kind }) => kind === 'compile') ?? false;
  const open = cell.state === 'waiting' || cell.state === 'running';
  const words = [
    say(`matrix-${cell.state}`, {}),
    ...(cell.because === undefined ? [] : [say('matrix-because', { package: cell.because })]),
    ...(open && predicted ? [say('matrix-predicted', {})] : []),
    ...(verdict === 'unpredicted' || verdict === 'unconfirmed' ? [say(`matrix-${verdict}`, {})] : []),
    ...(verdict === 'agreed' && cell.state !== 'ok' ? [say('matrix-agreed', {})] : []),
  ];
  const summary = words.join(' · ');
  const said = cell.problems.map((problem) => viewProblem(problem, start.folder, 'go'));
  const foretold = (cell.predicted ?? []).map((problem) => ({
    ...viewProblem(problem, start.folder, 'archway'),
    rule: problem.rule,
  }));
  return {
    state: cell.state,
    ...(verdict !== undefined && { verdict }),
    predicted,
    label: `${label}, ${target}: ${summary}`,
    summary,
    problems: [...said, ...foretold],
  };
}

function viewProblem(problem: Problem, folder: string, by: ViewProblem['by']): ViewProblem {
  const place = problemPlace(problem, folder);
  return { by, text: problem.text, ...(place !== undefined && { place }) };
}

/** Why nothing can be done for targets, each reason once. */
function reasons({ columns }: MatrixData): string[] {
  const said = columns.flatMap(({ target, reason }): SaidOf[] => (reason === undefined ? [] : [[reason, target]]));
  return targetsByLine(said).map(([reason, targets]) => `${targets.join(', ')}: ${reason}`);
}
