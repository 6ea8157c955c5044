// One `archway matrix`, followed event by event.
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { parseMatrixEvent } from '../../matrix/events.ts';
import { Matrix, type MatrixData } from '../../matrix/matrix.ts';
import { runTask } from '../../toolchain/process.ts';
import type { Task as Process } from '../../toolchain/task.ts';
import { ToolError } from '../../toolchain/tool-error.ts';

/** Our command line ends what it has started by itself: it is killed only where it takes longer than that, in milliseconds. */
const GRACE = 10_000;

/** How often what is known is told at most, in milliseconds. */
const INTERVAL = 250;

/** A run that goes on. */
export interface MatrixRun {
  /** Ends all programs of the run. */
  cancel(): void;
  /** What the program said beside the events, when it has ended. */
  readonly ended: Promise<string>;
}

/** Starts a run. `tell` is told what is known, again and again, and a last time when it has ended. */
export function startMatrix(program: Process, tell: (data: MatrixData) => void): MatrixRun {
  const abort = new AbortController();
  return { cancel: () => abort.abort('SIGTERM'), ended: follow(program, abort.signal, tell) };
}

async function follow(program: Process, signal: AbortSignal, tell: (data: MatrixData) => void): Promise<string> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  let matrix: Matrix | undefined;
  let timer: NodeJS.Timeout | undefined;
  const tellSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (matrix) tell(matrix.data());
    }, INTERVAL);
  };
  const said: string[] = [];
  const read = async (stream: PassThrough) => {
    for await (const line of createInterface({ input: stream })) {
      const event = parseMatrixEvent(line);
      if (event === undefined) said.push(line);
      else if (event.event === 'start') matrix = new Matrix(event);
      else matrix?.take(event);
      tellSoon();
    }
  };
  const started = performance.now();
  const followed = Promise.all([read(stdout), read(stderr)]);
  let status = 0;
  try {
    ({ status } = await runTask(program, { env: process.env, signal, stdout, stderr, grace: GRACE }));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    said.push(error.message);
  } finally {
    stdout.end();
    stderr.end();
  }
  await followed;
  clearTimeout(timer);
  matrix?.stop(status, (performance.now() - started) / 1000);
  if (matrix) tell(matrix.data());
  return signal.aborted ? '' : said.join('\n').trim();
}
