// Runs the tests of one window in the extension host of the test host.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { outcome, resultsVariable, type TestEvent, testsVariable } from '../../test/vscode/results.ts';
import type { Run } from '../../test/vscode/runs.ts';
import { root } from '../prepare.mjs';
import { bundledTests, testEntry } from './build-tests.ts';
import { followResults } from './follow-results.ts';
import { makeProfile } from './profile.ts';
import type { RunResult } from './run-all.ts';
import { type Server, startServer } from './server.ts';
import { openWindow, type Window } from './window.ts';
import { layWorkspace } from './workspace.ts';

/** A run in which nothing happens for so many milliseconds hangs. The deadlines of tests are far below it. */
const silence = 300_000;

/** Runs the tests of one run, and tells each as it ends. The test host must be installed, and dist/ and dist-test/ built. */
export async function runInHost(run: Run, onTest: (event: TestEvent) => void): Promise<RunResult> {
  const profile = makeProfile({ ...run, workspaceTrust: run.restricted });
  const results = join(profile.folder, 'results.jsonl');
  const follower = followResults(results, onTest);
  let server: Server | undefined;
  let window: Window | undefined;
  try {
    const env = { [resultsVariable]: results, [testsVariable]: bundledTests(run.tests) };
    server = await startServer(profile, { tests: true, env });
    window = await openWindow();
    const { ended, log } = await openTests(server, window, layWorkspace(run.folders, profile.folder));
    for (let last = Date.now(); !ended.aborted && Date.now() - last < silence; ) {
      await pause(200, undefined, { signal: ended }).catch(() => {});
      if (follower.read()) last = Date.now();
    }
    const reason = ended.aborted ? String(ended.reason) : 'nothing happened for minutes';
    return { ...outcome(follower.events), log: [...log, server.log(), `The window ended: ${reason}`].join('\n') };
  } finally {
    await window?.close();
    await server?.stop();
    profile.remove();
  }
}

/** Opens a window that runs the tests. `ended` is aborted when it says that they have come to an end. */
async function openTests(server: Server, { page }: Window, path: string) {
  const end = new AbortController();
  const log: string[] = [];
  page.on('crash', () => end.abort('its page crashed'));
  // Where the workbench puts the output of the extension host and its exit status. Both must be there before its first script.
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) =>
    log.push(`[${type}] ${args.join(' ')}`),
  );
  await page.exposeFunction('codeAutomationExit', (status: number) => end.abort(`status ${status}`));
  const payload = [
    ['extensionDevelopmentPath', server.uri(root.replace(/\/$/, ''))],
    ['extensionTestsPath', server.uri(testEntry)],
    ['skipWelcome', 'true'],
  ] as const;
  await page.goto(server.address(path, payload), { waitUntil: 'commit' });
  return { ended: end.signal, log };
}
