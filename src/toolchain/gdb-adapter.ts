// GDB as a debug adapter, for programs that wait under QEMU at their first instruction: as if they were being launched.
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { type AdapterMessage, encodeMessage, MessageDecoder } from './adapter-messages.ts';
import { type RunOptions, runTask, type TaskResult } from './process.ts';
import type { Task } from './task.ts';

/** The number of the request that is ours; editors count from 1. */
const OUR_REQUEST = 2 ** 31 - 1;

/** The number that GDB gives to the thread with which a program starts. */
const FIRST_THREAD = 1;

/**
 * Runs GDB as the debug adapter of the editor that writes to `input` and reads from `output`, until either ends.
 *
 * GDB attaches to a program, and leaves it stopped where it is: in the assembly that starts a Go program. An editor would
 * show this. So it is told nothing of that stop, and GDB is told to let the program go on, once it is attached to and the
 * editor's breakpoints are set. (GDB before 16 attaches first, newer ones last.)
 */
export async function runGdbAdapter(
  task: Task,
  input: Readable,
  output: Writable,
  options: Pick<RunOptions, 'env' | 'signal' | 'stderr'>,
): Promise<TaskResult> {
  const [toGdb, fromGdb] = [new PassThrough(), new PassThrough()];
  /** What GDB must have done before the program goes on. */
  const before = new Set(['attach', 'configurationDone']);
  const goOn = { seq: OUR_REQUEST, type: 'request', command: 'continue', arguments: { threadId: FIRST_THREAD } };
  let isAsked = false;
  eachMessage(fromGdb, (message) => {
    // What it tells before it is asked anything is of its own command line.
    isAsked ||= message.type === 'response';
    if (!isAsked || message.request_seq === OUR_REQUEST || isFirstStop(message, before.size > 0)) return;
    output.write(encodeMessage(ofGo(message)));
    if (message.success && before.delete(message.command ?? '') && before.size === 0) toGdb.write(encodeMessage(goOn));
  });
  // Whole messages, as one of ours may come between two of them.
  eachMessage(input, (message) => toGdb.write(encodeMessage(message)));
  input.once('end', () => toGdb.end());
  try {
    return await runTask(task, { ...options, stdin: toGdb, stdout: fromGdb });
  } finally {
    // Else we would wait for what the editor has to say to nobody.
    input.destroy();
  }
}

function eachMessage(stream: Readable, take: (message: AdapterMessage) => void): void {
  const decoder = new MessageDecoder();
  stream.on('data', (chunk: Buffer) => {
    for (const message of decoder.take(chunk)) take(message);
  });
}

/** Whether a message tells of the stop that attaching is. */
function isFirstStop({ event, body }: AdapterMessage, beforeGoingOn: boolean): boolean {
  return event === 'stopped' && (beforeGoingOn || body?.reason === 'attach');
}

/** The answer to `initialize` without the exceptions of Ada and C++, which GDB offers to stop at whatever it debugs. */
function ofGo(message: AdapterMessage): AdapterMessage {
  if (message.command !== 'initialize' || message.body === undefined) return message;
  const { exceptionBreakpointFilters: _, ...body } = message.body;
  return { ...message, body };
}
