// What the tests in the extension host tell the process that started the window: lines of JSON in a file. The exit status of a
// window is not enough, as it is 0 where the extension host died.

export type TestEvent =
  | { readonly event: 'passed' | 'skipped'; readonly title: string; readonly milliseconds?: number }
  | { readonly event: 'failed'; readonly title: string; readonly error: string }
  /** Every test file was loaded, and every test ran. */
  | { readonly event: 'end' };

/** Environment variable with the path of the file. */
export const resultsVariable = 'ARCHWAY_VSCODE_RESULTS';
/** Environment variable with the folder of the bundled test files. */
export const testsVariable = 'ARCHWAY_VSCODE_TESTS';
/** Environment variable with a regular expression for the titles of tests; all run without it. */
export const grepVariable = 'ARCHWAY_VSCODE_GREP';

/** How a run ended. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** Counts what was told. A run that did not come to its end, or in which nothing ran, has failed. */
export function outcome(events: readonly TestEvent[]): Outcome {
  const count = (name: TestEvent['event']) => events.filter(({ event }) => event === name).length;
  const ran = count('end') === 1 && count('passed') + count('failed') > 0;
  return { passed: count('passed'), failed: count('failed') + (ran || count('failed') > 0 ? 0 : 1) };
}
