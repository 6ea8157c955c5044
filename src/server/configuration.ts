// How a folder is checked: its archway.json, which the command line reads as well, and the editor's settings behind it.
import { checkSettings } from '../analysis/check-settings.ts';
import { type Config, ConfigError, type LoadedConfig, loadConfig } from '../analysis/config.ts';
import type { Project } from '../editor/project.ts';
import { readEnvironment } from '../module/environment.ts';
import { parseTargets, TargetError } from '../platform/parse-targets.ts';
import { targetName } from '../platform/target.ts';
import { hostPort } from '../toolchain/host.ts';
import type { Settings } from './protocol.ts';

/** How a folder is checked. */
export interface Configuration {
  readonly project: Project;
  readonly settings: Settings;
  /** Whether the Go extension sees what holds on every target of the project: where the machine's own is among them. */
  readonly includesHost: boolean;
  /** What archway.json says; the last good one while it is broken. */
  readonly loaded: LoadedConfig;
  /** What is wrong with archway.json. */
  readonly broken: ConfigError | undefined;
  /** What is wrong with the settings, in words. */
  readonly problems: readonly string[];
}

/**
 * Configures a folder. archway.json wins where it says something, so that the editor shows what continuous integration finds; the
 * settings fill the rest. While archway.json is broken, what it said `before` stays.
 */
export function configure(root: string, settings: Settings, before: LoadedConfig | undefined): Configuration {
  let loaded: LoadedConfig = before ?? { config: {}, dir: undefined };
  let broken: ConfigError | undefined;
  const problems: string[] = [];
  try {
    loaded = loadConfig(root);
  } catch (error) {
    if (error instanceof ConfigError) broken = error;
    else problems.push(String(error));
  }
  const { config, dir } = loaded;
  const environment = readEnvironment();
  const host = hostPort();
  const own = configOfSettings(settings, `${host.goos}/${host.goarch}`, problems);
  const chosen = checkSettings({ ...own, ...config }, { dir: dir ?? root, environment, variables: process.env });
  return {
    project: {
      root,
      targets: chosen.targets,
      severities: { ...settings.rules, ...config.rules },
      exclude: chosen.exclude,
      excludeBase: config.exclude === undefined ? root : chosen.excludeBase,
      deps: chosen.deps,
      tests: chosen.tests,
      environment,
      ...(chosen.baseline !== undefined && { baseline: chosen.baseline }),
    },
    settings,
    includesHost: chosen.targets.some(({ goos, goarch }) => goos === host.goos && goarch === host.goarch),
    loaded,
    broken,
    problems,
  };
}

/** The settings as archway.json would say them. What names no target is left out, and told in `problems`. */
function configOfSettings(settings: Settings, host: string, problems: string[]): Config {
  const targets = settings.targets.filter((target) => {
    const problem = targetProblem(target);
    if (problem !== undefined) problems.push(problem);
    return problem === undefined;
  });
  return {
    // Where nobody names any, the machine's own is checked as well: so what breaks everywhere is known from what breaks elsewhere.
    targets: targets.length > 0 ? targets : ['linux', ...(targetProblem(host) === undefined ? [host] : [])],
    ...(settings.buildTags.length > 0 && { tags: settings.buildTags }),
    exclude: settings.exclude,
    deps: settings.dependencies,
    tests: settings.tests,
  };
}

/** Why a text names no target; undefined where it does. */
function targetProblem(target: string): string | undefined {
  try {
    parseTargets(target);
    return undefined;
  } catch (error) {
    if (error instanceof TargetError) return error.message;
    throw error;
  }
}

/** Whether two configurations check alike: then what is known of the folder stays true. */
export function checksAlike(a: Configuration, b: Configuration): boolean {
  return JSON.stringify([a.project, a.settings.diagnostics]) === JSON.stringify([b.project, b.settings.diagnostics]);
}

/** The names of a project's targets, in order. */
export function targetNames({ targets }: Project): string[] {
  return targets.map(targetName);
}
