// Words for a shell: of another machine, where ssh is given one line, which the user's login shell there reads, or of the user, for a
// command to copy.

/** A word as a POSIX shell reads it back, whatever is in it; fish reads it the same way. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * The line that runs a script of the POSIX shell with words as `$1`, `$2` and so on. The login shell sees quoted words only.
 */
export function shellLine(script: string, words: readonly string[]): string {
  return ['exec', '/bin/sh', '-c', script, 'archway', ...words].map(quoteWord).join(' ');
}
