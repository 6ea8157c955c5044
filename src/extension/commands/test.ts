// The commands that run tests for the folder's target: of a package, of a file, and the one at the cursor.
import { type TaskExecution, type TextEditor, Uri, window } from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { clientCommands, type LayoutParams, type TestAtResult, testAt } from '../../server/protocol.ts';
import { chooseFolder } from '../folders.ts';
import type { Handlers, Parts } from '../parts.ts';
import { taskType } from '../task-definition.ts';
import { type Filter, testFilter } from '../test-filter.ts';
import { requireTrust } from '../trust.ts';
import { goEditor, packageOf } from './active-file.ts';
import { execute } from './build.ts';

export function testHandlers(parts: Parts): Handlers {
  return {
    'archway.testPackage': () => test(parts, async () => ({})),
    [clientCommands.runTests]: (uri: string, tests?: readonly string[]) =>
      testIn(parts, Uri.parse(uri), async () => (tests ? testFilter(tests) : {})),
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
  return editor && testIn(parts, editor.document.uri, () => filterOf(editor));
}

/** Runs those tests that `filterOf` gives of the package of a file, in the folder of the file: so it does not matter which module it is in. */
async function testIn(
  parts: Parts,
  file: Uri,
  filterOf: () => Promise<Filter | undefined>,
): Promise<TaskExecution | undefined> {
  if (!requireTrust()) return undefined;
  const folder = await chooseFolder(file);
  const filter = folder && (await filterOf());
  if (!filter) return undefined;
  return execute(parts, { type: taskType, command: 'test', ...packageOf(file, folder), ...filter }, folder);
}

function testsAt({ client }: Parts, { document, selection }: TextEditor): Promise<TestAtResult | null> {
  const { line, character } = selection.active;
  const params: LayoutParams = { uri: document.uri.toString(), position: { line, character } };
  return client.request<TestAtResult | null>(testAt, params);
}

function refuse(reason: 'command-no-test' | 'command-no-tests'): undefined {
  void window.showInformationMessage(say(reason, {}));
}
