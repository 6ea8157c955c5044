// The flags that check and fix share, and the request they and archway.json make together.
import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import picomatch from 'picomatch';
import type { Baseline } from '../analysis/baseline.ts';
import { parseBaseline } from '../analysis/baseline.ts';
import type { FailLevel, LoadedConfig } from '../analysis/config.ts';
import type { CheckRequest } from '../analysis/driver.ts';
import { say } from '../messages/catalogue.ts';
import { readEnvironment } from '../module/environment.ts';
import { type CommandContext, CommandError } from './command.ts';
import { chosenTargets, commaList, configOf, count } from './options.ts';

/** Flags of both commands, as commander gives them. */
export interface CheckFlags {
  readonly targets?: string;
  readonly tags?: string;
  readonly deps?: boolean;
  readonly tests: boolean;
  readonly jobs?: number;
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
    .option('--jobs <n>', say('check-jobs', {}), count);
}

/** Makes the request of flags and archway.json, where flags win. Paths must exist. */
export function requestOf(paths: readonly string[], flags: CheckFlags, context: CommandContext): Requested {
  const { cwd, env, signal } = context;
  const environment = readEnvironment({ variables: env });
  const chosen = paths.length > 0 ? paths : ['.'];
  const loaded = configOf(configFolder(chosen[0]!, cwd));
  const { config } = loaded;
  const tags = flags.tags === undefined ? (config.tags ?? environment.tags) : commaList(flags.tags);
  const request: CheckRequest = {
    cwd,
    environment,
    signal,
    paths: chosen,
    targets: chosenTargets(flags.targets ?? config.targets?.join(','), tags, env),
    deps: flags.deps ?? config.deps ?? false,
    tests: flags.tests && (config.tests ?? true),
    severities: config.rules ?? {},
    excluded: exclusion(loaded),
    baseline: baselineOf(flags, loaded, cwd),
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

/** Whether archway.json leaves a file or folder out. */
function exclusion({ config, dir }: LoadedConfig): (path: string) => boolean {
  const patterns = config.exclude ?? [];
  if (patterns.length === 0 || dir === undefined) return () => false;
  // `third_party/**` leaves out the folder itself, too, so that it is not walked.
  const matches = picomatch(
    patterns.flatMap((pattern) => [pattern, pattern.replace(/\/\*\*$/, '')]),
    { dot: true },
  );
  return (path) => matches(relative(dir, path).split(sep).join('/'));
}

function baselineOf(flags: CheckFlags, { config, dir }: LoadedConfig, cwd: string): Baseline | undefined {
  const path =
    flags.baseline !== undefined
      ? resolve(cwd, flags.baseline)
      : config.baseline !== undefined && dir !== undefined
        ? resolve(dir, config.baseline)
        : undefined;
  if (path === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CommandError(say('cli-no-such-path', { path }));
  }
  const baseline = parseBaseline(text);
  if (!baseline) throw new CommandError(say('check-baseline-unreadable', { path }));
  return baseline;
}
