// Words for the shell of another machine: what ssh is given is one line, which the user's login shell there reads.

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
