// Which rows and columns of a matrix a filter leaves.
import type { Filter, ViewCell, ViewState } from './protocol.ts';

/** The rows and columns that have a cell which the filter asks for, by their indexes; all of them without a filter. */
export function shownBy(filter: Filter, { cells, columns, rows }: ViewState): { rows: number[]; columns: number[] } {
  const isShown = (cell: ViewCell) => isAsked(filter, cell);
  return {
    rows: rows.flatMap((_, row) => (filter === 'all' || cells[row]!.some(isShown) ? [row] : [])),
    columns: columns.flatMap((_, column) =>
      filter === 'all' || cells.some((line) => isShown(line[column]!)) ? [column] : [],
    ),
  };
}

function isAsked(filter: Filter, { state, verdict }: ViewCell): boolean {
  if (filter === 'different') return verdict === 'unpredicted' || verdict === 'unconfirmed';
  return state === 'failed' || state === 'blocked';
}
