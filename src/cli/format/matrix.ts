// A matrix as a table for terminals, and what is wrong below it.
import { type Cell, verdictOf } from '../../matrix/cell.ts';
import type { Problem } from '../../matrix/events.ts';
import { summaryWords } from '../../matrix/markdown.ts';
import { type MatrixData, withoutSharedSystem } from '../../matrix/matrix.ts';
import { problemPlace, type SaidOf, targetsByLine } from '../../matrix/problem-lines.ts';
import { say } from '../../messages/catalogue.ts';
import { table } from './table.ts';

/** The table, problems with their targets, and a summary. */
export function formatMatrix(data: MatrixData): string {
  const { start, columns, rows, cells } = data;
  const names = withoutSharedSystem(columns.map(({ target }) => target));
  const lines = rows.map((row) => [
    row.label,
    ...columns.map(({ target }) => cellWord(cells[row.package]![target]!, data)),
  ]);
  const ofCells = rows.flatMap((row) =>
    columns.flatMap(({ target }) =>
      problemLines(cells[row.package]![target]!, data).map((line): SaidOf => [line, target]),
    ),
  );
  const ofTargets = columns.flatMap(({ target, reason }): SaidOf[] => (reason === undefined ? [] : [[reason, target]]));
  const problems = targetsByLine([...ofCells, ...ofTargets]).map(
    ([line, targets]) => `${line} [${withoutSharedSystem(targets).join(', ')}]\n`,
  );
  return [
    table([[say('matrix-package', {}), ...names], ...lines]),
    ...(problems.length > 0 ? [`\n${problems.join('')}`] : []),
    `\ngo ${start.command}: ${summaryWords(data)}\n`,
  ].join('');
}

/** A word for a cell, with a sign where Archway and the go command differ. */
function cellWord(cell: Cell, { start }: MatrixData): string {
  const verdict = verdictOf(cell, start.command);
  const sign = verdict === 'unpredicted' ? ' !' : verdict === 'unconfirmed' ? ' ?' : '';
  const word = cell.state === 'absent' || cell.state === 'impossible' ? '-' : say(`matrix-${cell.state}`, {});
  return word + sign;
}

function problemLines(cell: Cell, { start }: MatrixData): string[] {
  // What blocks a package is told of the one that fails.
  const lines = cell.state === 'failed' ? cell.problems.map((problem) => problemLine(problem, start.folder)) : [];
  const verdict = verdictOf(cell, start.command);
  if (verdict === 'unpredicted' && cell.state === 'failed') return lines.map((line) => `! ${line}`);
  if (verdict !== 'unconfirmed') return lines;
  const predicted = cell.predicted!.filter(({ kind }) => kind === 'compile');
  return predicted.map(
    (problem) => `? ${say('matrix-only-predicted', { problem: problemLine(problem, start.folder) })}`,
  );
}

function problemLine(problem: Problem, folder: string): string {
  const [words = ''] = problem.text.split('\n');
  const place = problemPlace(problem, folder);
  return place === undefined ? words : `${place}: ${words}`;
}
