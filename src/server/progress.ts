// Progress of background checks, as the client shows it.
import { basename } from 'node:path';
import type { Connection } from 'vscode-languageserver/node';
import { say } from '../messages/catalogue.ts';
import type { ProgressDisplay } from './background.ts';

/** What is done sooner, in milliseconds, shows no progress. */
const patience = 500;

/** Shows the progress of a check; `cancel` is called where the user has seen enough of it. */
export function showProgress(
  connection: Connection,
  isShown: boolean,
  root: string,
  cancel: () => void,
): ProgressDisplay {
  if (!isShown) return { report: () => {}, done: () => {} };
  let isDone = false;
  let reporter: Awaited<ReturnType<Connection['window']['createWorkDoneProgress']>> | undefined;
  const timer = setTimeout(async () => {
    try {
      const created = await connection.window.createWorkDoneProgress();
      if (isDone) return;
      reporter = created;
      created.begin(say('server-progress', { folder: basename(root) }), 0, undefined, true);
      created.token.onCancellationRequested(cancel);
    } catch (error) {
      connection.console.error(String(error));
    }
  }, patience);
  return {
    report(done, total) {
      const percentage = total === 0 ? 100 : Math.floor((done / total) * 100);
      reporter?.report(percentage, say('server-progress-count', { done, total }));
    },
    done() {
      isDone = true;
      clearTimeout(timer);
      reporter?.done();
    },
  };
}
