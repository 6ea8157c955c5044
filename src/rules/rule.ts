// What a rule is: a plain value with metadata, documentation, and the passes it takes part in.

import type { Document } from '../formats/document.ts';
import type { GoFile, GoPackage, MissingPackage } from '../module/package.ts';
import type { TargetList } from '../platform/target.ts';
import type { Tree } from '../syntax/tree.ts';
import type { Checker } from '../types/checker.ts';
import type { Fact, Observer } from '../types/observer.ts';
import type { Kind, Report, Severity } from './finding.ts';

/** One case of a rule's page: a true one (it breaks) or a false one (it is fine, and why). */
export interface Example {
  readonly title: string;
  /** Language of the fence: `go`, `dockerfile`, `yaml`, `json`, `makefile`, `sh`. */
  readonly language: string;
  readonly code: string;
  readonly finding: boolean;
}

/** What a rule's page under docs/rules says, in Markdown; the page is generated from this. */
export interface Documentation {
  /** What breaks, where and why, for someone who meets it for the first time. */
  readonly what: string;
  /** What to do, and what the quick-fixes do. */
  readonly fix: string;
  readonly examples: readonly Example[];
}

/** What a rule knows while it looks at something; `report` hands a finding over (severity and kind default to the rule's). */
export interface Pass {
  readonly targets: TargetList;
  report(report: Omit<Report, 'rule' | 'kind' | 'severity'> & { kind?: Kind; severity?: Severity }): void;
}

/** One Go file by itself. */
export interface FilePass extends Pass {
  readonly file: GoFile;
  readonly package: GoPackage;
  readonly tree: Tree;
}

/** One package with all its files. */
export interface PackagePass extends Pass {
  readonly package: GoPackage;
  /** The Go files to look at: all of the package's, or without tests where those are not checked. */
  readonly files: readonly GoFile[];
  /** The package an import path means when this one imports it. */
  resolve(importPath: string): GoPackage | MissingPackage;
  /** The tree of one of its files, parsed at most once. */
  tree(file: GoFile): Tree;
  /** The text of any file of the package's folder (an assembly file, say); undefined where it cannot be read. */
  text(path: string): string | undefined;
}

/** What observers of a rule recorded while a package was typed. */
export interface FactsPass extends PackagePass {
  readonly facts: readonly Fact[];
  /** For questions about types; ask inside {@link Checker.within}. */
  readonly checker: Checker;
  /**
   * The user's packages that import this one, directly or through others of the user's. What is reported of them depends on more than the
   * package and what it imports, so that the result is not kept between runs.
   */
  importers(): readonly GoPackage[];
}

/** One document that is not Go. */
export interface DocumentPass extends Pass {
  readonly document: Document;
}

/** A rule. Registered by one line in `registry.ts`. */
export interface Rule {
  readonly id: string;
  /** One line, no full stop: for lists and the SARIF rule table. */
  readonly title: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly documentation: Documentation;
  checkFile?(pass: FilePass): void;
  checkPackage?(pass: PackagePass): void;
  /** Hooks the type checker calls; what they record comes to {@link checkFacts} when the package is done. */
  readonly observer?: Observer;
  checkFacts?(pass: FactsPass): void;
  /** Whether {@link checkFacts} looks at each declaration by itself, so that it can be asked about some of a package. */
  readonly factsAreLocal?: boolean;
  checkDocument?(pass: DocumentPass): void;
}
