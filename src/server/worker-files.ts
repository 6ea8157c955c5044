// Where the entries of worker threads are: beside the server's bundle, or beside this file when running from source.

/** The URL of a worker's entry. */
export function workerFile(name: 'editor-worker' | 'background-worker'): URL {
  return new URL(`${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}
