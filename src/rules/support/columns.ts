// Alignment as gofmt does it: a column runs over consecutive lines that go on after it (text/tabwriter with a padding of one blank).

/** The cells of a line; the last one ends the line and takes part in no column. */
export type Line = readonly string[];

/** Lines with their columns aligned. A column in which all cells are empty takes no room. */
export function alignColumns(lines: readonly Line[]): string[] {
  const texts = lines.map(() => '');
  align(lines, texts, 0, lines.length, 0);
  return texts;
}

/** Lays out `lines[from, to)` from column `column` on, all of which have that column. */
function align(lines: readonly Line[], texts: string[], from: number, to: number, column: number): void {
  for (let i = from; i < to; ) {
    const isLast = (line: Line) => column >= line.length - 1;
    if (isLast(lines[i]!)) {
      texts[i] += lines[i]![column] ?? '';
      i++;
      continue;
    }
    let end = i;
    let width = 0;
    for (; end < to && !isLast(lines[end]!); end++) width = Math.max(width, [...lines[end]![column]!].length);
    for (let k = i; k < end; k++) {
      const cell = lines[k]![column]!;
      if (width > 0) texts[k] += cell + ' '.repeat(width + 1 - [...cell].length);
    }
    align(lines, texts, i, end, column + 1);
    i = end;
  }
}
