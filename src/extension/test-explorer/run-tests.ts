// Runs tests by `archway test --json`, and tells VS Code what becomes of them while they run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import {
  type CancellationToken,
  Location,
  Position,
  type TestItem,
  TestMessage,
  type TestRun,
  Uri,
  workspace,
} from 'vscode';
import { say } from '../../messages/catalogue.ts';
import type { Failure } from '../../toolchain/go-output/failures.ts';
import { parseEvent } from '../../toolchain/go-output/go-test-event.ts';
import { GoTestResults, type Result } from '../../toolchain/go-output/go-test-results.ts';
import { missingTool, offerToolchain } from '../missing-tool.ts';
import { runArchway } from '../run-archway.ts';
import { type ArchwayTask, taskType } from '../task-definition.ts';
import { folderOf, packageIn, type Tasks } from '../tasks.ts';
import { type Filter, testFilters } from '../test-filter.ts';
import { coverageOf } from './coverage.ts';
import type { Selected } from './selection.ts';
import type { TestPackage, TestTree } from './test-tree.ts';

/** What a run works with. */
export interface TestRunParts {
  readonly tree: TestTree;
  readonly tasks: Tasks;
  readonly run: TestRun;
  readonly token: CancellationToken;
  /** What `archway --target` takes; one target. */
  readonly target: string;
  readonly coverage: boolean;
}

/** One `go test`. */
interface Invocation {
  /** All of one module. */
  readonly packages: readonly TestPackage[];
  readonly filter?: Filter;
  /** The tests that are asked for, where not all of the packages. */
  readonly names?: readonly string[];
}

/** Runs what is selected, one `go test` after the other, each of which runs packages side by side. */
export async function runTests(selected: readonly Selected[], parts: TestRunParts): Promise<void> {
  for (const { package: found, names } of selected) {
    // A package has no state but that of its tests.
    for (const item of names?.map((name) => parts.tree.testItem(found, name)) ?? parts.tree.runByDefault(found))
      parts.run.enqueued(item);
  }
  for (const invocation of invocationsOf(selected)) {
    if (parts.token.isCancellationRequested) break;
    await new RunningTests(invocation, parts).toEnd();
  }
  if (parts.token.isCancellationRequested) parts.run.appendOutput(`${say('tests-cancelled', {})}\r\n`);
}

/** Whole packages are run together, module by module; where tests are chosen, each package is run by itself. */
function invocationsOf(selected: readonly Selected[]): Invocation[] {
  const modules = new Map<string, TestPackage[]>();
  for (const { package: found, names } of selected) {
    const { module } = found.entry;
    if (names === undefined) modules.set(module, [...(modules.get(module) ?? []), found]);
  }
  const chosen = selected.flatMap(({ package: found, names }) =>
    names === undefined ? [] : testFilters(names).map((group) => ({ packages: [found], ...group })),
  );
  return [...[...modules.values()].map((packages) => ({ packages })), ...chosen];
}

class RunningTests {
  readonly #invocation: Invocation;
  readonly #parts: TestRunParts;
  readonly #byImportPath: Map<string, TestPackage>;
  readonly #cwd: string;
  readonly #ran = new Set<TestItem>();
  readonly #ended = new Set<string>();
  /** What was said that is no event: of tools that are missing, and by old go commands of what does not build. */
  #said = '';

  constructor(invocation: Invocation, parts: TestRunParts) {
    this.#invocation = invocation;
    this.#parts = parts;
    this.#byImportPath = new Map(invocation.packages.map((found) => [found.entry.importPath, found]));
    this.#cwd = Uri.parse(invocation.packages[0]!.entry.module).fsPath;
  }

  async toEnd(): Promise<void> {
    const { run, token, coverage } = this.#parts;
    const folder = coverage ? mkdtempSync(join(tmpdir(), 'archway-coverage-')) : undefined;
    const profile = folder && join(folder, 'profile');
    try {
      const status = await this.#start(profile);
      if (token.isCancellationRequested) return;
      this.#tellMissing(status);
      if (profile) for (const file of coverageOf(readProfile(profile), this.#byImportPath)) run.addCoverage(file);
    } finally {
      if (folder) rmSync(folder, { recursive: true, force: true });
    }
  }

  async #start(profile: string | undefined): Promise<number> {
    const { tasks, token, target } = this.#parts;
    const { packages, filter } = this.#invocation;
    const { folder } = packages[0]!;
    const definition: ArchwayTask & { target: string } = {
      type: taskType,
      command: 'test',
      target,
      ...folderOf(packages[0]!.entry.module, folder),
      package: packages.map(({ entry }) => String(packageIn(entry, folder).package)),
      ...filter,
    };
    const own: unknown = workspace.getConfiguration('archway', folder).get('testExplorer.flags');
    const flags = [
      ...(Array.isArray(own) ? own.filter((flag) => typeof flag === 'string' && flag.startsWith('-')) : []),
      ...(profile === undefined ? [] : [`--coverprofile=${profile}`]),
    ];
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort('SIGTERM'));
    const results = new GoTestResults((file) => isAbsolute(file) && isBelow(file, folder.uri.fsPath));
    const note = (line: string) => {
      results.takeText(line);
      this.#said += `${line}\n`;
      this.#parts.run.appendOutput(`${line}\r\n`);
    };
    const take = async (line: string) => {
      const event = parseEvent(line);
      if (event) for (const result of results.take(event)) await this.#tell(result);
      else note(line);
    };
    try {
      const program = tasks.process(definition, ['--json', ...flags], folder);
      return (await runArchway(program, abort.signal, { stdout: take, stderr: note })).status;
    } finally {
      cancelled.dispose();
    }
  }

  async #tell(result: Result): Promise<void> {
    const { run, tree } = this.#parts;
    const found = this.#byImportPath.get(result.package);
    if (!found) {
      if (result.state === 'output') run.appendOutput(lines(result.output));
      return;
    }
    // Without it a test would have no place in its file.
    await tree.resolve(found.item).catch(() => {});
    const item = result.test === undefined ? found.item : tree.testItem(found, result.test);
    const milliseconds = result.seconds === undefined ? undefined : result.seconds * 1000;
    if (result.test !== undefined) this.#ran.add(item);
    switch (result.state) {
      case 'started':
        run.started(item);
        break;
      case 'output':
        run.appendOutput(lines(result.output), undefined, result.test === undefined ? undefined : item);
        break;
      case 'passed':
        run.passed(item, milliseconds);
        break;
      case 'skipped':
        run.skipped(item);
        break;
      case 'failed':
        run.failed(item, this.#messages(result.failures, found, item), milliseconds);
        break;
      case 'errored':
        this.#ended.add(result.package);
        run.errored(item, this.#messages(result.failures, found, item), milliseconds);
        break;
      case 'ended':
        this.#end(found);
    }
  }

  /** A package has come to its end: what was asked for and did not run is no part of it on this target. */
  #end(found: TestPackage): void {
    const { run, tree, target } = this.#parts;
    if (this.#ended.has(found.entry.importPath)) return;
    this.#ended.add(found.entry.importPath);
    const { names } = this.#invocation;
    const asked = names ? tree.testsOf(found).filter(({ label }) => names.includes(label)) : tree.runByDefault(found);
    for (const item of asked) {
      if (this.#ran.has(item)) tree.prune(item, this.#ran);
      else {
        run.appendOutput(`${say('tests-not-run', { test: item.label, target })}\r\n`, undefined, item);
        run.skipped(item);
      }
    }
  }

  /** Packages of which nothing was said: a tool is missing, or the go command did not get that far. */
  #tellMissing(status: number): void {
    const said = this.#said.trim() || say('tests-no-result', { status });
    const [first] = this.#invocation.packages;
    const folder = first && workspace.getWorkspaceFolder(Uri.parse(first.item.id));
    const problem = missingTool({ command: 'test' }, this.#parts.target, folder);
    if (problem !== undefined) void offerToolchain(problem);
    for (const found of this.#invocation.packages) {
      if (!this.#ended.has(found.entry.importPath)) this.#parts.run.errored(found.item, new TestMessage(said));
    }
  }

  #messages(failures: readonly Failure[], { item: root }: TestPackage, item: TestItem): TestMessage[] {
    return failures.map(({ text, place }) => {
      const message = new TestMessage(text);
      if (place) {
        // Go before 1.21 names the files of tests without their folder.
        const dir = item === root ? this.#cwd : Uri.parse(root.id).fsPath;
        const at = new Position(Math.max(0, place.line - 1), Math.max(0, (place.column ?? 1) - 1));
        message.location = new Location(Uri.file(resolve(dir, place.file)), at);
      } else if (item.uri && item.range) message.location = new Location(item.uri, item.range.start);
      return message;
    });
  }
}

function isBelow(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return !path.startsWith('..') && !isAbsolute(path);
}

function readProfile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Nothing was built.
    return '';
  }
}

/** Text as terminals take it. */
function lines(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}
