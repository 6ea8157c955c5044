// Writes out in full the file names in what the go command says, which names files relative to the folder it runs in.
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Transform, type TransformCallback, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';

/** `./x/y.go:12:3: message`, behind white space where it continues another message, and behind `vet: `. */
const place = /^(\s*(?:vet: )?)([^\s:][^:]*\.go)(?=:\d+(?::\d+)?: )/;

/** So many characters of a line that does not end are kept; a longer one is no message of the go command. */
const LONGEST = 64 * 1024;

/** A stream through which messages of a go command that runs in `cwd` are written. */
export class FullPaths extends Transform {
  readonly #cwd: string;
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  constructor(cwd: string) {
    super();
    this.#cwd = cwd;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const [first = '', ...more] = this.#decoder.write(chunk).split('\n');
    this.#rest += first;
    for (const line of more) {
      this.push(`${this.#inFull(this.#rest)}\n`);
      this.#rest = line;
    }
    if (this.#rest.length > LONGEST) {
      this.push(this.#rest);
      this.#rest = '';
    }
    done();
  }

  override _flush(done: TransformCallback): void {
    this.push(this.#inFull(this.#rest + this.#decoder.end()));
    done();
  }

  #inFull(line: string): string {
    return line.replace(place, (whole, before: string, name: string) => {
      if (isAbsolute(name)) return whole;
      const path = join(this.#cwd, name);
      return existsSync(path) ? before + path : whole;
    });
  }
}

/** Runs `work` with a stream that writes to `output` with the file names in full, to the end. */
export async function withFullPaths<T>(
  output: Writable,
  cwd: string,
  work: (stream: Writable) => Promise<T>,
): Promise<T> {
  const lines = new FullPaths(cwd);
  lines.pipe(output, { end: false });
  try {
    return await work(lines);
  } finally {
    lines.end();
    await finished(lines);
  }
}
