// The flags that check and fix share, and the request they and archway.json make together.
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Baseline } from '../analysis/baseline.ts';
import { BaselineError, exclusion, readBaseline } from '../analysis/check-settings.ts';
import type { FailLevel } from '../analysis/config.ts';
import type { CheckRequest } from '../analysis/driver.ts';
import { cacheFolder } from '../analysis/result-cache.ts';
import { say } from '../messages/catalogue.ts';
import { readEnvironment } from '../module/environment.ts';
import { type CommandContext, CommandError } from './command.ts';
import { count, settingsOf } from './options.ts';

/** Flags of both commands, as commander gives them. */
export interface CheckFlags {
  readonly targets?: string;
  readonly tags?: string;
  readonly deps?: boolean;
  readonly tests: boolean;
  readonly jobs?: number;
  readonly cache: boolean;
  readonly baseline?: string;
}

/** What a command line asks for. */
export interface Requested {
  readonly request: CheckRequest;
  readonly failOn: FailLevel | undefined;
}

/** Adds the flags of {@link CheckFlags}. */
export function addCheckFlags(command: Command): Command {
  return command
    .option('--targets <list>', say('check-targets', {}))
    .option('--tags <tags>', say('check-tags', {}))
    .option('--deps', say('check-deps', {}))
    .option('--no-tests', say('check-no-tests', {}))
    .option('--baseline <file>', say('check-baseline', {}))
    .option('--jobs <n>', say('check-jobs', {}), count)
    .option('--no-cache', say('check-no-cache', {}));
}

/** Makes the request of flags and archway.json, where flags win. Paths must exist. */
export function requestOf(paths: readonly string[], flags: CheckFlags, context: CommandContext): Requested {
  const { cwd, env, signal } = context;
  const environment = readEnvironment({ variables: env });
  const chosen = paths.length > 0 ? paths : ['.'];
  const { deps, tests, baseline } = flags;
  const { config, settings } = settingsOf(configFolder(chosen[0]!, cwd), flags, environment, context, {
    ...(deps !== undefined && { deps }),
    ...(!tests && { tests }),
    ...(baseline !== undefined && { baseline: resolve(cwd, baseline) }),
  });
  const request: CheckRequest = {
    cwd,
    environment,
    signal,
    paths: chosen,
    targets: settings.targets,
    deps: settings.deps,
    tests: settings.tests,
    severities: settings.severities,
    excluded: exclusion(settings),
    baseline: baselineOf(settings.baseline),
    cacheFolder: flags.cache ? cacheFolder(env) : undefined,
    ...(flags.jobs !== undefined && { jobs: flags.jobs }),
  };
  return { request, failOn: config.failOn };
}

/** The folder from which archway.json is looked for: that of the first path. */
function configFolder(path: string, cwd: string): string {
  const fixed = path.includes('...') ? path.slice(0, path.indexOf('...')) : path;
  const absolute = resolve(cwd, fixed);
  const info = statSync(absolute, { throwIfNoEntry: false });
  if (info) return info.isDirectory() ? absolute : dirname(absolute);
  return cwd;
}

function baselineOf(path: string | undefined): Baseline | undefined {
  if (path === undefined) return undefined;
  try {
    return readBaseline(path);
  } catch (error) {
    if (error instanceof BaselineError) throw new CommandError(error.message);
    throw error;
  }
}
