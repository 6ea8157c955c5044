// The runs of test/vscode one after the other, wherever they run, with a report of each test.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { grepVariable, type Outcome, type TestEvent } from '../../test/vscode/results.ts';
import { type Run, runs } from '../../test/vscode/runs.ts';

/** How a run ended, and what VS Code said meanwhile. */
export interface RunResult extends Outcome {
  readonly log: string;
}

/** Runs the tests of one window, and tells each as it ends. */
export type RunTests = (run: Run, onTest: (event: TestEvent) => void) => Promise<RunResult>;

/**
 * Runs what the command line names, or everything, and sets the exit status. Writes the numbers of passed and failed tests to the
 * file that ARCHWAY_TEST_COUNTS names.
 */
export async function runAll(runTests: RunTests): Promise<void> {
  const { values, positionals } = parseArgs({ options: { grep: { type: 'string' } }, allowPositionals: true });
  const unknown = positionals.filter((name) => !runs.some((run) => run.name === name));
  if (unknown.length > 0)
    throw new Error(`no run ${unknown.join(', ')}: there are ${runs.map(({ name }) => name).join(', ')}`);
  if (values.grep) process.env[grepVariable] = values.grep;
  let [passes, failures] = [0, 0];
  for (const run of runs) {
    if (positionals.length > 0 && !positionals.includes(run.name)) continue;
    console.log(`\n  VS Code: ${run.name}`);
    const { passed, failed, log } = await runTests(run, printTest);
    if (failed > 0 || process.env.ARCHWAY_VSCODE_VERBOSE) console.log(log);
    passes += passed;
    failures += failed;
  }
  console.log(`\n${passes} passed, ${failures} failed`);
  if (process.env.ARCHWAY_TEST_COUNTS)
    writeFileSync(process.env.ARCHWAY_TEST_COUNTS, JSON.stringify({ passes, failures }));
  process.exitCode = failures > 0 ? 1 : 0;
}

function printTest(event: TestEvent): void {
  if (event.event === 'passed')
    console.log(`    ${pc.green('✔')} ${event.title}${pc.dim(` (${event.milliseconds} ms)`)}`);
  if (event.event === 'skipped') console.log(`    - ${event.title}`);
  if (event.event === 'failed')
    console.log(`    ${pc.red(`✖ ${event.title}`)}\n      ${event.error.replaceAll('\n', '\n      ')}`);
}
