// Makes mutants of a module and holds what Archway says of each against what the Go compiler says.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { check } from '../../../src/analysis/driver.ts';
import { inEnglish } from '../../../src/messages/catalogue.ts';
import { readEnvironment } from '../../../src/module/environment.ts';
import { openWorkspace } from '../../../src/module/open-workspace.ts';
import type { GoFile, GoPackage } from '../../../src/module/package.ts';
import type { Workspace } from '../../../src/module/workspace.ts';
import { parseTargets } from '../../../src/platform/parse-targets.ts';
import { TargetList } from '../../../src/platform/target.ts';
import { randomNumbers } from '../../../test/support/sample.ts';
import { type Change, MUTATORS, type Mutation, pick, type Random, readSource } from './mutators.ts';
import type { Subject } from './subjects.ts';
import { compile, type Verdict } from './toolchain.ts';
import { unknownLines } from './unknown-lines.ts';

/** A line on which the two disagree. */
export interface Difference {
  /** A line that follows from an error which both report is not missed: of what is unknown we say nothing. */
  readonly kind: 'missed' | 'follows' | 'wrong';
  readonly target: string;
  /** `x.go:12: words`. */
  readonly line: string;
}

export interface Outcome {
  readonly seed: number;
  readonly subject: string;
  readonly mutation: Mutation;
  readonly file: string;
  readonly targets: readonly string[];
  /** Lines that both report. */
  readonly found: number;
  /** Of those the ones with the same words. */
  readonly sameWords: number;
  readonly differences: readonly Difference[];
}

/** 32 and 64 bits, both orders of bytes: where a mutation is looked at that concerns every port. */
const USUAL = ['linux/amd64', 'linux/386', 'linux/arm64', 'linux/mips64le'];
/** Packages that import the mutated one, and are looked at, too. */
const MAX_IMPORTERS = 4;
const linux = new TargetList(parseTargets('linux', { cgo: false }));
const names = linux.names(linux.all);
const variables = { CGO_ENABLED: '0', GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' };
const environment = readEnvironment({ variables: { ...process.env, ...variables } });

/** A module of which mutants are made. */
export class Specimen {
  private readonly workspace: Workspace;
  private readonly packages: readonly GoPackage[];

  constructor(private readonly subject: Subject) {
    this.workspace = openWorkspace(subject.dir, { environment });
    this.packages = this.workspace.packages(subject.patterns).filter((pkg) => sourcesOf(pkg).length > 0);
  }

  /** The packages that import one of the module. */
  private importers(pkg: GoPackage): GoPackage[] {
    const imports = (file: GoFile) => file.imports.some(({ path }) => this.workspace.source.resolve(path, pkg) === pkg);
    return this.packages.filter((one) => one !== pkg && sourcesOf(one).some(imports)).slice(0, MAX_IMPORTERS);
  }

  /** Makes the mutant of a seed, asks both, and undoes it; undefined where the seed gives no mutant. */
  async examine(seed: number): Promise<Outcome | undefined> {
    const random = randomNumbers(seed);
    const pkg = pick(this.packages, random)!;
    const file = pickFile(pkg, random);
    const mutation = mutate(file, random);
    if (mutation === undefined) return undefined;
    const before = mutation.changes.map(({ path }) => ({
      path,
      text: existsSync(path) ? readFileSync(path, 'utf8') : undefined,
    }));
    // Where the file is there, and a port where it is not.
    const present = linux.names(file.presence(linux));
    const usual = USUAL.filter((name) => present.includes(name));
    const absent = names.filter((name) => !present.includes(name));
    const targets = [...new Set([...usual, ...present.slice(0, 4 - usual.length), ...absent.slice(0, 1)])];
    const looked = [pkg, ...this.importers(pkg)];
    apply(mutation.changes);
    try {
      const compared = await this.compare(looked, targets);
      return {
        seed,
        subject: this.subject.name,
        mutation,
        file: relative(this.subject.dir, file.path),
        targets,
        ...compared,
      };
    } finally {
      apply(before);
    }
  }

  private async compare(
    packages: readonly GoPackage[],
    targets: readonly string[],
  ): Promise<Pick<Outcome, 'found' | 'sameWords' | 'differences'>> {
    const { dir } = this.subject;
    const { findings } = await check({
      cwd: dir,
      paths: packages.map((pkg) => pkg.dir),
      targets: parseTargets(targets.join(','), { cgo: false }),
      deps: false,
      tests: false,
      severities: {},
      excluded: () => false,
      jobs: 1,
      environment,
    });
    // A folder stands for everything below it, but only the packages themselves are compiled.
    const paths = new Set(packages.map(({ importPath }) => importPath));
    const compiled = findings.filter((finding) => finding.kind === 'compile' && paths.has(finding.package));
    let found = 0;
    let sameWords = 0;
    const differences: Difference[] = [];
    for (const target of targets) {
      const verdict = await compile(
        dir,
        target,
        packages.map((pkg) => `./${relative(dir, pkg.dir)}`),
      );
      const ours = compiled.filter((finding) => finding.targets.includes(target));
      // The go command did not come to compile anything: one finding, wherever, says so.
      if (verdict.refusal !== '') {
        if (ours.length > 0) found++;
        else differences.push({ kind: 'missed', target, line: verdict.refusal });
        continue;
      }
      const said = new Set<string>();
      for (const finding of ours) {
        const at = `${finding.path}:${finding.start.line}`;
        const words = inEnglish(finding.message);
        if (said.has(at)) continue;
        said.add(at);
        const theirs = verdict.lines.get(at);
        if (theirs !== undefined) {
          found++;
          if (theirs.includes(words.split('\n')[0]!)) sameWords++;
        } else if (!this.isMasked(packages, finding.package, verdict.failing)) {
          differences.push({ kind: 'wrong', target, line: `${relative(dir, at)}: ${words}` });
        }
      }
      differences.push(...this.missed(packages, target, verdict, said));
    }
    return { found, sameWords, differences };
  }

  /** Lines of the packages on which only the compiler reports something. Of those they import it does not tell all. */
  private missed(
    packages: readonly GoPackage[],
    target: string,
    verdict: Verdict,
    said: ReadonlySet<string>,
  ): Difference[] {
    const { dir } = this.subject;
    const dirs = packages.map((pkg) => pkg.dir);
    const lines = [...verdict.lines].filter(([at]) => !said.has(at) && dirs.includes(dirname(at)));
    if (lines.length === 0) return [];
    const unknown = unknownLines(openWorkspace(dir, { environment }), dirs, target);
    // Where a type is unknown, everything counts as used that stands beside it.
    const follows = (at: string, words: string) =>
      unknown.has(at) || (unknown.size > 0 && /\b(declared|imported) and not used/.test(words));
    return lines.map(([at, words]) => ({
      kind: said.size > 0 && follows(at, words) ? 'follows' : 'missed',
      target,
      line: `${relative(dir, at)}: ${words}`,
    }));
  }

  /** Whether the compiler did not come to a package, as something it imports does not compile. */
  private isMasked(packages: readonly GoPackage[], path: string, failing: ReadonlySet<string>): boolean {
    const pkg = packages.find(({ importPath }) => importPath === path);
    if (pkg === undefined || failing.has(path)) return false;
    return this.workspace
      .closure([pkg], linux)
      .some(({ importPath }) => importPath !== path && failing.has(importPath));
  }
}

/** The files of a package that some linux port has. */
function sourcesOf(pkg: GoPackage): GoFile[] {
  return pkg.files.filter((file) => !file.isTest && file.presence(linux) !== 0);
}

/** One of its files; as likely as not one that only some ports have. */
function pickFile(pkg: GoPackage, random: Random): GoFile {
  const all = sourcesOf(pkg);
  const some = all.filter((file) => file.presence(linux) !== linux.all);
  return pick(some.length > 0 && random() < 0.5 ? some : all, random)!;
}

function mutate(file: GoFile, random: Random): Mutation | undefined {
  const everywhere = file.presence(linux) === linux.all;
  const all = Object.keys(MUTATORS).filter(
    (name) => !everywhere || (name !== 'remove-file' && name !== 'swap-constraint'),
  );
  const source = readSource(file.path);
  for (let tries = 0; tries < 5; tries++) {
    const mutator = pick(all, random)!;
    const mutation = MUTATORS[mutator]!(source, random);
    if (mutation !== undefined) return { mutator, ...mutation };
  }
  return undefined;
}

function apply(changes: readonly Change[]): void {
  for (const { path, text } of changes) if (text === undefined) rmSync(path, { force: true });
  for (const { path, text } of changes) if (text !== undefined) writeFileSync(path, text);
}
