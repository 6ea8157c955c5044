// The words of the panel.
import { say } from '../../messages/catalogue.ts';
import type { ViewWords } from './protocol.ts';

/** The words, in the user's language. */
export function viewWords(): ViewWords {
  return {
    title: say('matrix-title', {}),
    command: say('matrix-view-command', {}),
    filter: say('matrix-view-filter', {}),
    all: say('matrix-view-all', {}),
    failed: say('matrix-view-failed', {}),
    different: say('matrix-view-different', {}),
    run: say('matrix-view-run', {}),
    runFailed: say('matrix-view-run-failed', {}),
    cancel: say('matrix-view-cancel', {}),
    export: say('matrix-view-export', {}),
    markdown: say('matrix-view-markdown', {}),
    workflow: say('matrix-view-workflow', {}),
    package: say('matrix-package', {}),
    legend: say('matrix-view-legend', {}),
    nothing: say('matrix-view-nothing', {}),
    goSays: say('matrix-view-go-says', {}),
    archwaySays: say('matrix-view-archway-says', {}),
    noProblems: say('matrix-view-no-problems', {}),
    choose: say('matrix-view-choose', {}),
    'state-ok': say('matrix-ok', {}),
    'state-failed': say('matrix-failed', {}),
    'state-blocked': say('matrix-blocked', {}),
    'state-absent': say('matrix-absent', {}),
    'state-running': say('matrix-running', {}),
    'state-predicted': say('matrix-predicted', {}),
    'verdict-unpredicted': say('matrix-unpredicted', {}),
    'verdict-unconfirmed': say('matrix-unconfirmed', {}),
  };
}
