// What the extension host calls to run the tests: mocha over the bundled test files of one run.
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { grepVariable, resultsVariable, type TestEvent, testsVariable } from './results.ts';

/** Runs the tests. Rejects where one fails: that makes the window's exit status 1. */
export async function run(): Promise<void> {
  // An ES module that stays outside of the bundle.
  const { default: Mocha } = await import('mocha');
  const folder = process.env[testsVariable]!;
  const mocha = new Mocha({ timeout: 240_000, grep: process.env[grepVariable] || undefined });
  for (const name of readdirSync(folder)) if (name.endsWith('.test.cjs')) mocha.addFile(join(folder, name));
  try {
    await mocha.loadFilesAsync();
  } catch (error) {
    tell({ event: 'failed', title: 'test files can be loaded', error: describeError(error) });
    throw error;
  }
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => tell({ event: 'passed', title: test.fullTitle(), milliseconds: test.duration }));
    runner.on('pending', (test) => tell({ event: 'skipped', title: test.fullTitle() }));
    runner.on('fail', (test, error) => tell({ event: 'failed', title: test.fullTitle(), error: describeError(error) }));
  });
  tell({ event: 'end' });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function tell(event: TestEvent): void {
  appendFileSync(process.env[resultsVariable]!, `${JSON.stringify(event)}\n`);
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
