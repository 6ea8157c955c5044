// archway fix --verify: proves fixes before they are written, and leaves out those that do not stand the test.
import { dirname, relative } from 'node:path';
import type { CheckRequest } from '../analysis/driver.ts';
import type { Applied, Left } from '../analysis/edits.ts';
import type { Finding } from '../analysis/finding.ts';
import { type FixOutcome, fixAll } from '../analysis/fix.ts';
import { inEnglish, type Message, message, render, say } from '../messages/catalogue.ts';
import { diskFileSystem, OverlayFileSystem } from '../module/file-system.ts';
import { openWorkspace } from '../module/open-workspace.ts';
import type { GoFile, GoPackage } from '../module/package.ts';
import { type Target, TargetList, targetName } from '../platform/target.ts';
import type { Fix } from '../rules/finding.ts';
import { canLink } from '../toolchain/build.ts';
import { requireGo } from '../toolchain/go.ts';
import {
  complaints,
  newComplaints,
  type Prover,
  requireGofmt,
  type Stage,
  unformatted,
  withStage,
} from '../toolchain/prove.ts';
import { type CommandContext, CommandError } from './command.ts';
import { table } from './format/table.ts';

/** What was proved of a target. */
interface Proof {
  readonly target: Target;
  readonly packages: number;
  readonly seconds: number;
  /** Lines that the go command says, all of them as before. */
  readonly known: number;
}

/** A package some of whose files are changed. */
interface Touched {
  readonly files: readonly GoFile[];
  /** Itself, and those of the user that import it. */
  readonly packages: readonly GoPackage[];
}

/** Why fixes do not stand the test, and the targets on which that shows; none where it shows without the go command. */
interface Problem {
  readonly reason: Message;
  readonly targets: readonly Target[];
}

/** Fixes that were proved. */
export interface Verified {
  readonly outcome: FixOutcome;
  /** What was left out because it did not stand the test; part of what the outcome has left. */
  readonly failed: readonly Left[];
  readonly proofs: readonly Proof[];
}

/**
 * Fixes in memory what the request finds, as `fixAll` does, and proves it. Where that fails, the fix that is to blame is left out, and all
 * begins anew.
 * @throws {ToolError} where something is missing that the proof needs
 */
export async function fixVerified(
  request: CheckRequest,
  only: ReadonlySet<string> | undefined,
  context: CommandContext,
): Promise<Verified> {
  const go = await requireGo(context);
  const { env, signal } = context;
  const announce = (target: Target) => {
    context.stderr.write(`${say('build-heading', { target: targetName(target) })}\n`);
  };
  const prover = { go, gofmt: await requireGofmt(go, context), env, signal };
  return new Verification(request, only, prover, announce).run();
}

/** One run: it remembers what was left out, and what the go command says of the files as they are. */
class Verification {
  /** Why fixes are left out, by their keys. */
  private readonly failed = new Map<string, Message>();
  private readonly before = new Map<string, Promise<string[]>>();
  /** Files that gofmt would change as they are. */
  private readonly odd = new Map<string, boolean>();

  constructor(
    private readonly request: CheckRequest,
    private readonly only: ReadonlySet<string> | undefined,
    private readonly prover: Prover,
    /** Told of each target before the go command is asked. */
    private readonly announce: (target: Target) => void,
  ) {}

  async run(): Promise<Verified> {
    for (;;) {
      const outcome = await this.fix();
      const proofs: Proof[] = [];
      const problem = await this.problemOf(outcome, this.request.targets, proofs);
      if (problem === undefined) {
        const failed = outcome.left.filter(({ reason }) => [...this.failed.values()].includes(reason));
        return { outcome, failed, proofs };
      }
      for (const key of await this.blamed(outcome, problem)) this.failed.set(key, problem.reason);
    }
  }

  /** Fixes what has not failed; with `accepted`, only that. */
  private fix(accepted?: ReadonlySet<string>): Promise<FixOutcome> {
    const waiting = message('fix-left-overlap', {});
    return fixAll(this.request, this.only, (finding, fix) => {
      const key = keyOf(finding, fix);
      return this.failed.get(key) ?? (accepted === undefined || accepted.has(key) ? undefined : waiting);
    });
  }

  /** The keys of the fix with which it begins to fail, where fixes are applied one after the other. */
  private async blamed(outcome: FixOutcome, { targets }: Problem): Promise<readonly string[]> {
    const groups = groupsOf(outcome.applied);
    // With the first `low` of them all is well, with `high` it is not.
    let [low, high] = [0, groups.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const some = await this.fix(new Set(groups.slice(0, middle).flat()));
      if ((await this.problemOf(some, targets)) === undefined) low = middle;
      else high = middle;
    }
    return groups[high - 1]!;
  }

  /** What is wrong with fixed files, as far as `targets` show it; what was proved goes to `proofs`. */
  private async problemOf(
    outcome: FixOutcome,
    targets: readonly Target[],
    proofs: Proof[] = [],
  ): Promise<Problem | undefined> {
    const { changes, root } = outcome;
    if (changes.size === 0) return undefined;
    const byCheck = findingProblem(outcome);
    if (byCheck !== undefined) return { reason: byCheck, targets: [] };
    const texts = new Map([...changes].map(([path, { after }]) => [path, after]));
    return withStage(texts, async (stage) => {
      for (const path of await unformatted(this.prover, stage)) {
        if (await this.wasOdd(path, changes.get(path)!.before)) continue;
        return { reason: message('fix-left-gofmt', { file: relative(root, path) }), targets: [] };
      }
      const touched = this.touched(texts);
      for (const target of targets) {
        const problem = await this.targetProblem(target, touched, stage, proofs);
        if (problem !== undefined) return { reason: problem, targets: [target] };
      }
      return undefined;
    });
  }

  private async wasOdd(path: string, text: string | undefined): Promise<boolean> {
    const known = this.odd.get(path);
    if (known !== undefined || text === undefined) return known ?? false;
    const found = await withStage(new Map([[path, text]]), (stage) => unformatted(this.prover, stage));
    this.odd.set(path, found.length > 0);
    return found.length > 0;
  }

  /** What the go command says of the packages that have the files, and of those that import them, which it did not say before. */
  private async targetProblem(
    target: Target,
    touched: readonly Touched[],
    stage: Stage,
    proofs: Proof[],
  ): Promise<Message | undefined> {
    const list = new TargetList([target]);
    const around = touched.filter(({ files }) => files.some((file) => file.presence(list) !== 0));
    const packages = [...new Map(around.flatMap(({ packages }) => packages.map((one) => [one.dir, one]))).values()];
    if (packages.length === 0) return undefined;
    this.announce(target);
    const started = performance.now();
    const said = await complaints(this.prover, target, packages, stage);
    this.stopWhereInterrupted();
    const known = said.length === 0 ? [] : await this.saidBefore(target, packages);
    this.stopWhereInterrupted();
    const output = newComplaints(known, said);
    if (output.length > 0)
      return message('fix-left-build', { target: targetName(target), output: output.slice(0, 3).join('; ') });
    const seconds = (performance.now() - started) / 1000;
    proofs.push({ target, packages: packages.length, seconds, known: said.length });
    return undefined;
  }

  private saidBefore(target: Target, packages: readonly GoPackage[]): Promise<string[]> {
    const key = `${targetName(target)} ${packages.map(({ dir }) => dir).join()}`;
    const known = this.before.get(key) ?? complaints(this.prover, target, packages);
    this.before.set(key, known);
    return known;
  }

  private stopWhereInterrupted(): void {
    if (this.prover.signal.aborted) throw new CommandError(say('cli-interrupted', {}));
  }

  /** The packages that have files with new texts. */
  private touched(texts: ReadonlyMap<string, string>): Touched[] {
    const { environment } = this.request;
    const fileSystem = new OverlayFileSystem(diskFileSystem, texts);
    const dirs = new Set([...texts.keys()].filter((path) => path.endsWith('.go')).map((path) => dirname(path)));
    return [...dirs].flatMap((dir) => {
      const workspace = openWorkspace(dir, { environment, fileSystem });
      const own = workspace.packageIn(dir);
      if (own === undefined) return [];
      const files = own.files.filter(({ path }) => texts.has(path));
      return [{ files, packages: [own, ...workspace.importersOf(own)] }];
    });
  }
}

/** What recognises the fix of a finding in another round. */
function keyOf({ fingerprint }: Finding, { title }: Fix): string {
  // Behind the colon findings that look alike are numbered, and some of them may be gone by then.
  return `${fingerprint.slice(0, fingerprint.indexOf(':'))} ${inEnglish(title)}`;
}

/** The keys of fixes, those together that are the same edits. */
function groupsOf(applied: readonly Applied[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const { finding, fix } of applied) {
    const edits = JSON.stringify([fix.edits, fix.newFiles]);
    groups.set(edits, [...(groups.get(edits) ?? []), keyOf(finding, fix)]);
  }
  return [...groups.values()];
}

/** A finding that does not go, or one that comes. */
function findingProblem({ before, after, firstApplied }: FixOutcome): Message | undefined {
  const [old, mended] = [counted(before), counted(firstApplied.map(({ finding }) => finding))];
  const fixed = new Set(firstApplied.map(({ finding }) => finding.rule));
  // What is for information only is no reason against a fix.
  const now = counted(after.filter(({ rule, severity }) => severity !== 'info' || fixed.has(rule)));
  for (const [key, { count, last }] of now) {
    const allowed = (old.get(key)?.count ?? 0) - (mended.get(key)?.count ?? 0);
    if (count <= allowed) continue;
    if (mended.has(key)) return message('fix-left-stays', {});
    const { file, start, rule, message: words } = last;
    return message('fix-left-new', { place: `${file}:${start.line}`, finding: render(words), rule });
  }
  return undefined;
}

/** How many findings there are of each rule in each file on each target, with the last of them. */
function counted(findings: readonly Finding[]): Map<string, { count: number; last: Finding }> {
  const found = new Map<string, { count: number; last: Finding }>();
  for (const finding of findings) {
    for (const target of finding.targets) {
      const key = `${finding.rule} ${finding.file} ${target}`;
      found.set(key, { count: (found.get(key)?.count ?? 0) + 1, last: finding });
    }
  }
  return found;
}

/** What was proved, as a table and a sentence; empty where nothing was changed. */
export function proofText({ outcome, proofs }: Verified): string {
  const { changes, applied } = outcome;
  if (changes.size === 0) return '';
  const rows = proofs.map(({ target, packages, seconds, known }) => [
    targetName(target),
    packages,
    seconds.toFixed(1),
    known > 0
      ? say('fix-verify-same', { count: known })
      : say(canLink(target) ? 'fix-verify-ok' : 'fix-verify-vetted', {}),
  ]);
  const heading = say('fix-verify-heading', {}).split(', ');
  const files = [...changes.keys()].filter((path) => path.endsWith('.go')).length;
  const summary = say('fix-verify-summary', { files, gone: applied.length });
  return `${rows.length > 0 ? table([heading, ...rows]) : ''}${summary}\n`;
}
