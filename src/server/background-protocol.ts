// What a background worker is started with, and what it sends back. Plain data, for a thread.
import type { Project } from '../editor/project.ts';
import type { FileDiagnostics } from './editor-protocol.ts';
import type { Presentation } from './present.ts';

/** One piece of work; the thread ends with it. */
export type BackgroundJob = CheckJob | PackagesJob;

interface Job {
  readonly locale: string;
  readonly project: Project;
  /** Texts that stand in for those on disk, by absolute path. */
  readonly overlay: ReadonlyMap<string, string>;
}

/** Checks a project. */
export interface CheckJob extends Job {
  readonly kind: 'check';
  readonly presentation: Presentation;
  readonly threads: number;
  /** Absolute paths of files that have changed: only what they may affect is checked. Absent: everything. */
  readonly changed?: ReadonlySet<string>;
}

/** Finds the packages that can be run or tested. */
export interface PackagesJob extends Job {
  readonly kind: 'packages';
}

export type BackgroundMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  /** The second time with what is behind the user's own code, where that is looked at. */
  | { readonly kind: 'checked'; readonly checked: Checked }
  | { readonly kind: 'packages'; readonly packages: readonly FoundPackage[] };

/** The origin of what sums up findings in dependencies: no import path. */
export const dependencyOrigin = ':dependencies';

/** What the check of one package found in one file; which may be a file of a package that it imports. */
export interface PackageDiagnostics extends FileDiagnostics {
  /** Import path of the package that was checked; empty for a document that is not Go, and {@link dependencyOrigin}. */
  readonly origin: string;
  /** Whether the file belongs to another package. */
  readonly isForeign: boolean;
}

/** A part of a project. */
export interface Covered {
  /** Import paths. */
  readonly packages: ReadonlySet<string>;
  /** The folders of these packages. */
  readonly folders: ReadonlySet<string>;
  /** Documents that are not Go, and files that are gone. */
  readonly files: ReadonlySet<string>;
}

/** What came of a check. */
export interface Checked {
  /** What was found, by file and package. */
  readonly files: readonly PackageDiagnostics[];
  /** What was looked at; undefined means all of the project. */
  readonly covered: Covered | undefined;
  /** Whether more is to come: dependencies are still looked at. */
  readonly isPreliminary: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly packages: number;
  readonly goFiles: number;
  readonly seconds: number;
  readonly incomplete: readonly string[];
}

export interface FoundPackage {
  readonly importPath: string;
  /** Absolute folders. */
  readonly dir: string;
  readonly moduleDir: string;
  readonly isMain: boolean;
  readonly hasTests: boolean;
}
