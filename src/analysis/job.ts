// What the driver and its workers say to each other: plain data, which can be sent to a thread.
import type { Language } from '../messages/language.ts';
import type { GoEnvironment } from '../module/environment.ts';
import type { Target, TargetSet } from '../platform/target.ts';
import type { Severity } from '../rules/finding.ts';
import type { Finding, Incomplete } from './finding.ts';
import type { Suppression } from './suppressions.ts';

/** What holds for a whole run. */
export interface Job {
  /** The language of what is said about it. */
  readonly language: Language;
  /** Absolute folder that findings name files relative to. */
  readonly root: string;
  /** Folders in which workspaces are opened; tasks name them by index. */
  readonly workspaces: readonly string[];
  /** The folders of all packages to check: only of their files are function bodies needed. */
  readonly checkedFolders: ReadonlySet<string>;
  readonly targets: readonly Target[];
  /** Severities which the user has set; the others are the rules' own. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Whether `_test.go` files of the user's own packages are checked. */
  readonly tests: boolean;
  /** The go command's settings. */
  readonly environment: GoEnvironment;
  /** Texts that stand in for those on disk, by absolute path. */
  readonly overlay: ReadonlyMap<string, string>;
}

/** One package to check. */
export interface PackageTask {
  readonly workspace: number;
  readonly importPath: string;
  readonly dir: string;
  /** Whether it is the user's own; of a dependency only what breaks it is reported, not its names and settings. */
  readonly own: boolean;
  /** The targets on which a dependency is taken in, one set for each batch; absent for the user's own packages. */
  readonly reached?: readonly TargetSet[];
}

/** A piece of work for one worker: packages near each other, so that what they import is learnt once. */
export interface Task {
  readonly packages: readonly PackageTask[];
  /** Absolute paths of files that are not Go. */
  readonly documents: readonly string[];
}

/** What came of one package or document. */
export interface Part {
  /** The package's folder, or the document's path. */
  readonly subject: string;
  /** Whether something went wrong that has nothing to do with the sources: the next time it may go right. */
  readonly failed: boolean;
  /** Whether it depends on packages that import the one it is about. */
  readonly lookedAround: boolean;
  readonly findings: readonly Finding[];
  readonly suppressions: readonly Suppression[];
  readonly incomplete: readonly Incomplete[];
  /** Go files looked at. */
  readonly files: number;
  /** Expressions looked at. */
  readonly expressions: number;
  /** Expressions of unknown type, by cause. */
  readonly unknown: Readonly<Record<string, number>>;
}

/** What came of a task, in its order. */
export interface TaskResult {
  readonly parts: readonly Part[];
}
