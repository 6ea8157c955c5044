// archway fix: applies the fixes that are right wherever they are offered.
import { relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { NoSuchPathError } from '../analysis/driver.ts';
import type { Finding } from '../analysis/finding.ts';
import { type FixOutcome, FixWriteError, fixAll, writeFixes } from '../analysis/fix.ts';
import { render, say } from '../messages/catalogue.ts';
import { addCheckFlags, type CheckFlags, requestOf } from './check-options.ts';
import { type AddCommand, type CommandContext, CommandError, ExitStatus } from './command.ts';
import { ruleIds } from './options.ts';
import { progressBar } from './progress.ts';
import { withTools } from './toolchain-command.ts';
import { fixVerified, proofText, type Verified } from './verify-fixes.ts';

interface Flags extends CheckFlags {
  readonly rules?: string;
  readonly diff?: boolean;
  readonly verify?: boolean;
}

export const addFix: AddCommand = (program, context, done) => {
  const command = program
    .command('fix')
    .description(say('fix-description', {}))
    .argument('<paths...>', say('check-paths', {}));
  addCheckFlags(command)
    .option('--rules <ids>', say('fix-rules', {}))
    .option('--diff', say('fix-diff', {}))
    .option('--verify', say('fix-verify', {}))
    .addHelpText('after', `\n${say('fix-help', {})}`)
    .action(async (paths: string[], flags: Flags) => done(await fixCommand(paths, flags, context)));
};

async function fixCommand(paths: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
  const { request } = requestOf(paths, flags, context);
  const only = flags.rules === undefined ? undefined : new Set(ruleIds(flags.rules));
  const bar = progressBar(context);
  let outcome: FixOutcome;
  let verified: Verified | undefined;
  try {
    if (flags.verify) verified = await withTools(() => fixVerified(request, only, context));
    outcome = verified?.outcome ?? (await fixAll({ ...request, onProgress: bar.update }, only));
    if (!flags.diff) writeFixes(outcome);
  } catch (error) {
    if (error instanceof NoSuchPathError || error instanceof FixWriteError) throw new CommandError(error.message);
    throw error;
  } finally {
    bar.stop();
  }
  if (flags.diff) context.stdout.write(unifiedDiff(outcome));
  // A diff on the standard output stays one that `patch` can read.
  const report = flags.diff ? context.stderr : context.stdout;
  report.write(summary(outcome, context.cwd));
  if (verified !== undefined) report.write(proofText(verified));
  return verified !== undefined && verified.failed.length > 0 ? ExitStatus.found : ExitStatus.ok;
}

function unifiedDiff({ root, changes }: FixOutcome): string {
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { before, after }]) => {
      const name = relative(root, path).replaceAll('\\', '/');
      const from = before === undefined ? '/dev/null' : `a/${name}`;
      return createTwoFilesPatch(from, `b/${name}`, before ?? '', after, undefined, undefined, { context: 3 }).replace(
        /^=+\n/,
        '',
      );
    })
    .join('');
}

function summary({ applied, left, changes }: FixOutcome, cwd: string): string {
  let text = '';
  for (const { finding, fix } of applied) {
    text += `${place(finding, cwd)}: ${render(fix.title)} [${finding.rule}]\n`;
  }
  if (left.length > 0 && applied.length > 0) text += '\n';
  for (const { finding, reason } of left) {
    text += `${place(finding, cwd)}: ${render(finding.message)} [${finding.rule}]\n\t${say('text-no-fix', { reason: render(reason) })}\n`;
  }
  return `${text}${say('fix-summary', { fixed: applied.length, files: changes.size, left: left.length })}\n`;
}

function place(finding: Finding, cwd: string): string {
  const path = relative(cwd, finding.path);
  return `${path.startsWith('..') ? finding.file : path}:${finding.start.line}:${finding.start.column}`;
}
