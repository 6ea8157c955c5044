// Turns the events of `go test -json` into what became of each test and package.
import { say } from '../../messages/catalogue.ts';
import { buildFailures, crashFailure, type Failure, isCrash, testFailures } from './failures.ts';
import type { GoTestEvent } from './go-test-event.ts';

/** What became of a test, or of a package where `test` is absent. */
export type Result = About &
  (
    | { readonly state: 'started' | 'passed' | 'skipped' }
    | { readonly state: 'output'; readonly output: string }
    /** A test that failed. */
    | { readonly state: 'failed'; readonly failures: readonly Failure[] }
    /** A package whose tests could not be run. */
    | { readonly state: 'errored'; readonly failures: readonly Failure[] }
    /** A package that came to its end. */
    | { readonly state: 'ended' }
  );

interface About {
  /** Import path. */
  readonly package: string;
  readonly test?: string;
  readonly seconds?: number;
}

/** A test whose end is not told yet. */
interface Open {
  readonly name: string;
  /** When it began, in milliseconds since 1970. */
  readonly began?: number;
  output: string;
  /** It failed, and did not say why: the words of a panic come after that. */
  failed?: { readonly seconds?: number };
}

interface OpenPackage {
  readonly open: Map<string, Open>;
  /** Tests that failed. */
  readonly failed: Set<string>;
  /** What was printed outside of tests. */
  output: string;
  /** What a program that crashed printed from then on; empty where it did not. */
  crash: string;
  /** When that began, in milliseconds since 1970. */
  crashed?: number;
}

/** So many characters of what one test prints are looked at: the rest is shown only. */
const LONGEST = 1 << 20;

/** Follows one `go test -json`. */
export class GoTestResults {
  readonly #packages = new Map<string, OpenPackage>();
  /** What was said of builds. */
  readonly #builds = new Map<string, string>();
  /** The build that lines are about. */
  #building = '';

  /** @param isOurs whether a file of a stack frame is the user's */
  constructor(private readonly isOurs: (file: string) => boolean) {}

  /** What an event tells. */
  take(event: GoTestEvent): Result[] {
    const { action, output = '' } = event;
    if (action === 'build-output') {
      this.#builds.set(event.package, joined(this.#builds.get(event.package) ?? '', output));
      return [{ state: 'output', package: event.package, output }];
    }
    if (action === 'build-fail') return [];
    const known = this.#package(event.package);
    return event.test === undefined ? this.#ofPackage(event, known) : this.#ofTest(event, event.test, known);
  }

  /** Takes a line that is no event: Go before 1.24 prints so what a build says. */
  takeText(line: string): void {
    const [, header] = /^# (\S+)/.exec(line) ?? [];
    this.#building = header ?? this.#building;
    this.#builds.set(this.#building, joined(this.#builds.get(this.#building) ?? '', `${line}\n`));
  }

  #package(name: string): OpenPackage {
    const known = this.#packages.get(name) ?? { open: new Map(), failed: new Set(), output: '', crash: '' };
    this.#packages.set(name, known);
    return known;
  }

  #ofTest(event: GoTestEvent, test: string, known: OpenPackage): Result[] {
    const { action, output = '', time, package: name } = event;
    const open = known.open.get(test) ?? { name: test, began: time, output: '' };
    // The go command makes none of less than 5 milliseconds.
    const measured = action === 'fail' && !event.seconds ? secondsBetween(open.began, time) : undefined;
    const seconds = measured ?? event.seconds;
    const about = { package: name, test, ...(seconds !== undefined && { seconds }) };
    switch (action) {
      case 'run':
        known.open.set(test, open);
        return [{ ...about, state: 'started' }];
      case 'output':
        if (hasCrashed(known, event)) known.crash = joined(known.crash, output);
        else open.output = joined(open.output, output);
        return [{ ...about, state: 'output', output }];
      case 'pass':
      case 'bench':
        known.open.delete(test);
        return [{ ...about, state: 'passed' }];
      case 'skip':
        known.open.delete(test);
        return [{ ...about, state: 'skipped' }];
      case 'fail': {
        known.failed.add(test);
        const failures = testFailures(open.output);
        if (failures.length === 0) {
          known.open.set(test, { ...open, failed: { seconds } });
          return [];
        }
        known.open.delete(test);
        return [{ ...about, state: 'failed', failures }];
      }
      default:
        return [];
    }
  }

  #ofPackage(event: GoTestEvent, known: OpenPackage): Result[] {
    const { action, output = '', failedBuild, package: name } = event;
    if (action === 'output') {
      if (hasCrashed(known, event)) known.crash = joined(known.crash, output);
      else known.output = joined(known.output, output);
      return [{ package: name, state: 'output', output }];
    }
    if (action !== 'pass' && action !== 'fail' && action !== 'skip') return [];
    this.#packages.delete(name);
    const ended: Result = { package: name, state: 'ended', seconds: event.seconds };
    if (action !== 'fail') {
      // Of a benchmark that ran well no end is told.
      return [...[...known.open.keys()].map((test): Result => ({ package: name, test, state: 'passed' })), ended];
    }
    const tests = this.#unexplained(name, known, event.time);
    if (tests.length > 0 || known.failed.size > 0) return [...tests, ended];
    const built = this.#builds.get(failedBuild ?? name) ?? '';
    // The package is one for other targets.
    if (/^package \S+: build constraints exclude all Go files in /m.test(built)) return [ended];
    const failures =
      known.crash !== '' ? [crashFailure(known.crash, 'TestMain', this.isOurs)] : buildFailures(built || known.output);
    return [{ package: name, state: 'errored', failures, seconds: event.seconds }, ended];
  }

  /** The tests of a package that failed: those that did not say why, and those that had no end. */
  #unexplained(name: string, { open, failed, crash, crashed, output }: OpenPackage, time?: number): Result[] {
    const isAbove = (test: string) => (other: string) => other.startsWith(`${test}/`);
    return [...open.values()].map(({ name: test, began, failed: end }): Result => {
      const seconds = end ? end.seconds : secondsBetween(began, crashed ?? time);
      const about = { package: name, test, state: 'failed' as const, seconds };
      // The failure of a subtest is all that is to say of the test around it.
      if ([...open.keys(), ...failed].some(isAbove(test))) return { ...about, failures: [] };
      if (crash !== '') return { ...about, failures: [crashFailure(crash, test, this.isOurs)] };
      if (end) return { ...about, failures: [] };
      const status = /^(?:exit status|signal:) .*$/m.exec(output)?.[0] ?? '';
      return { ...about, failures: [{ text: `${say('tests-ended-early', {})} ${status}`.trimEnd() }] };
    });
  }
}

/** Whether what is printed is of a crash: it goes on to the end of the program. */
function hasCrashed(known: OpenPackage, { output = '', time }: GoTestEvent): boolean {
  if (known.crash !== '') return true;
  if (!isCrash(output)) return false;
  known.crashed = time;
  return true;
}

function secondsBetween(began: number | undefined, ended: number | undefined): number | undefined {
  return began === undefined || ended === undefined ? undefined : (ended - began) / 1000;
}

function joined(text: string, more: string): string {
  return text.length > LONGEST ? text : text + more;
}
