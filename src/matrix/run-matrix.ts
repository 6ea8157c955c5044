// Runs the go command for each target, and tells package by package how it ended, beside what Archway predicts.
import { dirname, resolve } from 'node:path';
import type { CheckResult } from '../analysis/finding.ts';
import { say } from '../messages/catalogue.ts';
import { type Target, targetName } from '../platform/target.ts';
import { atOnce, shareCores } from '../toolchain/at-once.ts';
import { canLink } from '../toolchain/build.ts';
import { requireBuildTools } from '../toolchain/build-tools.ts';
import type { CCompiler } from '../toolchain/cross-compiler.ts';
import { followLines } from '../toolchain/follow-lines.ts';
import { buildFailures, type Failure } from '../toolchain/go-output/failures.ts';
import { parseEvent } from '../toolchain/go-output/go-test-event.ts';
import { GoTestResults, type Result } from '../toolchain/go-output/go-test-results.ts';
import { packageSections } from '../toolchain/go-output/package-sections.ts';
import { type ListedPackage, listTask, readList } from '../toolchain/list.ts';
import { runGo } from '../toolchain/run-go.ts';
import type { Task } from '../toolchain/task.ts';
import { ToolError } from '../toolchain/tool-error.ts';
import type { CellEvent, MatrixEvent, Problem } from './events.ts';
import { Predictions } from './predict.ts';
import { type GoWork, matrixTask } from './task.ts';

/** What is asked for. */
export interface MatrixRequest extends GoWork {
  readonly targets: readonly Target[];
  /** Patterns, as the go command takes them. */
  readonly packages: readonly string[];
  /** Ends all go commands. */
  readonly signal: AbortSignal;
  /** What Archway says of the same packages and targets; rejects where the signal aborts. */
  readonly check: () => Promise<CheckResult>;
  readonly emit: (event: MatrixEvent) => void;
}

/** Exit statuses, as those of the command line. */
const [OK, FAILED, IMPOSSIBLE] = [0, 1, 2];

/** Runs a matrix to its end, and gives its exit status: 0 all is well, 1 something failed, 2 something was not possible. */
export async function runMatrix(request: MatrixRequest): Promise<number> {
  const { targets, command, cwd, packages, emit, signal, go } = request;
  const start = performance.now();
  const [first] = targets;
  emit({
    event: 'start',
    version: 1,
    command,
    folder: cwd,
    packages,
    tags: first?.tags ?? [],
    cgo: first?.cgo ?? false,
    go: go.version,
    targets: targets.map(targetName),
  });
  const share = shareCores(targets.length);
  // It begins at once, so that much is predicted before the go command says it.
  const predicted = request.check().then((result) => new Predictions(result));
  predicted.catch(() => {});
  const runs = targets.map((target) => new TargetRun(target, request, share.each));
  await atOnce(runs, share.atOnce, (run) => run.list());
  const foretold = predicted.then((predictions) => {
    for (const run of runs) run.predict(predictions);
  });
  foretold.catch(() => {});
  await atOnce(runs, share.atOnce, (run) => run.run());
  if (!signal.aborted) await foretold;
  const status = [FAILED, IMPOSSIBLE].find((one) => runs.some((run) => run.status === one)) ?? OK;
  emit({ event: 'end', status, seconds: (performance.now() - start) / 1000 });
  return status;
}

/** One target of a run. */
class TargetRun {
  status: number = OK;
  readonly #target: Target;
  readonly #name: string;
  readonly #request: MatrixRequest;
  readonly #processes: number;
  #compiler: CCompiler | undefined;
  #listed: readonly ListedPackage[] = [];
  readonly #ended = new Set<string>();
  /** Why nothing can be done for the target. */
  #reason: string | undefined;

  constructor(target: Target, request: MatrixRequest, processes: number) {
    this.#target = target;
    this.#name = targetName(target);
    this.#request = request;
    this.#processes = processes;
  }

  /** Finds the packages that there are on the target. */
  async list(): Promise<void> {
    const { go, env, signal, command, emit } = this.#request;
    if (signal.aborted) return;
    try {
      this.#compiler = requireBuildTools(go, this.#target, env, this.#request);
      const task = listTask(go.path, this.#target, { ...this.#request, compiler: this.#compiler });
      const { stdout, stderr } = await runGo(go, task, { env, signal, stdout: 'capture', stderr: 'capture' });
      this.#listed = readList(stdout).filter(
        ({ hasCode, errors }) => command !== 'build' || hasCode || errors.length > 0,
      );
      if (signal.aborted) return;
      if (this.#listed.length === 0 && stderr.trim() !== '') this.#reason = stderr.trim();
      emit({
        event: 'packages',
        target: this.#name,
        packages: this.#listed.map(({ package: name, folder }) => ({ package: name, folder })),
      });
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      this.#reason = error.message;
    }
  }

  /** Tells what Archway says of each package. */
  predict(predictions: Predictions): void {
    const { command, emit } = this.#request;
    for (const listed of this.#listed) {
      const problems = predictions.of(listed, this.#name, command !== 'build');
      emit({ event: 'predicted', package: listed.package, target: this.#name, problems });
    }
  }

  /** Has the go command do its work, and tells how each package ended. */
  async run(): Promise<void> {
    const { emit, signal, command } = this.#request;
    if (signal.aborted) return;
    const start = performance.now();
    emit({ event: 'target', target: this.#name });
    try {
      if (this.#reason === undefined && command === 'build' && !canLink(this.#target)) {
        this.#reason = say('build-skipped', {});
      } else if (this.#reason === undefined) await this.#work();
      else this.status = IMPOSSIBLE;
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      this.#reason = error.message;
      this.status = IMPOSSIBLE;
    }
    if (signal.aborted) return;
    const reason = this.#reason === undefined ? {} : { reason: this.#reason };
    emit({ event: 'target-end', target: this.#name, seconds: (performance.now() - start) / 1000, ...reason });
  }

  async #work(): Promise<void> {
    const { command, packages } = this.#request;
    const loadable: ListedPackage[] = [];
    for (const listed of this.#listed) {
      if (listed.errors.length === 0) loadable.push(listed);
      else
        this.#end(
          listed.package,
          listed.errors.map(({ place, text }) => this.#loadProblem(place, text)),
        );
    }
    if (loadable.length === 0) return;
    // The go command does nothing at all where one of its packages cannot be loaded.
    const names = loadable.length === this.#listed.length ? packages : loadable.map(({ package: name }) => name);
    if (command === 'test') await this.#test(names);
    else await this.#build(names);
  }

  #task(packages: readonly string[]): Task {
    const part = { packages, processes: this.#processes, compiler: this.#compiler };
    return matrixTask(this.#request, this.#target, part);
  }

  async #build(names: readonly string[]): Promise<void> {
    const { go, env, signal } = this.#request;
    const task = this.#task(names);
    const { status, stderr, stdout } = await runGo(go, task, { env, signal, stdout: 'capture', stderr: 'capture' });
    if (signal.aborted) return;
    // Of what it builds without errors it may print warnings of a C compiler.
    const said = status === 0 ? [] : packageSections(stderr + stdout);
    const problems = new Map(said.map(({ package: name, lines }) => [name, this.#problems(lines.join('\n'))]));
    const unnamed = problems.get('') ?? [];
    problems.delete('');
    for (const problem of unnamed) {
      const owner = this.#listed.find(({ folder }) => problem.file !== undefined && dirname(problem.file) === folder);
      if (owner) problems.set(owner.package, [...(problems.get(owner.package) ?? []), problem]);
    }
    for (const { package: name } of this.#listed) if (problems.has(name)) this.#end(name, problems.get(name)!);
    for (const { package: name, deps } of this.#listed) {
      const because = deps.find((dep) => problems.has(dep));
      if (because !== undefined) this.#end(name, problems.get(because)!, because);
    }
    // Where the go command names no package it has done nothing for any of them.
    this.#endRest(status !== 0 && problems.size === 0 ? unnamed : []);
  }

  async #test(names: readonly string[]): Promise<void> {
    const { go, env, signal, cwd } = this.#request;
    const task = this.#task(names);
    const results = new GoTestResults((file) => file.startsWith(cwd));
    const problems = new Map<string, Problem[]>();
    const rest: string[] = [];
    const take = (result: Result) => {
      const known = problems.get(result.package) ?? [];
      if (result.state === 'failed' || result.state === 'errored') {
        problems.set(result.package, known);
        const failures = result.failures.length > 0 ? result.failures : [{ text: '' }];
        for (const failure of failures) known.push(this.#problem(failure, result));
      }
      if (result.state === 'ended') this.#end(result.package, withoutEmpty(known));
    };
    const takeLine = (line: string) => {
      const event = parseEvent(line);
      if (event) results.take(event).forEach(take);
      else {
        results.takeText(line);
        rest.push(line);
      }
    };
    const { status } = await followLines({ stdout: takeLine, stderr: takeLine }, (streams) =>
      runGo(go, task, { env, signal, ...streams }),
    );
    if (!signal.aborted) this.#endRest(status === 0 ? [] : this.#problems(rest.join('\n')));
  }

  /** Tells how a package ended; of one that has been told nothing more. */
  #end(name: string, problems: readonly Problem[], because?: string): void {
    if (this.#ended.has(name)) return;
    this.#ended.add(name);
    const state = problems.length === 0 ? 'ok' : because === undefined ? 'failed' : 'blocked';
    if (state !== 'ok') this.status = FAILED;
    const reason = because === undefined ? {} : { because };
    const event: CellEvent = { event: 'cell', package: name, target: this.#name, state, problems, ...reason };
    this.#request.emit(event);
  }

  #endRest(problems: readonly Problem[]): void {
    for (const { package: name } of this.#listed) this.#end(name, problems);
  }

  #problems(said: string): Problem[] {
    return buildFailures(said).map((failure) => this.#problem(failure));
  }

  /** A failure with its file in full; that of a test with its name. */
  #problem({ text, place }: Failure, about?: { readonly package: string; readonly test?: string }): Problem {
    const words = about?.test === undefined ? text : `${about.test}: ${text}`;
    if (place === undefined) return { text: words };
    // Go before 1.21 names the files of tests without their folder.
    const folder = this.#listed.find((listed) => listed.package === about?.package)?.folder;
    const base = about?.test === undefined ? undefined : folder;
    const { file, line, column } = place;
    const at = { file: resolve(base ?? this.#request.cwd, file), line };
    return { text: words, ...at, ...(column !== undefined && { column }) };
  }

  /** A problem with a place as the go command writes it; an import that leads somewhere has none. */
  #loadProblem(place: string, text: string): Problem {
    const [, file, line, column] = /^(.+\.go):(\d+)(?::(\d+))?$/.exec(place) ?? [];
    if (file === undefined) return { text };
    const at = { file: resolve(this.#request.cwd, file), line: Number(line) };
    return { text, ...at, ...(column !== undefined && { column: Number(column) }) };
  }
}

/** Problems without those that say nothing where others do: that a test failed is said by its subtests. */
function withoutEmpty(problems: readonly Problem[]): readonly Problem[] {
  const telling = problems.filter(({ text }) => !/^(?:\S+: )?$/.test(text));
  return telling.length > 0 ? telling : problems;
}
