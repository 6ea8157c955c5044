// The commands that run tests for the folder's target: of a package, of a file, and the one at the cursor.
import { dirname, relative, sep } from 'node:path';
import { type TaskExecution, type TextEditor, type WorkspaceFolder, window } from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { type LayoutParams, type TestAtResult, testAt } from '../../server/protocol.ts';
import { chooseFolder } from '../folders.ts';
import type { Handlers, Parts } from '../parts.ts';
import { type ArchwayTask, taskType } from '../task-definition.ts';
import { type Filter, testFilter } from '../test-filter.ts';
import { requireTrust } from '../trust.ts';
import { goEditor } from './active-file.ts';
import { execute } from './build.ts';

export function testHandlers(parts: Parts): Handlers {
  return {
    'archway.testPackage': () => test(parts, async () => ({})),
    'archway.testFile': () =>
      test(
        parts,
        async (editor) => testFilter((await testsAt(parts, editor))?.all ?? []) ?? refuse('command-no-tests'),
      ),
    'archway.testAtCursor': () =>
      test(parts, async (editor) => {
        const name = (await testsAt(parts, editor))?.name;
        return testFilter(name === undefined ? [] : [name]) ?? refuse('command-no-test');
      }),
  };
}

/** Runs those tests of the active file's package that `filterOf` gives, in the package's folder. */
async function test(
  parts: Parts,
  filterOf: (editor: TextEditor) => Promise<Filter | undefined>,
): Promise<TaskExecution | undefined> {
  const editor = goEditor();
  if (!editor || !requireTrust()) return undefined;
  const folder = await chooseFolder(editor.document.uri);
  const filter = folder && (await filterOf(editor));
  if (!filter) return undefined;
  return execute(parts, { type: taskType, command: 'test', ...packageOf(editor, folder), ...filter }, folder);
}

/** The active file's package, tested in its own folder: so it does not matter which module it is in. */
function packageOf(editor: TextEditor, folder: WorkspaceFolder): Pick<ArchwayTask, 'package' | 'cwd'> {
  const cwd = relative(folder.uri.fsPath, dirname(editor.document.uri.fsPath)).split(sep).join('/');
  return { package: '.', ...(cwd !== '' && { cwd }) };
}

function testsAt({ client }: Parts, { document, selection }: TextEditor): Promise<TestAtResult | null> {
  const { line, character } = selection.active;
  const params: LayoutParams = { uri: document.uri.toString(), position: { line, character } };
  return client.request<TestAtResult | null>(testAt, params);
}

function refuse(reason: 'command-no-test' | 'command-no-tests'): undefined {
  void window.showInformationMessage(say(reason, {}));
}
