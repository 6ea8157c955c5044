// Reads what `go test -coverprofile` writes: `FILE:LINE.COLUMN,LINE.COLUMN STATEMENTS COUNT`, behind a line with the mode.

/** A block of statements that run together. Lines and columns from 1; columns in bytes. */
export interface CoveredBlock {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** How often it ran; 1 for once or more, where the mode is `set`. */
  readonly count: number;
}

/** The blocks of each file; a file is named by the import path of its package and its name. A block that several packages ran is there once. */
export function parseCoverage(text: string): Map<string, CoveredBlock[]> {
  const files = new Map<string, Map<string, CoveredBlock>>();
  for (const line of text.split('\n')) {
    const [, file, range, ...numbers] = /^(.+):((\d+)\.(\d+),(\d+)\.(\d+)) \d+ (\d+)\r?$/.exec(line) ?? [];
    if (file === undefined) continue;
    const [startLine, startColumn, endLine, endColumn, count] = numbers.map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const blocks = files.get(file) ?? new Map<string, CoveredBlock>();
    files.set(file, blocks);
    const before = blocks.get(range!)?.count ?? 0;
    blocks.set(range!, { startLine, startColumn, endLine, endColumn, count: before + count });
  }
  return new Map([...files].map(([file, blocks]) => [file, [...blocks.values()]]));
}
