// Which cell of a grid a key leads to, as the ARIA pattern of grids has it.

/** A cell of the grid, by row and column from 0. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

/** What of a pressed key counts. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/** So many rows a page key goes. */
const PAGE = 10;

/** The cell that a key leads to from another one; undefined where the key leads nowhere. */
export function moved(
  { row, column }: Position,
  { key, ctrlKey }: Key,
  rows: number,
  columns: number,
): Position | undefined {
  const to = (newRow: number, newColumn: number): Position => ({
    row: Math.max(0, Math.min(rows - 1, newRow)),
    column: Math.max(0, Math.min(columns - 1, newColumn)),
  });
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'Home':
      return to(ctrlKey ? 0 : row, 0);
    case 'End':
      return to(ctrlKey ? rows - 1 : row, columns - 1);
    case 'PageUp':
      return to(row - PAGE, column);
    case 'PageDown':
      return to(row + PAGE, column);
    default:
      return undefined;
  }
}
