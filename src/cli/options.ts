// What several commands read from flags: targets, lists, numbers, and the settings of archway.json behind them.
import { InvalidArgumentError } from 'commander';
import { ConfigError, type LoadedConfig, loadConfig } from '../analysis/config.ts';
import { say } from '../messages/catalogue.ts';
import { parseTargets, TargetError } from '../platform/parse-targets.ts';
import type { Target } from '../platform/target.ts';
import { ruleById, rules } from '../rules/registry.ts';
import { CommandError } from './command.ts';

/** The targets where neither flag nor configuration names any. */
const defaultTargets = 'linux';

/** Splits `a,b` as flags and `go build -tags` do. */
export function commaList(text: string): string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

/** Rule ids separated by commas; a {@link CommandError} where there is no such rule. */
export function ruleIds(text: string): string[] {
  const ids = commaList(text);
  const unknown = ids.find((id) => !ruleById(id));
  if (unknown !== undefined) {
    throw new CommandError(say('cli-unknown-rule', { rule: unknown, rules: rules.map((rule) => rule.id).join(', ') }));
  }
  return ids;
}

/** A commander argument parser for a count of at least 1. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError(say('cli-bad-number', {}));
  return Number(text);
}

/** The targets a user asked for. `CGO_ENABLED=1` in the environment counts; without it cross builds have no cgo. */
export function chosenTargets(text: string | undefined, tags: readonly string[], env: NodeJS.ProcessEnv): Target[] {
  try {
    return parseTargets(text ?? defaultTargets, { tags, cgo: env.CGO_ENABLED === '1' });
  } catch (error) {
    if (error instanceof TargetError) throw new CommandError(error.message);
    throw error;
  }
}

/** The configuration that holds in a folder. */
export function configOf(dir: string): LoadedConfig {
  try {
    return loadConfig(dir);
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandError(error.message);
    throw error;
  }
}
