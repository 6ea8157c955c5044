// What an editor session is opened for: one workspace folder with its settings, as plain data that can be sent to a thread.
import type { GoEnvironment } from '../module/environment.ts';
import type { Target } from '../platform/target.ts';
import type { Severity } from '../rules/finding.ts';

/** One workspace folder and how it is checked. */
export interface Project {
  /** Absolute folder that findings name files relative to, and that no fix reaches outside of. */
  readonly root: string;
  readonly targets: readonly Target[];
  /** Severities which the user has set; the others are the rules' own. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Patterns of files and folders that are left out, relative to {@link excludeBase}. */
  readonly exclude: readonly string[];
  readonly excludeBase: string;
  /** Whether a check of the whole looks at the packages that the code depends on, too. */
  readonly deps: boolean;
  /** Whether `_test.go` files are checked. */
  readonly tests: boolean;
  /** Absolute path of the baseline: findings in it are not shown. */
  readonly baseline?: string;
  /** The go command's settings. */
  readonly environment: GoEnvironment;
}
