// One worker's part of a run: it holds what was learnt of packages, and turns packages and documents into findings.
import { dirname, join } from 'node:path';
import { detectFormat } from '../formats/detect.ts';
import { MAX_DOCUMENT_LENGTH } from '../formats/document.ts';
import { say } from '../messages/catalogue.ts';
import { diskFileSystem, type FileSystem, OverlayFileSystem } from '../module/file-system.ts';
import { openWorkspace } from '../module/open-workspace.ts';
import type { GoPackage, Module } from '../module/package.ts';
import type { Workspace } from '../module/workspace.ts';
import type { TargetList, TargetSet } from '../platform/target.ts';
import type { Report } from '../rules/finding.ts';
import { rules } from '../rules/registry.ts';
import type { Pass, Rule } from '../rules/rule.ts';
import { CachedTrees } from '../syntax/trees.ts';
import { targetBatches } from './batches.ts';
import { goComments } from './comments.ts';
import type { Finding, Incomplete } from './finding.ts';
import type { Job, PackageTask, Task, TaskResult } from './job.ts';
import { Locator } from './locate.ts';
import { mergeFindings } from './merge.ts';
import { PackageChecker } from './package-checker.ts';
import {
  type Comment,
  hashComments,
  mentionsSuppression,
  parseSuppressions,
  type Suppression,
} from './suppressions.ts';

/** Nodes of trees one worker keeps: 300 MB of arrays, and about as much text. */
const maximumNodes = 20_000_000;

/** A workspace with what checks its packages, one for each batch of targets. */
interface OpenWorkspace {
  readonly workspace: Workspace;
  checkers: readonly PackageChecker[];
}

/** What gathers while a task is done. */
interface Gathered {
  readonly findings: Finding[];
  readonly suppressions: Suppression[];
  readonly incomplete: Incomplete[];
}

/** Checks the packages and documents of one job. Synchronous; the parser must have been loaded. */
export class Session {
  private readonly batches: readonly TargetList[];
  private readonly targetNames: readonly string[];
  private readonly fileSystem: FileSystem;
  private readonly trees: CachedTrees;
  private readonly locator: Locator;
  private readonly workspaces = new Map<number, OpenWorkspace>();
  /** The modules of the packages seen so far, by folder. */
  private readonly modules = new Map<string, Module>();
  private unknown = new Map<string, number>();

  constructor(readonly job: Job) {
    this.batches = targetBatches(job.targets);
    this.targetNames = this.batches.flatMap((batch) => batch.names(batch.all));
    this.fileSystem = new OverlayFileSystem(diskFileSystem, job.overlay);
    this.trees = new CachedTrees({
      readText: (path) => this.readText(path),
      skipBodies: (path) => !job.checkedFolders.has(dirname(path)),
      maximumNodes,
    });
    this.locator = new Locator(
      job.root,
      (path) => (path.endsWith('.go') ? this.trees.tree(path).text : (this.readText(path) ?? '')),
      job.environment.gomodcache,
      (path) => this.moduleOf(path),
    );
  }

  /** Does a task. What fails is listed as incomplete, and costs nothing else. */
  check(task: Task): TaskResult {
    const gathered: Gathered = { findings: [], suppressions: [], incomplete: [] };
    let files = 0;
    this.unknown = new Map();
    for (const item of task.packages) {
      try {
        files += this.checkPackage(item, gathered);
      } catch (error) {
        gathered.incomplete.push({ package: item.importPath, reason: crashReason(error) });
        // What was half learnt when it failed is not to be trusted.
        this.workspaces.delete(item.workspace);
      }
    }
    for (const path of task.documents) {
      try {
        this.checkDocument(path, gathered);
      } catch (error) {
        gathered.incomplete.push({ package: this.locator.fileName(path), reason: crashReason(error) });
      }
    }
    return {
      findings: mergeFindings(gathered.findings, this.targetNames),
      suppressions: gathered.suppressions,
      incomplete: gathered.incomplete,
      files,
      unknown: Object.fromEntries(this.unknown),
    };
  }

  /** Checks one package on all batches of targets; gives the number of its files. */
  private checkPackage(item: PackageTask, { findings, suppressions, incomplete }: Gathered): number {
    const open = this.open(item.workspace);
    const found = findPackage(open.workspace, item);
    if (!found) {
      incomplete.push({ package: item.importPath, reason: say('incomplete-gone', { dir: item.dir }) });
      return 0;
    }
    this.modules.set(found.module.dir, found.module);
    const missing = new Map<string, string>();
    open.checkers.forEach((checker, i) => {
      const batch = this.batches[i]!;
      const reached = item.reached?.[i] ?? batch.all;
      if (reached === 0) return;
      const take = (report: Report) => this.take(report, batch, reached, found, findings);
      const options = { own: item.own, tests: item.own && this.job.tests };
      const failure = checker.check(found, options, this.takesPart(item), take);
      if (failure !== undefined) incomplete.push({ package: item.importPath, reason: crashReason(failure) });
      for (const [path, reason] of missingImports(open.workspace, found, batch, reached)) missing.set(path, reason);
      for (const [cause, count] of checker.takeUnknowns()) {
        this.unknown.set(cause, (this.unknown.get(cause) ?? 0) + count);
      }
    });
    for (const [path, reason] of missing) incomplete.push({ package: path, reason });
    for (const file of found.files) {
      // A file that no target has cannot have findings; one that some target has has been parsed.
      if (this.batches.every((batch) => file.presence(batch) === 0)) continue;
      const tree = this.trees.tree(file.path);
      if (!mentionsSuppression(tree.text)) continue;
      suppressions.push(...this.suppressionsIn(file.path, tree.text, goComments(tree), found));
    }
    return found.files.length;
  }

  private checkDocument(path: string, { findings, suppressions }: Gathered): void {
    const text = this.fileSystem.readText(path);
    if (text === undefined || text.length > MAX_DOCUMENT_LENGTH) return;
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
    const configured = this.job.severities[report.rule];
    const targets = report.targets & reached;
    if (configured === 'off' || targets === 0) return;
    const origin = {
      package: found?.importPath ?? '',
      module: found?.module.path ?? '',
      targets: batch.names(targets),
    };
    findings.push(this.locator.finding({ ...report, severity: configured ?? report.severity }, origin));
  }

  /** Which rules look at a package: of a dependency, its names and settings are its own affair. */
  private takesPart(item: PackageTask): (rule: Rule) => boolean {
    return (rule) => this.severity(rule) !== 'off' && (item.own || rule.kind !== 'text');
  }

  private severity(rule: Rule) {
    return this.job.severities[rule.id] ?? rule.severity;
  }

  private suppressionsIn(
    path: string,
    text: string,
    comments: Iterable<Comment>,
    found: GoPackage | undefined,
  ): Suppression[] {
    const located = parseSuppressions(text, comments).map((parsed) => ({
      ...parsed,
      ...this.locator.place({ ...parsed, path }),
    }));
    const alone = new Set(located.filter((one) => one.standsAlone).map((one) => one.start.line));
    return located.map((one) => {
      let line = one.start.line;
      // Below a comment of its own line: the next line which is no suppression itself.
      if (one.standsAlone) while (alone.has(line)) line++;
      return { ...one, line, package: found?.importPath ?? '', module: found?.module.path ?? '' };
    });
  }

  /** The text of a file on disk, or of one that only a workspace knows: of the snapshot of the standard library. */
  private readText(path: string): string | undefined {
    const text = this.fileSystem.readText(path);
    if (text !== undefined) return text;
    for (const { workspace } of this.workspaces.values()) {
      const ofWorkspace = workspace.fileSystem.readText(path);
      if (ofWorkspace !== undefined) return ofWorkspace;
    }
    return undefined;
  }

  private open(index: number): OpenWorkspace {
    let open = this.workspaces.get(index);
    if (!open) {
      const { fileSystem } = this;
      const { environment } = this.job;
      const workspace = openWorkspace(this.job.workspaces[index]!, { environment, fileSystem });
      const checkers = this.batches.map((batch) => new PackageChecker(batch, workspace, this.trees));
      open = { workspace, checkers };
      this.workspaces.set(index, open);
      for (const module of workspace.modules) this.modules.set(module.dir, module);
      if (workspace.goroot !== undefined) {
        const dir = join(workspace.goroot, 'src');
        if (!this.modules.has(dir))
          this.modules.set(dir, { path: 'std', version: '', dir, goVersion: '', isMain: false });
      }
    }
    return open;
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

/** The package of a task: the user's by its folder, a dependency by its import path. */
function findPackage(workspace: Workspace, item: PackageTask): GoPackage | undefined {
  if (item.own) return workspace.packageIn(item.dir);
  return workspace.packages([item.importPath]).find((found) => found.dir === item.dir);
}

/** The imports that could not be resolved on some targets, with the reasons. */
function missingImports(
  workspace: Workspace,
  found: GoPackage,
  batch: TargetList,
  reached: TargetSet,
): Map<string, string> {
  const missing = new Map<string, string>();
  for (const file of found.files) {
    if ((file.presence(batch) & reached) === 0) continue;
    for (const { path } of file.imports) {
      if (path === 'C' || path === 'unsafe') continue;
      const answer = workspace.source.resolve(path, found);
      if ('missing' in answer) missing.set(path, answer.reason);
    }
  }
  return missing;
}

function crashReason(error: unknown): string {
  if (error instanceof RangeError && error.message.includes('call stack')) return say('incomplete-too-deep', {});
  const problem =
    error instanceof Error ? `${error.message} (${error.stack?.split('\n')[1]?.trim() ?? ''})` : String(error);
  return say('incomplete-crash', { problem });
}
