// From packages and documents to findings and suppressions: what a run over files and an editor do alike.
import { dirname, join } from 'node:path';
import { detectFormat } from '../formats/detect.ts';
import { MAX_DOCUMENT_LENGTH } from '../formats/document.ts';
import { say } from '../messages/catalogue.ts';
import type { GoEnvironment } from '../module/environment.ts';
import type { FileSystem } from '../module/file-system.ts';
import { openWorkspace } from '../module/open-workspace.ts';
import type { GoFile, GoPackage, Module } from '../module/package.ts';
import type { Workspace } from '../module/workspace.ts';
import type { Target, TargetList, TargetSet } from '../platform/target.ts';
import type { Report, Severity } from '../rules/finding.ts';
import { rules } from '../rules/registry.ts';
import type { Pass, Rule } from '../rules/rule.ts';
import type { TreeSource } from '../syntax/source.ts';
import { targetBatches } from './batches.ts';
import { goComments } from './comments.ts';
import type { Finding, Incomplete } from './finding.ts';
import { Locator } from './locate.ts';
import { mergeFindings } from './merge.ts';
import { PackageChecker, type PackageOptions } from './package-checker.ts';
import {
  type Comment,
  hashComments,
  mentionsSuppression,
  type Suppression,
  suppressionsAmong,
} from './suppressions.ts';

/** Longest Go file that is checked, in UTF-16 units. The largest that people keep, all of them generated, have half of that. */
const MAX_GO_LENGTH = 1 << 23;

/** Whether the text of a Go file is too large to be checked. It may declare anything, so of its package nothing is called undefined. */
export function isTooLarge(text: string): boolean {
  return text.length > MAX_GO_LENGTH;
}

/** How code is looked at: a job and an editor's project are such. */
export interface InspectionSettings {
  /** Absolute folder that findings name files relative to. */
  readonly root: string;
  readonly targets: readonly Target[];
  /** Severities which the user has set; the others are the rules' own. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Whether `_test.go` files of the user's own packages are checked. */
  readonly tests: boolean;
  readonly environment: GoEnvironment;
}

/** A workspace with what checks its packages, one for each batch of targets. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly checkers: readonly PackageChecker[];
}

/** How one package is looked at. */
export interface Inspection {
  /** Whether it is the user's own; of a dependency only what breaks it is reported, not its names and settings. */
  readonly own: boolean;
  /** The targets on which a dependency is taken in, one set for each batch; absent for the user's own packages. */
  readonly reached?: readonly TargetSet[];
}

/** What was found, before suppressions and baseline. */
export class Gathered {
  /** Whether a rule or the checker failed. */
  failed = false;
  /** Whether a rule looked at packages that import the one that was checked. */
  lookedAround = false;
  readonly findings: Finding[] = [];
  readonly suppressions: Suppression[] = [];
  readonly incomplete: Incomplete[] = [];
  /** Expressions looked at. */
  expressions = 0;
  /** Expressions of unknown type, by cause. */
  readonly unknown = new Map<string, number>();
}

/** Looks at packages and documents. Synchronous; the parsers must have been loaded. */
export class Inspector {
  /** The targets, in lists that fit a set. */
  readonly batches: readonly TargetList[];
  private readonly targetNames: readonly string[];
  private readonly locator: Locator;
  /** The modules of the packages seen so far, by folder. */
  private readonly modules = new Map<string, Module>();

  /** @param readText the text of a file that is not Go; undefined where it cannot be read */
  constructor(
    private readonly settings: InspectionSettings,
    private readonly trees: TreeSource,
    readText: (path: string) => string | undefined,
  ) {
    this.batches = targetBatches(settings.targets);
    this.targetNames = this.batches.flatMap((batch) => batch.names(batch.all));
    this.locator = new Locator(
      settings.root,
      (path) => (path.endsWith('.go') ? trees.tree(path).text : (readText(path) ?? '')),
      settings.environment.gomodcache,
      (path) => this.moduleOf(path),
    );
  }

  /** Opens the workspace that is in charge of a folder. */
  openWorkspace(dir: string, fileSystem: FileSystem): OpenWorkspace {
    const workspace = openWorkspace(dir, { environment: this.settings.environment, fileSystem });
    for (const module of workspace.modules) this.modules.set(module.dir, module);
    if (workspace.goroot !== undefined) {
      const dir = join(workspace.goroot, 'src');
      if (!this.modules.has(dir))
        this.modules.set(dir, { path: 'std', version: '', dir, goVersion: '', isMain: false });
    }
    return { workspace, checkers: this.batches.map((batch) => new PackageChecker(batch, workspace, this.trees)) };
  }

  /** Checks one package on all batches of targets. */
  checkPackage(
    { workspace, checkers }: OpenWorkspace,
    found: GoPackage,
    { own, reached: reachedSets }: Inspection,
    gathered: Gathered,
  ): void {
    const reachedOn = (i: number) => reachedSets?.[i] ?? this.batches[i]!.all;
    const options = this.options(found, own, gathered);
    const reports = checkers.map((checker, i) => {
      if (reachedOn(i) === 0) return [];
      const { declarations, files, package: whole } = checker.check(found, options);
      return [...declarations, ...files, ...whole];
    });
    this.takeReports(reports, found, gathered, reachedOn);
    for (const checker of checkers) {
      const { expressions, unknown } = checker.takeCoverage();
      gathered.expressions += expressions;
      for (const [cause, count] of unknown) gathered.unknown.set(cause, (gathered.unknown.get(cause) ?? 0) + count);
    }
    this.takeMissing(workspace, found, gathered, reachedOn);
    for (const file of found.files) this.takeFile(file, found, gathered);
    this.takeForeignSuppressions(found, gathered);
  }

  /** How a package is to be checked; what fails is gathered as incomplete, once. */
  options(found: GoPackage, own: boolean, gathered: Gathered, pause?: () => void): PackageOptions {
    this.modules.set(found.module.dir, found.module);
    return {
      tests: own && this.settings.tests,
      // Of a dependency, its names and settings are its own affair.
      takesPart: (rule) => this.severity(rule) !== 'off' && (own || rule.kind !== 'text'),
      failed: (error) => {
        if (!gathered.failed) gathered.incomplete.push({ package: found.importPath, reason: crashReason(error) });
        gathered.failed = true;
      },
      looksAround: () => {
        gathered.lookedAround = true;
      },
      pause,
    };
  }

  /** Gathers the findings that the reports of each batch about a package come to, on the targets on which it is reached. */
  takeReports(
    reports: readonly (readonly Report[])[],
    found: GoPackage,
    { findings }: Gathered,
    reachedOn: (batch: number) => TargetSet = (i) => this.batches[i]!.all,
  ): void {
    reports.forEach((ofBatch, i) => {
      for (const report of ofBatch) this.take(report, this.batches[i]!, reachedOn(i), found, findings);
    });
  }

  /** Gathers the imports of a package that could not be resolved on some targets, with the reasons. */
  takeMissing(
    workspace: Workspace,
    found: GoPackage,
    { incomplete }: Gathered,
    reachedOn: (batch: number) => TargetSet = (i) => this.batches[i]!.all,
  ): void {
    const missing = new Map<string, string>();
    for (const file of found.files) {
      if (this.batches.every((batch, i) => (file.presence(batch) & reachedOn(i)) === 0)) continue;
      for (const { path } of file.imports) {
        if (path === 'C' || path === 'unsafe') continue;
        const answer = workspace.source.resolve(path, found);
        if ('missing' in answer) missing.set(path, answer.reason);
      }
    }
    for (const [path, reason] of missing) incomplete.push({ package: path, reason });
  }

  /** Gathers the suppressions in a file of a package, and that it is too large where it is. */
  takeFile(file: GoFile, found: GoPackage, { suppressions, incomplete }: Gathered): void {
    // A file that no target has cannot have findings; one that some target has has been parsed.
    if (this.batches.every((batch) => file.presence(batch) === 0)) return;
    const tree = this.trees.tree(file.path);
    if (isTooLarge(tree.text)) {
      incomplete.push({
        package: this.fileName(file.path),
        reason: say('incomplete-too-large', { limit: MAX_GO_LENGTH }),
      });
    }
    if (!mentionsSuppression(tree.text)) return;
    suppressions.push(...this.suppressionsIn(file.path, tree.text, goComments(tree), found));
  }

  /** Gathers the suppressions in files of other packages in which the check of this one found something. */
  private takeForeignSuppressions(found: GoPackage, { findings, suppressions }: Gathered): void {
    const foreign = findings.filter((one) => one.package === found.importPath && dirname(one.path) !== found.dir);
    for (const path of new Set(foreign.map((one) => one.path))) {
      const { text } = this.trees.tree(path);
      if (!mentionsSuppression(text)) continue;
      const comments = goComments(this.trees.tree(path));
      for (const one of this.suppressionsIn(path, text, comments, found))
        suppressions.push({ ...one, isForeign: true });
    }
  }

  /** Checks a file that is not Go; one of no known format, or a very long one, has no findings. */
  checkDocument(path: string, text: string, { findings, suppressions }: Gathered): void {
    if (text.length > MAX_DOCUMENT_LENGTH) return;
    const format = detectFormat(path, text.slice(0, 200));
    if (format === undefined) return;
    const document = { path, format, text };
    for (const batch of this.batches) {
      for (const rule of rules) {
        if (!rule.checkDocument || this.severity(rule) === 'off') continue;
        rule.checkDocument({
          ...this.pass(rule, batch, (report) => this.take(report, batch, batch.all, undefined, findings)),
          document,
        });
      }
    }
    if (mentionsSuppression(text)) suppressions.push(...this.suppressionsIn(path, text, hashComments(text), undefined));
  }

  /** Findings with those that are the same in several batches or packages made one. */
  merged(findings: Iterable<Finding>): Finding[] {
    return mergeFindings(findings, this.targetNames);
  }

  /** How a file is called in what is said about it. */
  fileName(path: string): string {
    return this.locator.fileName(path);
  }

  /** Forgets the text of a file that has changed. */
  forget(path: string): void {
    this.locator.forget(path);
  }

  /** The part of a pass that every rule gets. */
  private pass(rule: Rule, targets: TargetList, take: (report: Report) => void): Pass {
    const { id, kind, severity } = rule;
    return { targets, report: (report) => take({ rule: id, kind, severity, ...report }) };
  }

  /** Makes a finding of a report, unless its rule is off or none of its targets counts here. */
  private take(
    report: Report,
    batch: TargetList,
    reached: TargetSet,
    found: GoPackage | undefined,
    findings: Finding[],
  ): void {
    const configured = this.settings.severities[report.rule];
    const targets = report.targets & reached;
    if (configured === 'off' || targets === 0) return;
    const origin = {
      package: found?.importPath ?? '',
      module: found?.module.path ?? '',
      targets: batch.names(targets),
    };
    findings.push(this.locator.finding({ ...report, severity: configured ?? report.severity }, origin));
  }

  private severity(rule: Rule) {
    return this.settings.severities[rule.id] ?? rule.severity;
  }

  private suppressionsIn(
    path: string,
    text: string,
    comments: Iterable<Comment>,
    found: GoPackage | undefined,
  ): Suppression[] {
    const origin = { package: found?.importPath ?? '', module: found?.module.path ?? '' };
    return suppressionsAmong(comments, { path, text }, origin, (span) => this.locator.place(span));
  }

  /** The module a file is in: the innermost of those seen. */
  private moduleOf(path: string): Module | undefined {
    let found: Module | undefined;
    for (const [dir, module] of this.modules) {
      if (path.startsWith(`${dir}/`) && dir.length > (found?.dir.length ?? -1)) found = module;
    }
    return found;
  }
}

/** An exception in words, for the list of what could not be seen. */
export function crashReason(error: unknown): string {
  if (error instanceof RangeError && error.message.includes('call stack')) return say('incomplete-too-deep', {});
  const problem =
    error instanceof Error ? `${error.message} (${error.stack?.split('\n')[1]?.trim() ?? ''})` : String(error);
  return say('incomplete-crash', { problem });
}
