// The txtar archive format of the Go project: a comment, then files, each after a line `-- NAME --`.
// https://pkg.go.dev/golang.org/x/tools/txtar

export interface Archive {
  /** The text before the first file. */
  readonly comment: string;
  /** The files by their names, in order. */
  readonly files: ReadonlyMap<string, string>;
}

/** Parses an archive. Never fails: what is no file header belongs to the file or comment it stands in. */
export function parseTxtar(text: string): Archive {
  const files = new Map<string, string>();
  let comment = '';
  let name: string | undefined;
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const header = /^-- (.+) --\r?\n?$/.exec(line)?.[1]?.trim();
    if (header) {
      name = header;
      files.set(name, '');
    } else if (name === undefined) comment += line;
    else files.set(name, files.get(name)! + line);
  }
  return { comment, files };
}

/** The value of the header line `key: value` of an archive's comment. */
export function header({ comment }: Archive, key: string): string | undefined {
  return new RegExp(`^${key}:[ \\t]*(.*)$`, 'm').exec(comment)?.[1]?.trim();
}
