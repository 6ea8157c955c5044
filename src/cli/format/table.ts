// Tables of plain text: columns aligned, numbers to the right.

/** Rows of cells as lines. The first row is the heading; a column whose other cells are all numbers is set to the right. */
export function table(rows: readonly (readonly (string | number)[])[], indent = ''): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) => Math.max(...rows.map((row) => String(row[c] ?? '').length)));
  const numeric = widths.map((_, c) => rows.slice(1).every((row) => typeof row[c] === 'number'));
  return rows
    .map((row) => {
      const cells = row.map((cell, c) =>
        numeric[c] ? String(cell).padStart(widths[c]!) : String(cell).padEnd(widths[c]!),
      );
      return `${indent}${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}
