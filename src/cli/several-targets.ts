// One command for several targets: as many at once as there are cores, what each says in one piece, and a table of how they ended.
import { Writable } from 'node:stream';
import { say } from '../messages/catalogue.ts';
import { type Target, targetName } from '../platform/target.ts';
import { atOnce, shareCores } from '../toolchain/at-once.ts';
import { buildFailures, placeWords } from '../toolchain/go-output/failures.ts';
import { ToolError } from '../toolchain/tool-error.ts';
import { type CommandContext, CommandError, ExitStatus } from './command.ts';
import { table } from './format/table.ts';
import { LiveLines } from './live-lines.ts';

/** How the work for one target ended: in words, and as an exit status. */
export interface Outcome {
  readonly result: string;
  readonly status: number;
}

/**
 * The work for one target. Where it is one of several, what it writes to the streams of its context is shown when it has ended, and
 * `processes` says how many programs it may start at once.
 */
export type TargetWork = (target: Target, context: CommandContext, processes?: number) => Promise<Outcome>;

interface Row {
  readonly target: Target;
  /** From `performance.now()`; absent before it began. */
  start?: number;
  seconds?: number;
  outcome?: Outcome;
}

/**
 * Does the work for one target, and prints how it ended on a line, or for several as {@link forEachTarget}.
 * @returns the exit status
 */
export async function forTargets(
  targets: readonly Target[],
  work: TargetWork,
  context: CommandContext,
): Promise<number> {
  const [target, ...more] = targets;
  if (target === undefined || more.length > 0) return forEachTarget(targets, work, context);
  const { result, status } = await work(target, context);
  if (status === ExitStatus.ok) {
    context.stdout.write(`${say('build-line', { target: targetName(target), result })}\n`);
  }
  return status;
}

/**
 * Does the work for each target, and prints a table; while it goes on, on a terminal, a live one.
 * @param sink where what is said about a target goes
 * @returns the exit status of all together: 1 where something failed, else 2 where something was not possible
 */
export async function forEachTarget(
  targets: readonly Target[],
  work: TargetWork,
  context: CommandContext,
  sink: Writable = context.stderr,
): Promise<number> {
  const rows = targets.map((target): Row => ({ target }));
  const live = new LiveLines(context.stderr, (height) => liveTable(rows, height));
  const share = shareCores(targets.length);
  try {
    await atOnce(rows, share.atOnce, async (row) => {
      if (context.signal.aborted) return;
      row.start = performance.now();
      live.draw();
      const said = new Collected();
      const own = { ...context, stdout: said, stderr: said };
      const outcome = await outcomeOf(() => work(row.target, own, share.each));
      row.outcome = outcome.status === ExitStatus.found ? { ...outcome, result: failureWords(said.text) } : outcome;
      row.seconds = (performance.now() - row.start) / 1000;
      if (said.text !== '' && !context.signal.aborted) {
        live.print(sink, `${say('build-heading', { target: targetName(row.target) })}\n${said.text}`);
      }
    });
  } finally {
    live.stop();
  }
  if (context.signal.aborted) throw new CommandError(say('cli-interrupted', {}));
  context.stdout.write(table([heading(), ...rows.map(cells)]));
  const statuses = new Set(rows.map(({ outcome }) => outcome?.status));
  return [ExitStatus.found, ExitStatus.failed].find((status) => statuses.has(status)) ?? ExitStatus.ok;
}

/** What failed first, and how much more there is, from what the go command said. */
function failureWords(said: string): string {
  const places = buildFailures(said).flatMap(({ text, place }) =>
    place ? [`${placeWords(place.file, place.line, place.column)}: ${text}`] : [],
  );
  const tests = [...said.matchAll(/^--- FAIL: (\S+)/gm)].map(([, name]) => name!);
  const packages = [...said.matchAll(/^FAIL\t(\S+)/gm)].map(([, name]) => name!);
  const [first, ...more] = [places, tests, packages].find((found) => found.length > 0) ?? [];
  if (first === undefined) return say('build-failed', {});
  const [problem = ''] = first.split('\n');
  return say(more.length > 0 ? 'build-failed-more' : 'build-failed-first', { problem, count: more.length });
}

/** A tool that is missing for one target does not stop the others. */
async function outcomeOf(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ToolError || error instanceof CommandError)) throw error;
    return { result: say('build-impossible', { reason: error.message }), status: ExitStatus.failed };
  }
}

function heading(): string[] {
  return [say('build-table-target', {}), say('build-table-seconds', {}), say('build-table-result', {})];
}

function cells({ target, start, seconds, outcome }: Row): string[] {
  const so = seconds ?? (start === undefined ? undefined : (performance.now() - start) / 1000);
  const state = outcome?.result ?? say(start === undefined ? 'build-waiting' : 'build-running', {});
  return [targetName(target), so?.toFixed(1).padStart(6) ?? '', state];
}

/** What fits of the table; where that is not all, what runs and what ended last. */
function liveTable(rows: readonly Row[], height: number): string[] {
  const ended = rows.filter(({ outcome }) => outcome).length;
  const count = say('build-progress', { done: ended, total: rows.length });
  const begun = rows.filter(({ start }) => start !== undefined);
  const room = Math.max(1, height - 2);
  const shown = rows.length <= room ? rows : begun.slice(-room);
  return [
    ...table([heading(), ...shown.map(cells)])
      .trimEnd()
      .split('\n'),
    count,
  ];
}

/** A stream that keeps what is written to it. */
class Collected extends Writable {
  readonly #chunks: Buffer[] = [];

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(Buffer.from(chunk));
    done();
  }
}
