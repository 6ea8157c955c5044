// Packages and targets, and of each pair what the go command says and what Archway has predicted.
import { relative } from 'node:path/posix';
import { type Cell, type Verdict, verdictOf } from './cell.ts';
import type { CellState, MatrixEvent, StartEvent } from './events.ts';

/** Packages are the rows. */
export interface Row {
  /** Import path. */
  readonly package: string;
  /** As the user names it: `./cmd/server`; the import path of a package outside of the folder. */
  readonly label: string;
}

/** Targets are the columns. */
export interface Column {
  readonly target: string;
  readonly state: 'waiting' | 'running' | 'ended';
  readonly seconds?: number;
  /** Why nothing could be done for it; its cells are `impossible`. */
  readonly reason?: string;
}

/** A matrix as plain data, to keep and to send. */
export interface MatrixData {
  readonly start: StartEvent;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** By package, then target. */
  readonly cells: Readonly<Record<string, Readonly<Record<string, Cell>>>>;
  /** Exit status; absent while it runs. */
  readonly status?: number;
  readonly seconds?: number;
}

/** Follows the events of one run. */
export class Matrix {
  readonly #start: StartEvent;
  readonly #columns: Map<string, Column>;
  readonly #rows = new Map<string, Row>();
  /** The targets whose packages are known. */
  readonly #listed = new Set<string>();
  readonly #cells = new Map<string, Map<string, Cell>>();
  #end: { readonly status: number; readonly seconds: number } | undefined;

  constructor(start: StartEvent) {
    this.#start = start;
    this.#columns = new Map(start.targets.map((target) => [target, { target, state: 'waiting' }]));
  }

  /** Takes an event of the run. */
  take(event: MatrixEvent): void {
    switch (event.event) {
      case 'packages':
        this.#listed.add(event.target);
        for (const { package: name, folder } of event.packages) {
          this.#rows.set(name, { package: name, label: labelOf(name, folder, this.#start.folder) });
          this.#change(name, event.target, {});
        }
        break;
      case 'target':
        this.#columns.set(event.target, { target: event.target, state: 'running' });
        break;
      case 'cell': {
        const { state, problems, because } = event;
        this.#change(event.package, event.target, { state, problems, ...(because !== undefined && { because }) });
        break;
      }
      case 'predicted':
        this.#change(event.package, event.target, { predicted: event.problems });
        break;
      case 'target-end': {
        const { target, seconds, reason } = event;
        this.#columns.set(target, { target, state: 'ended', seconds, ...(reason !== undefined && { reason }) });
        break;
      }
      case 'end':
        this.#end = { status: event.status, seconds: event.seconds };
        break;
      case 'start':
    }
  }

  /** The run has ended without saying so: what had no end has none. */
  stop(status: number, seconds: number): void {
    this.#end ??= { status, seconds };
  }

  /** What is known, rows by name, columns in the order of the run. */
  data(): MatrixData {
    const rows = [...this.#rows.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
    const columns = [...this.#columns.values()];
    const cells = Object.fromEntries(
      rows.map((row) => [
        row.package,
        Object.fromEntries(columns.map((column) => [column.target, this.#cell(row.package, column)])),
      ]),
    );
    return { start: this.#start, columns, rows, cells, ...this.#end };
  }

  #cell(name: string, { target, state, reason }: Column): Cell {
    const known = this.#cells.get(name)?.get(target);
    if (known === undefined) {
      const unknown = reason !== undefined ? 'impossible' : this.#end ? 'stopped' : 'waiting';
      return { state: this.#listed.has(target) ? 'absent' : unknown, problems: [] };
    }
    if (known.state !== 'waiting') return known;
    if (reason !== undefined) return { ...known, state: 'impossible' };
    if (this.#end) return { ...known, state: 'stopped' };
    return { ...known, state: state === 'running' ? 'running' : 'waiting' };
  }

  #change(name: string, target: string, change: Partial<Cell>): void {
    const row = this.#cells.get(name) ?? new Map<string, Cell>();
    this.#cells.set(name, row);
    row.set(target, { ...(row.get(target) ?? { state: 'waiting', problems: [] }), ...change });
  }
}

/** A matrix with the cells of a part of it that was done again. */
export function withPart(whole: MatrixData, part: MatrixData): MatrixData {
  const again = new Map(part.columns.map((column) => [column.target, column]));
  const cells = Object.fromEntries(
    whole.rows.map(({ package: name }) => [name, { ...whole.cells[name], ...part.cells[name] }]),
  );
  const columns = whole.columns.map((column) => again.get(column.target) ?? column);
  const { status: _, seconds: __, ...rest } = whole;
  const ended = part.status === undefined ? {} : { status: part.status, seconds: part.seconds ?? 0 };
  return { ...rest, cells, columns, ...ended };
}

/** How many cells are in each state, and in how many Archway and the go command differ. */
export interface Summary {
  readonly states: Readonly<Partial<Record<CellState, number>>>;
  readonly compared: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

/** Counts the cells of a matrix. */
export function summarize({ cells, start }: MatrixData): Summary {
  const states: Partial<Record<CellState, number>> = {};
  const verdicts = { agreed: 0, unpredicted: 0, unconfirmed: 0 };
  for (const cell of Object.values(cells).flatMap((row) => Object.values(row))) {
    states[cell.state] = (states[cell.state] ?? 0) + 1;
    const verdict = verdictOf(cell, start.command);
    if (verdict !== undefined) verdicts[verdict]++;
  }
  return { states, verdicts, compared: verdicts.agreed + verdicts.unpredicted + verdicts.unconfirmed };
}

/** Names of targets in short, where all have the same GOOS: `arm64` for `linux/arm64`. */
export function withoutSharedSystem(targets: readonly string[]): string[] {
  const systems = new Set(targets.map((target) => target.split('/')[0]));
  return systems.size === 1 ? targets.map((target) => target.slice(target.indexOf('/') + 1)) : [...targets];
}

function labelOf(name: string, folder: string, root: string): string {
  const path = relative(root.replaceAll('\\', '/'), folder.replaceAll('\\', '/'));
  if (path === '') return '.';
  return path.startsWith('..') || path.includes(':') ? name : `./${path}`;
}
