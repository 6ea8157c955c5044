// The program `archway`: its commands, and how an error becomes an exit status.
import { Command, CommanderError } from 'commander';
import { say } from '../messages/catalogue.ts';
import { languageOfEnvironment } from '../messages/language.ts';
import { setLanguage } from '../messages/set-language.ts';
import { addBuild } from './build.ts';
import { addCgo } from './cgo.ts';
import { addCheck } from './check.ts';
import { type AddCommand, type CommandContext, CommandError, ExitStatus } from './command.ts';
import { help, outputError } from './commander-words.ts';
import { addDebug } from './debug.ts';
import { addDoctor } from './doctor.ts';
import { addExecRemote } from './exec-remote.ts';
import { addFix } from './fix.ts';
import { addGdbAdapter } from './gdb-adapter.ts';
import { addInstallStd } from './install-std.ts';
import { addLayout } from './layout.ts';
import { addMatrix } from './matrix.ts';
import { addRules } from './rules.ts';
import { addRun } from './run.ts';
import { addTargets } from './targets.ts';
import { addTest } from './test.ts';
import { version } from './version.ts';
import { addVet } from './vet.ts';

/** Every command, in the order of `archway --help`. */
const commands: readonly AddCommand[] = [
  addCheck,
  addFix,
  addLayout,
  addBuild,
  addRun,
  addTest,
  addDebug,
  addExecRemote,
  addGdbAdapter,
  addVet,
  addInstallStd,
  addMatrix,
  addCgo,
  addDoctor,
  addTargets,
  addRules,
];

/**
 * Runs one command line (without node and script) and gives its exit status. Writes messages to the streams of the
 * context; never throws for what a user can cause.
 */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  setLanguage(languageOfEnvironment(context.env));
  let status: number = ExitStatus.ok;
  const program = new Command('archway')
    .description(say('cli-description', {}))
    .version(version, '-V, --version', say('commander-version', {}))
    .helpOption('-h, --help', say('commander-help', {}))
    .helpCommand('help [command]', say('commander-help', {}))
    .configureHelp(help)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError,
    })
    .showHelpAfterError(say('cli-see-help', {}))
    .enablePositionalOptions();
  for (const add of commands) add(program, context, (result) => (status = result));
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      const asked = error.code === 'commander.helpDisplayed' || error.code === 'commander.version';
      return asked ? ExitStatus.ok : ExitStatus.failed;
    }
    if (context.signal.aborted) return ExitStatus.failed;
    if (error instanceof CommandError) {
      context.stderr.write(`archway: ${error.message}\n`);
      return ExitStatus.failed;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.stderr.write(`${say('cli-internal-error', { detail })}\n`);
    return ExitStatus.failed;
  }
}
