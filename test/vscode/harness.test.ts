// What can go wrong in the extension host must fail a run: a run that tests nothing would be green for ever.
import assert from 'node:assert/strict';
import { buildTests } from '../../scripts/vscode/build-tests.ts';
import { installHost } from '../../scripts/vscode/install-host.ts';
import { runInHost } from '../../scripts/vscode/run-in-host.ts';
import type { TestEvent } from './results.ts';
import { brokenRuns } from './runs.ts';

describe('a run in the VS Code test host', () => {
  before(async () => {
    installHost();
    await buildTests();
  });

  const expected: Record<string, (events: readonly TestEvent[], log: string) => void> = {
    failing: ([first]) => assert.match(first?.event === 'failed' ? first.error : '', /AssertionError/),
    throwing: ([first]) => assert.match(first?.event === 'failed' ? first.error : '', /thrown while loading/),
    dying: ([first]) => assert.equal(first?.event, 'passed'),
    empty: ([first]) => assert.equal(first?.event, 'end'),
  };
  for (const run of brokenRuns) {
    it(`fails where the tests are ${run.name}`, async () => {
      const events: TestEvent[] = [];
      const { failed, log } = await runInHost(run, (event) => events.push(event));
      assert.equal(failed, 1, log);
      expected[run.name]!(events, log);
    });
  }
});
