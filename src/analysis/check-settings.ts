// What a check takes of a configuration: archway.json, with what a command line or an editor adds to it.
import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { say } from '../messages/catalogue.ts';
import type { GoEnvironment } from '../module/environment.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import type { Target } from '../platform/target.ts';
import type { Severity } from '../rules/finding.ts';
import { type Baseline, parseBaseline } from './baseline.ts';
import type { Config } from './config.ts';

/** The targets where nobody names any. */
const defaultTargets: readonly string[] = ['linux'];

/** How code is checked, as plain data. */
export interface CheckSettings {
  readonly targets: readonly Target[];
  /** Severities that differ from the rules' own. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Patterns of files and folders that are left out, relative to {@link excludeBase}. */
  readonly exclude: readonly string[];
  readonly excludeBase: string;
  readonly deps: boolean;
  readonly tests: boolean;
  /** Absolute path. */
  readonly baseline?: string;
}

/** Where a configuration holds. */
export interface SettingsContext {
  /** Folder that its patterns and paths are relative to. */
  readonly dir: string;
  readonly environment: GoEnvironment;
  /** `CGO_ENABLED=1` counts; without it cross builds have no cgo. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * The settings of a configuration, each with its default where it says nothing.
 * @throws TargetError
 */
export function checkSettings(config: Config, { dir, environment, variables }: SettingsContext): CheckSettings {
  const tags = config.tags ?? environment.tags;
  return {
    targets: parseTargets((config.targets ?? defaultTargets).join(','), { tags, cgo: variables.CGO_ENABLED === '1' }),
    severities: config.rules ?? {},
    exclude: config.exclude ?? [],
    excludeBase: dir,
    deps: config.deps ?? false,
    tests: config.tests ?? true,
    ...(config.baseline !== undefined && { baseline: resolve(dir, config.baseline) }),
  };
}

/** Whether a file or folder, by its absolute path, is left out. */
export function exclusion(settings: Pick<CheckSettings, 'exclude' | 'excludeBase'>): (path: string) => boolean {
  const { exclude, excludeBase } = settings;
  if (exclude.length === 0) return () => false;
  // `third_party/**` leaves out the folder itself, too, so that it is not walked.
  const matches = picomatch(
    exclude.flatMap((pattern) => [pattern, pattern.replace(/\/\*\*$/, '')]),
    { dot: true },
  );
  return (path) => matches(relative(excludeBase, path).split(sep).join('/'));
}

/** A baseline file is missing, or is none. The message says which. */
export class BaselineError extends Error {}

/** Reads a baseline file. @throws BaselineError */
export function readBaseline(path: string): Baseline {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new BaselineError(say('cli-no-such-path', { path }));
  }
  const baseline = parseBaseline(text);
  if (!baseline) throw new BaselineError(say('check-baseline-unreadable', { path }));
  return baseline;
}
