// npm run test:electron [-- RUN...] [--grep TITLE]: the tests of test/vscode in VS Code itself, which is downloaded.
// ARCHWAY_VSCODE_VERSION says which version: `stable` without it, `1.91.1` for the oldest one that Archway supports.
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { outcome, resultsVariable, type TestEvent, testsVariable } from '../../test/vscode/results.ts';
import type { Run } from '../../test/vscode/runs.ts';
import { buildIfStale, root } from '../prepare.mjs';
import { buildTests, bundledTests, testEntry } from './build-tests.ts';
import { followResults } from './follow-results.ts';
import { makeProfile } from './profile.ts';
import { type RunResult, runAll } from './run-all.ts';
import { layWorkspace } from './workspace.ts';

await buildIfStale();
await buildTests();
const version = process.env.ARCHWAY_VSCODE_VERSION || 'stable';
const vscodeExecutablePath = await downloadAndUnzipVSCode({ version, cachePath: join(root, '.cache/vscode') }).catch(
  (error) => {
    console.error(`VS Code (${version}) cannot be downloaded: ${error}
npm run test:vscode runs the same tests in a VS Code from npm.`);
    process.exit(2);
  },
);
await runAll(runInElectron);

/** Runs the tests of one run in a window of VS Code. */
async function runInElectron(run: Run, onTest: (event: TestEvent) => void): Promise<RunResult> {
  const profile = makeProfile({ ...run, workspaceTrust: run.restricted });
  const results = join(profile.folder, 'results.jsonl');
  const follower = followResults(results, onTest);
  const following = setInterval(follower.read, 200);
  try {
    const ended = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: testEntry,
      extensionTestsEnv: { [resultsVariable]: results, [testsVariable]: bundledTests(run.tests) },
      launchArgs: [
        layWorkspace(run.folders, profile.folder),
        `--user-data-dir=${profile.userData}`,
        `--extensions-dir=${profile.extensions}`,
        '--skip-welcome',
        ...(run.restricted ? [] : ['--disable-workspace-trust']),
        ...(run.locale ? [`--locale=${run.locale}`] : []),
      ],
    }).then(String, String);
    follower.read();
    return { ...outcome(follower.events), log: `VS Code ended: ${ended}` };
  } finally {
    clearInterval(following);
    profile.remove();
  }
}
