// A matrix as a Markdown document: a table, and what is wrong where.
import { say } from '../messages/catalogue.ts';
import { type Cell, type Verdict, verdictOf } from './cell.ts';
import type { CellState, Problem } from './events.ts';
import { type MatrixData, summarize, withoutSharedSystem } from './matrix.ts';
import { problemPlace, type SaidOf, targetsByLine } from './problem-lines.ts';

/** How a state is shown where there is only room for a sign; states that are not listed by a dash. */
const signs: Readonly<Partial<Record<CellState, string>>> = { ok: '✅', failed: '❌', blocked: '🚫', stopped: '…' };

/** What stands beside the sign where Archway and the go command differ. */
const marks: Readonly<Record<Verdict, string>> = { agreed: '', unpredicted: ' ‼️', unconfirmed: ' ⁉️' };

/** The document. */
export function matrixMarkdown(data: MatrixData): string {
  const { start, columns, rows, cells } = data;
  const names = withoutSharedSystem(columns.map(({ target }) => target));
  const table = [
    [say('matrix-package', {}), ...names.map((name) => `\`${name}\``)],
    [':--', ...names.map(() => ':-:')],
    ...rows.map((row) => [
      `\`${row.label}\``,
      ...columns.map(({ target }) => signOf(cells[row.package]![target]!, start.command)),
    ]),
  ];
  const shown = new Set(Object.values(cells).flatMap((row) => Object.values(row)));
  return [
    `# ${say('matrix-heading', { command: `go ${start.command}`, packages: start.packages.join(' ') })}`,
    `${start.go} · ${summaryWords(data)}`,
    table.map((row) => `| ${row.join(' | ')} |`).join('\n'),
    legend([...shown], start.command),
    ...problemSections(data),
    ...columns.flatMap(({ target, reason }) => (reason === undefined ? [] : [`- \`${target}\`: ${inline(reason)}`])),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** What a run comes to, in one line. */
export function summaryWords(data: MatrixData): string {
  const { states, verdicts, compared } = summarize(data);
  const failed = (states.failed ?? 0) + (states.blocked ?? 0);
  const cells = say('matrix-summary', { ok: states.ok ?? 0, failed });
  return compared === 0 ? cells : `${cells} · ${say('matrix-compared', { agreed: verdicts.agreed, compared })}`;
}

function signOf(cell: Cell, command: MatrixData['start']['command']): string {
  const verdict = verdictOf(cell, command);
  return (signs[cell.state] ?? '–') + (verdict === undefined ? '' : marks[verdict]);
}

function legend(cells: readonly Cell[], command: MatrixData['start']['command']): string {
  const entries: string[] = [];
  for (const state of ['ok', 'failed', 'blocked', 'absent', 'impossible', 'stopped'] as const) {
    if (cells.some((cell) => cell.state === state))
      entries.push(`${signs[state] ?? '–'} ${say(`matrix-${state}`, {})}`);
  }
  for (const verdict of ['unpredicted', 'unconfirmed'] as const) {
    if (cells.some((cell) => verdictOf(cell, command) === verdict)) {
      entries.push(`${marks[verdict].trim()} ${say(`matrix-${verdict}`, {})}`);
    }
  }
  return entries.join(' · ');
}

/** What is wrong, package by package, each problem once with the targets that it is said of. */
function problemSections({ rows, columns, cells, start }: MatrixData): string[] {
  return rows.flatMap((row) => {
    const said = columns.flatMap(({ target }) =>
      cellLines(cells[row.package]![target]!, start).map((line): SaidOf => [line, target]),
    );
    if (said.length === 0) return [];
    const lines = targetsByLine(said).map(
      ([line, targets]) => `- ${line} (${withoutSharedSystem(targets).join(', ')})`,
    );
    return [`## ${row.label}\n\n${lines.join('\n')}`];
  });
}

/** What the go command says of a cell, and what only Archway says. */
function cellLines(cell: Cell, { command, folder }: MatrixData['start']): string[] {
  const said = cell.problems.map((problem) => problemWords(problem, folder));
  if (verdictOf(cell, command) !== 'unconfirmed') return said;
  const predicted = cell.predicted!.filter(({ kind }) => kind === 'compile');
  const only = predicted.map((one) => say('matrix-only-predicted', { problem: problemWords(one, folder) }));
  return [...said, ...only];
}

function problemWords(problem: Problem, folder: string): string {
  const place = problemPlace(problem, folder);
  return place === undefined ? inline(problem.text) : `\`${place}\` ${inline(problem.text)}`;
}

/** Text on one line, in which nothing is Markdown. */
function inline(text: string): string {
  return text.replace(/\s*\n\s*/g, '; ').replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`);
}
