// Looks for signs of what is known to go wrong under QEMU in what a program says, and explains them when it has failed.
import { basename } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { render } from '../messages/catalogue.ts';
import type { Target } from '../platform/target.ts';
import type { Launcher } from '../toolchain/launcher.ts';
import { qemuVersion } from '../toolchain/qemu.ts';
import { trapIn } from '../toolchain/traps.ts';
import type { CommandContext } from './command.ts';

/** So many characters of a line are looked at. */
const LONGEST = 4096;

/** Passes everything on as it comes, and shows whole lines to `look`. */
class LineWatch extends Transform {
  readonly #decoder = new StringDecoder('utf8');
  readonly #look: (line: string) => void;
  #rest = '';

  constructor(look: (line: string) => void) {
    super();
    this.#look = look;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    this.#rest = lines.pop()!.slice(0, LONGEST);
    for (const line of lines) this.#look(line.slice(0, LONGEST));
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    this.#look(this.#rest);
    done();
  }
}

/**
 * Runs `work`, whose status is an exit status, with the named streams watched where a program runs under an emulator. After a failure it is said
 * what the signs in them mean, each explanation once.
 */
export async function explainingTraps(
  { how, argv, env: variables }: Launcher,
  target: Target,
  context: CommandContext,
  streams: readonly ('stdout' | 'stderr')[],
  work: (context: CommandContext) => Promise<number>,
): Promise<number> {
  if (how !== 'qemu') return work(context);
  const cpu = context.env.QEMU_CPU ?? variables.QEMU_CPU;
  const lines = new Set<string>();
  const run = { target, qemu: basename(argv[0]!), ...(cpu === undefined ? {} : { cpu }) };
  const watches = streams.map((name) => {
    const watch = new LineWatch((line) => {
      if (trapIn(line, run) !== undefined) lines.add(line);
    });
    watch.pipe(context[name], { end: false });
    return [name, watch] as const;
  });
  let status: number;
  try {
    status = await work({ ...context, ...Object.fromEntries(watches) });
  } finally {
    for (const [, watch] of watches) {
      watch.end();
      await finished(watch);
    }
  }
  if (status === 0 || lines.size === 0 || context.signal.aborted) return status;
  const version = await qemuVersion(argv[0]!, context.env);
  const known = { ...run, qemu: version === undefined ? run.qemu : `${run.qemu} ${version}` };
  const explanations = new Set([...lines].map((line) => render(trapIn(line, known)!)));
  for (const text of explanations) context.stderr.write(`archway: ${text}\n`);
  return status;
}
