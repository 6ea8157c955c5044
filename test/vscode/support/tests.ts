// The tests that the extension shows, and what it tells VS Code of their runs, which VS Code tells no extension.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Exports } from '../../../src/extension/extension.ts';
import type { ShownTests } from '../../../src/extension/test-explorer/test-explorer.ts';
import { activeExtension } from './extension.ts';
import { until } from './until.ts';

async function shownTests(): Promise<ShownTests> {
  const shown = ((await activeExtension()).exports as Exports).shownTests();
  assert.ok(shown, 'no tests are shown');
  return shown;
}

/** The items of a collection, in the order in which they are shown. */
function sorted(items: vscode.TestItemCollection): vscode.TestItem[] {
  const found: vscode.TestItem[] = [];
  items.forEach((item) => void found.push(item));
  return found.sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
}

/** The labels of what is in an item. */
export const labels = (item: vscode.TestItem | undefined) => sorted(item!.children).map(({ label }) => label);

/** Whether the Test Explorer was opened: VS Code asks for the packages then, also if some are shown already that were just changed. */
let isOpened = false;

/** The packages that are shown. */
export async function testItems(): Promise<vscode.TestItem[]> {
  const { controller } = await shownTests();
  if (!isOpened || controller.items.size === 0) await controller.resolveHandler?.(undefined);
  isOpened = true;
  return sorted(controller.items);
}

/** The item that these labels lead to, once it is shown: what is in the items on the way is asked for as if they were opened. */
export function testItem(...path: string[]): Promise<vscode.TestItem> {
  return until(`the Test Explorer shows ${path.join(' / ')}`, async () => {
    const { controller } = await shownTests();
    let level = await testItems();
    let found: vscode.TestItem | undefined;
    for (const label of path) {
      found = level.find((item) => item.label === label);
      if (!found) return undefined;
      if (found.canResolveChildren) await controller.resolveHandler?.(found);
      level = sorted(found.children);
    }
    return found;
  });
}

/** What came of a run. */
export interface ToldRun {
  /** The label of the profile. */
  readonly label: string;
  /** The targets that were run for. */
  readonly targets: string[];
  /** The last that was told of each test, with the first failure and its place. */
  readonly told: Record<string, string>;
  /** By file name. */
  readonly coverage: Record<string, { covered: number; total: number; ranges: string[] }>;
}

/** Runs items by the profile for the chosen target. */
export async function runTests(
  include: vscode.TestItem[],
  kind = vscode.TestRunProfileKind.Run,
  cancel = new vscode.CancellationTokenSource(),
): Promise<ToldRun> {
  const profile = (await shownTests()).profiles.find((one) => one.kind === kind)!;
  const covered: [vscode.TestRun, vscode.FileCoverage][] = [];
  const result = await recorded(async () => {
    const request = new vscode.TestRunRequest(include, [], profile);
    await profile.runHandler(request, cancel.token);
  }, covered);
  const coverage: ToldRun['coverage'] = {};
  for (const [run, file] of covered) {
    const details = (await profile.loadDetailedCoverage?.(run, file, cancel.token)) ?? [];
    coverage[basename(file.uri.path)] = {
      covered: file.statementCoverage.covered,
      total: file.statementCoverage.total,
      ranges: details.map(({ location, executed }) => {
        const { start, end } = location as vscode.Range;
        const place = [start, end].map(({ line, character }) => `${line + 1}:${character + 1}`).join('-');
        return `${place} ${Number(executed)}`;
      }),
    };
  }
  return { ...result, label: profile.label, coverage };
}

/** What is told of the runs that begin and end during `work`. */
export async function recorded(
  work: () => PromiseLike<unknown>,
  covered: [vscode.TestRun, vscode.FileCoverage][] = [],
): Promise<Pick<ToldRun, 'targets' | 'told'>> {
  const { controller } = await shownTests();
  const result = { targets: [] as string[], told: {} };
  const create = controller.createTestRun;
  controller.createTestRun = (...args) => {
    const run = create.apply(controller, args);
    result.targets.push(run.name ?? '');
    return Object.assign(Object.create(run) as vscode.TestRun, writingDown(run, result.told), {
      addCoverage(file: vscode.FileCoverage) {
        covered.push([run, file]);
        run.addCoverage(file);
      },
    });
  };
  try {
    await work();
  } finally {
    controller.createTestRun = create;
  }
  return result;
}

type Messages = vscode.TestMessage | readonly vscode.TestMessage[];

/** The methods of a run, which also write down what they are told. */
function writingDown(run: vscode.TestRun, told: Record<string, string>): Partial<vscode.TestRun> {
  const note = (item: vscode.TestItem, state: string, messages: Messages = []) => {
    const [first] = [messages].flat();
    const { uri, range } = first?.location ?? {};
    const place = uri && range ? ` ${basename(uri.path)}:${range.start.line + 1}` : '';
    told[nameOf(item)] = first ? `${state}${place} ${first.message}` : state;
  };
  return {
    enqueued: (item) => run.enqueued(item),
    started(item) {
      note(item, 'started');
      run.started(item);
    },
    passed(item, duration) {
      assert.equal(typeof duration, 'number');
      note(item, 'passed');
      run.passed(item, duration);
    },
    skipped(item) {
      note(item, 'skipped');
      run.skipped(item);
    },
    failed(item, messages, duration) {
      note(item, 'failed', messages);
      run.failed(item, messages, duration);
    },
    errored(item, messages, duration) {
      note(item, 'errored', messages);
      run.errored(item, messages, duration);
    },
    appendOutput: (...args) => run.appendOutput(...args),
    end: () => run.end(),
  };
}

/** `TestX/sub`, and of a package its folder. */
function nameOf(item: vscode.TestItem): string {
  const { parent } = item;
  if (!parent?.parent) return item.label;
  return `${nameOf(parent)}/${item.label}`;
}
