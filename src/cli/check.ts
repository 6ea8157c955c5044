// archway check: what breaks on which target.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option } from 'commander';
import { writeBaseline } from '../analysis/baseline.ts';
import type { FailLevel } from '../analysis/config.ts';
import { failLevels } from '../analysis/config-schema.ts';
import { check, NoSuchPathError } from '../analysis/driver.ts';
import { type CheckResult, severityRank } from '../analysis/finding.ts';
import { say } from '../messages/catalogue.ts';
import { addCheckFlags, type CheckFlags, requestOf } from './check-options.ts';
import { type AddCommand, type CommandContext, CommandError, ExitStatus } from './command.ts';
import { formatGithub } from './format/github.ts';
import { formatJson } from './format/json.ts';
import { formatSarif } from './format/sarif.ts';
import { formatText } from './format/text.ts';
import { progressBar } from './progress.ts';

interface Flags extends CheckFlags {
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly failOn?: FailLevel;
  readonly writeBaseline?: string;
  readonly explainUnknown?: boolean;
}

/** How many entries of what could not be seen the text output shows. */
const incompleteShown = 10;

export const addCheck: AddCommand = (program, context, done) => {
  const command = program
    .command('check')
    .description(say('check-description', {}))
    .argument('[paths...]', say('check-paths', {}));
  addCheckFlags(command)
    .addOption(
      new Option('--format <format>', say('check-format', {}))
        .choices(['text', 'json', 'sarif', 'github'])
        .default('text'),
    )
    .addOption(new Option('--fail-on <severity>', say('check-fail-on', {})).choices(failLevels))
    .option('--write-baseline <file>', say('check-write-baseline', {}))
    .option('--explain-unknown', say('check-explain-unknown', {}))
    .addHelpText('after', `\n${say('check-help', {})}`)
    .action(async (paths: string[], flags: Flags) => done(await checkCommand(paths, flags, context)));
};

async function checkCommand(paths: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
  const { request, failOn } = requestOf(paths, flags, context);
  const bar = progressBar(context);
  let result: CheckResult;
  try {
    // A new baseline has everything, what the old one hides included.
    const baseline = flags.writeBaseline === undefined ? request.baseline : undefined;
    result = await check({ ...request, baseline, onProgress: bar.update });
  } catch (error) {
    if (error instanceof NoSuchPathError) throw new CommandError(error.message);
    throw error;
  } finally {
    bar.stop();
  }
  if (flags.writeBaseline !== undefined) {
    const path = resolve(context.cwd, flags.writeBaseline);
    writeFileSync(path, writeBaseline(result.findings));
    context.stdout.write(`${say('check-baseline-written', { count: result.findings.length, path })}\n`);
    return ExitStatus.ok;
  }
  context.stdout.write(formatted(result, flags, context));
  return failed(result, flags.failOn ?? failOn ?? 'error') ? ExitStatus.found : ExitStatus.ok;
}

function formatted(result: CheckResult, flags: Flags, { cwd, env, stdout }: CommandContext): string {
  const { format, explainUnknown = false } = flags;
  if (format === 'json') return formatJson(result);
  if (format === 'sarif') return formatSarif(result);
  if (format === 'github') return formatGithub(result, env.GITHUB_WORKSPACE ?? cwd);
  const forced = (env.FORCE_COLOR ?? '0') !== '0';
  const colors = !env.NO_COLOR && (forced || stdout.isTTY === true);
  return formatText(result, { cwd, colors, incompleteShown, explainUnknown });
}

function failed({ findings }: CheckResult, failOn: FailLevel): boolean {
  return failOn !== 'never' && findings.some((finding) => severityRank[finding.severity] >= severityRank[failOn]);
}
