// A matrix as a table for terminals, and what is wrong below it.
import { relative } from 'node:path';
import { type Cell, verdictOf } from '../../matrix/cell.ts';
import type { Problem } from '../../matrix/events.ts';
import { summaryWords } from '../../matrix/markdown.ts';
import { type MatrixData, shortTargets } from '../../matrix/matrix.ts';
import { say } from '../../messages/catalogue.ts';
import { table } from './table.ts';

/** The table, problems with their targets, and a summary. */
export function formatMatrix(data: MatrixData): string {
  const { start, columns, rows, cells } = data;
  const names = shortTargets(columns.map(({ target }) => target));
  const lines = rows.map((row) => [
    row.label,
    ...columns.map(({ target }) => cellWord(cells[row.package]![target]!, data)),
  ]);
  const said = new Map<string, string[]>();
  for (const row of rows) {
    for (const { target } of columns) {
      const cell = cells[row.package]![target]!;
      for (const line of problemLines(cell, data)) said.set(line, [...(said.get(line) ?? []), target]);
    }
  }
  for (const { target, reason } of columns)
    if (reason !== undefined) said.set(reason, [...(said.get(reason) ?? []), target]);
  const problems = [...said].map(([line, targets]) => `${line} [${shortTargets(targets).join(', ')}]\n`);
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

function problemLine({ file, line, column, text }: Problem, folder: string): string {
  const [words = ''] = text.split('\n');
  if (file === undefined) return words;
  const path = relative(folder, file);
  return `${[path.startsWith('..') ? file : path, line, ...(column === undefined ? [] : [column])].join(':')}: ${words}`;
}
