// What several commands read from flags: targets, lists, numbers, and the settings of archway.json behind them.
import { InvalidArgumentError } from 'commander';
import { type CheckSettings, checkSettings } from '../analysis/check-settings.ts';
import { type Config, ConfigError, loadConfig } from '../analysis/config.ts';
import { say } from '../messages/catalogue.ts';
import type { GoEnvironment } from '../module/environment.ts';
import { TargetError } from '../platform/parse-targets.ts';
import { ruleById, rules } from '../rules/registry.ts';
import { type CommandContext, CommandError } from './command.ts';

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

/** Flags that name targets and what holds for all of them, as commander gives them. */
export interface TargetFlags {
  readonly targets?: string;
  readonly tags?: string;
}

/** What a command takes of archway.json and flags. */
export interface ChosenSettings {
  readonly config: Config;
  readonly settings: CheckSettings;
}

/** The settings that hold in a folder: flags win over archway.json. `others` are further flags, as archway.json would say them. */
export function settingsOf(
  folder: string,
  { targets, tags }: TargetFlags,
  environment: GoEnvironment,
  { cwd, env }: CommandContext,
  others: Config = {},
): ChosenSettings {
  try {
    const { config, dir } = loadConfig(folder);
    const chosen: Config = {
      ...config,
      ...others,
      ...(targets !== undefined && { targets: [targets] }),
      ...(tags !== undefined && { tags: commaList(tags) }),
    };
    return { config, settings: checkSettings(chosen, { dir: dir ?? cwd, environment, variables: env }) };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof TargetError) throw new CommandError(error.message);
    throw error;
  }
}
