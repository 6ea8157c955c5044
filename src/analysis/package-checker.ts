// Everything that looks at a Go package, for one list of targets: the type checker and the rules.
import type { GoFile, GoPackage } from '../module/package.ts';
import type { Workspace } from '../module/workspace.ts';
import type { TargetList } from '../platform/target.ts';
import { reportOf } from '../rules/compile-errors.ts';
import type { Report } from '../rules/finding.ts';
import { rules } from '../rules/registry.ts';
import type { PackagePass, Rule } from '../rules/rule.ts';
import type { CompileContext } from '../rules/support/compile-fix.ts';
import type { TreeSource } from '../syntax/source.ts';
import type { Node } from '../syntax/tree.ts';
import { Checker } from '../types/checker.ts';
import type { Diagnostic } from '../types/diagnostic.ts';
import { checkBodies, checkFile } from '../types/partial.ts';

/** How many nodes of trees are looked at, at most, to try the fixes of the errors in one package: a few seconds. */
const trialNodes = 20_000_000;

/** The same while somebody types in functions: what takes longer waits for the check of the whole package. */
const typingTrialNodes = 400_000;

/** How a package is looked at. */
export interface PackageOptions {
  readonly tests: boolean;
  /** Which rules are asked. */
  readonly takesPart: (rule: Rule) => boolean;
  /** Told of what a rule threw: the other rules, and it in the other files, are asked all the same. */
  readonly failed: (error: unknown) => void;
  /** Told that a rule looks at packages that import this one. */
  readonly looksAround: () => void;
  /** Called before each declaration and each file; where it throws, the check ends with that, and may be taken up again. */
  readonly pause?: (() => void) | undefined;
}

/** What is wrong with a package, by what it follows from. */
export interface PackageReports {
  /** Each from one declaration, with what that one needs. */
  readonly declarations: readonly Report[];
  /** Each from the text of one file. */
  readonly files: readonly Report[];
  /** From the package as a whole. */
  readonly package: readonly Report[];
}

/** How much of the code was understood. */
export interface Coverage {
  /** Expressions looked at. */
  readonly expressions: number;
  /** Those of unknown type, by cause. */
  readonly unknown: ReadonlyMap<string, number>;
}

/** Checks packages of one workspace for the targets of one list, and remembers what it learnt of those they import. */
export class PackageChecker {
  readonly checker: Checker;
  private counted: Coverage = { expressions: 0, unknown: new Map() };

  constructor(
    readonly targets: TargetList,
    private readonly workspace: Workspace,
    private readonly trees: TreeSource,
  ) {
    const observers = rules.flatMap((rule) => rule.observer ?? []);
    this.checker = new Checker(targets, workspace.source, trees, { observers });
  }

  /** What is wrong with a package. */
  check(found: GoPackage, options: PackageOptions): PackageReports {
    const declarations = this.reports(found, this.checker.checkPackage(found, options), options);
    const files = filesOf(found, options).flatMap((file) => {
      options.pause?.();
      return this.checkText(found, file, options);
    });
    options.pause?.();
    return { declarations, files, package: this.checkWhole(found, options) };
  }

  /** What is wrong with the declarations of one file of a package, without what only the whole package shows. */
  checkFile(found: GoPackage, { path }: GoFile, options: PackageOptions): Report[] {
    const reports = this.reports(found, checkFile(this.checker, found, path, options), options);
    return reports.filter((report) => report.path === path);
  }

  /** What is wrong with some functions of a file in its present text, of which only bodies of functions have changed since it was checked. */
  checkBodies(found: GoPackage, { path }: GoFile, functions: readonly Node[], options: PackageOptions): Report[] {
    const file = this.checker.packageOf(found, options).files.find((info) => info.file.path === path);
    if (file === undefined) return [];
    return checkBodies(this.checker, file, this.trees.tree(path), functions, (diagnostics) =>
      this.reports(found, diagnostics, options, typingTrialNodes),
    );
  }

  /** What is wrong with the text of a file. */
  checkText(found: GoPackage, file: GoFile, options: PackageOptions): Report[] {
    const reports: Report[] = [];
    if (!filesOf(found, options).includes(file)) return reports;
    for (const rule of rules) {
      if (!rule.checkFile || !options.takesPart(rule)) continue;
      const pass = { ...this.pass(found, rule, options, reports), file, tree: this.trees.tree(file.path) };
      attempt(() => rule.checkFile?.(pass), options);
    }
    return reports;
  }

  /** What is wrong with a package as a whole, after all of it was checked. */
  private checkWhole(found: GoPackage, options: PackageOptions): Report[] {
    const reports: Report[] = [];
    for (const rule of rules) {
      if (!options.takesPart(rule)) continue;
      attempt(() => rule.checkPackage?.(this.pass(found, rule, options, reports)), options);
      if (!rule.factsAreLocal) this.checkFacts(found, rule, options, reports);
    }
    return reports;
  }

  /** Compile errors, and what rules have to say of the declarations they are in. */
  private reports(
    found: GoPackage,
    diagnostics: readonly Diagnostic[],
    options: PackageOptions,
    nodes = trialNodes,
  ): Report[] {
    const { targets, checker } = this;
    const context: CompileContext = {
      targets,
      checker,
      budget: { nodes },
      fileWith: (path, text) => this.workspace.fileWith(path, text),
    };
    const reports = diagnostics.flatMap((diagnostic) => reportOf(diagnostic, context) ?? []);
    for (const rule of rules) {
      if (rule.factsAreLocal && options.takesPart(rule)) this.checkFacts(found, rule, options, reports);
    }
    return reports;
  }

  private checkFacts(found: GoPackage, rule: Rule, options: PackageOptions, reports: Report[]): void {
    const facts = rule.checkFacts ? this.checker.factsOf(found).filter((fact) => fact.rule === rule.id) : [];
    if (facts.length === 0) return;
    const importers = () => {
      options.looksAround();
      return this.workspace.allImportersOf(found);
    };
    const pass = { ...this.pass(found, rule, options, reports), facts, checker: this.checker, importers };
    attempt(() => rule.checkFacts?.(pass), options);
  }

  /** What a rule gets to know, and where its reports go. */
  private pass(found: GoPackage, rule: Rule, options: PackageOptions, reports: Report[]): PackagePass {
    const { id, kind, severity } = rule;
    return {
      targets: this.targets,
      package: found,
      report: (report) => reports.push({ kind, severity, ...report, rule: id }),
      files: filesOf(found, options),
      tree: (file) => this.trees.tree(file.path),
      resolve: (importPath) => this.workspace.source.resolve(importPath, found),
      text: (path) => this.workspace.fileSystem.readText(path),
    };
  }

  /** How much was understood since the last call. */
  takeCoverage(): Coverage {
    const { expressions, unknowns } = this.checker;
    const before = this.counted;
    const unknown = new Map<string, number>();
    for (const [cause, count] of unknowns) {
      const added = count - (before.unknown.get(cause) ?? 0);
      if (added > 0) unknown.set(cause, added);
    }
    this.counted = { expressions, unknown: new Map(unknowns) };
    return { expressions: expressions - before.expressions, unknown };
  }
}

/** The Go files of a package that are looked at. */
function filesOf({ files }: GoPackage, { tests }: PackageOptions): readonly GoFile[] {
  return tests ? files : files.filter((file) => !file.isTest);
}

function attempt(work: () => void, { failed }: PackageOptions): void {
  try {
    work();
  } catch (error) {
    failed(error);
  }
}
