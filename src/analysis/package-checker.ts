// Everything that looks at a Go package, for one list of targets: the type checker and the rules.
import type { GoFile, GoPackage } from '../module/package.ts';
import type { Workspace } from '../module/workspace.ts';
import type { TargetList } from '../platform/target.ts';
import { reportOf } from '../rules/compile-errors.ts';
import type { Report } from '../rules/finding.ts';
import { rules } from '../rules/registry.ts';
import type { Rule } from '../rules/rule.ts';
import type { TreeSource } from '../syntax/source.ts';
import { Checker } from '../types/checker.ts';

/** How a package is looked at. */
export interface PackageOptions {
  /** Whether it is the user's own. */
  readonly own: boolean;
  readonly tests: boolean;
}

/** Checks packages of one workspace for the targets of one list, and remembers what it learnt of those they import. */
export class PackageChecker {
  readonly checker: Checker;
  private reported = new Map<string, number>();

  constructor(
    readonly targets: TargetList,
    private readonly workspace: Workspace,
    private readonly trees: TreeSource,
  ) {
    const observers = rules.flatMap((rule) => rule.observer ?? []);
    this.checker = new Checker(targets, workspace.source, trees, { observers });
  }

  /**
   * Hands what is wrong with a package to `take`. `takesPart` says which rules are asked.
   * @returns what a rule threw, the first time: the other rules, and it in the other files, have been asked all the same
   */
  check(
    found: GoPackage,
    options: PackageOptions,
    takesPart: (rule: Rule) => boolean,
    take: (report: Report) => void,
  ): unknown {
    let failure: unknown;
    const attempt = (work: () => void) => {
      try {
        work();
      } catch (error) {
        failure ??= error;
      }
    };
    for (const diagnostic of this.checker.checkPackage(found, { tests: options.tests })) {
      const report = reportOf(diagnostic, { targets: this.targets, checker: this.checker });
      if (report) take(report);
    }
    const files = options.tests ? found.files : found.files.filter((file) => !file.isTest);
    const tree = (file: GoFile) => this.trees.tree(file.path);
    for (const rule of rules) {
      if (!takesPart(rule)) continue;
      const { id, kind, severity } = rule;
      const pass = {
        targets: this.targets,
        package: found,
        report: (report: Omit<Report, 'rule' | 'kind' | 'severity'> & Partial<Report>) =>
          take({ kind, severity, ...report, rule: id }),
      };
      for (const file of rule.checkFile ? files : [])
        attempt(() => rule.checkFile?.({ ...pass, file, tree: tree(file) }));
      const packagePass = {
        ...pass,
        files,
        tree,
        resolve: (importPath: string) => this.workspace.source.resolve(importPath, found),
        text: (path: string) => this.workspace.fileSystem.readText(path),
      };
      attempt(() => rule.checkPackage?.(packagePass));
      if (!rule.checkFacts) continue;
      const facts = this.checker.factsOf(found).filter((fact) => fact.rule === id);
      if (facts.length > 0) attempt(() => rule.checkFacts?.({ ...packagePass, facts, checker: this.checker }));
    }
    return failure;
  }

  /** How many expressions had an unknown type since the last call, by cause. */
  takeUnknowns(): Map<string, number> {
    const since = new Map<string, number>();
    for (const [cause, count] of this.checker.unknowns) {
      const added = count - (this.reported.get(cause) ?? 0);
      if (added > 0) since.set(cause, added);
    }
    this.reported = new Map(this.checker.unknowns);
    return since;
  }
}
