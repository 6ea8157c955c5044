// Tables of plain text: columns aligned, numbers to the right.
import stringWidth from 'string-width';

/** Rows of cells as lines. The first row is the heading; a column whose other cells are all numbers is set to the right. */
export function table(rows: readonly (readonly (string | number)[])[], indent = ''): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) =>
    Math.max(...rows.map((row) => stringWidth(String(row[c] ?? '')))),
  );
  const numeric = widths.map((_, c) => rows.slice(1).every((row) => typeof row[c] === 'number'));
  return rows
    .map((row) => {
      const cells = row.map((cell, c) =>
        numeric[c] ? padding(cell, widths[c]!) + cell : cell + padding(cell, widths[c]!),
      );
      return `${indent}${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}

/** What makes a cell as wide as its column. */
function padding(cell: string | number, width: number): string {
  return ' '.repeat(width - stringWidth(String(cell)));
}
