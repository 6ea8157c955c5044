// One `archway matrix`, followed event by event.
import { parseMatrixEvent } from '../../matrix/events.ts';
import { Matrix, type MatrixData } from '../../matrix/matrix.ts';
import type { Task as Process } from '../../toolchain/task.ts';
import { ToolError } from '../../toolchain/tool-error.ts';
import { runArchway } from '../run-archway.ts';

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
  let matrix: Matrix | undefined;
  let timer: NodeJS.Timeout | undefined;
  const tellSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (matrix) tell(matrix.data());
    }, INTERVAL);
  };
  const said: string[] = [];
  const take = (line: string) => {
    const event = parseMatrixEvent(line);
    if (event === undefined) said.push(line);
    else if (event.event === 'start') matrix = new Matrix(event);
    else matrix?.take(event);
    tellSoon();
  };
  const started = performance.now();
  let status = 0;
  try {
    ({ status } = await runArchway(program, signal, { stdout: take, stderr: take }));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    said.push(error.message);
  }
  clearTimeout(timer);
  matrix?.stop(status, (performance.now() - started) / 1000);
  if (matrix) tell(matrix.data());
  return signal.aborted ? '' : said.join('\n').trim();
}
