// archway matrix: builds, vets or tests packages for every target, and holds what the go command says against what Archway predicts.
import { Option } from 'commander';
import { check } from '../analysis/driver.ts';
import { cacheFolder } from '../analysis/result-cache.ts';
import { type MatrixCommand, type MatrixEvent, matrixCommands } from '../matrix/events.ts';
import { matrixMarkdown } from '../matrix/markdown.ts';
import { Matrix, type MatrixData } from '../matrix/matrix.ts';
import { folderInRepository } from '../matrix/repository.ts';
import { runMatrix } from '../matrix/run-matrix.ts';
import { matrixWorkflow } from '../matrix/workflow.ts';
import { say } from '../messages/catalogue.ts';
import { readEnvironment } from '../module/environment.ts';
import { type Target, targetName } from '../platform/target.ts';
import { requireGo } from '../toolchain/go.ts';
import { type AddCommand, type CommandContext, CommandError, ExitStatus } from './command.ts';
import { formatMatrix } from './format/matrix.ts';
import { takeGoArguments } from './go-arguments.ts';
import { LiveLines } from './live-lines.ts';
import { addBuildFlags, type BuildFlags, buildOptions, targetsOf, withTools } from './toolchain-command.ts';

const formats = ['table', 'json', 'events', 'markdown', 'github-workflow'] as const;

interface Flags extends BuildFlags {
  readonly command: MatrixCommand;
  readonly format: (typeof formats)[number];
}

export const addMatrix: AddCommand = (program, context, done) => {
  const command = program
    .command('matrix')
    .description(say('matrix-description', {}))
    .argument('[packages...]', say('toolchain-packages', {}))
    .addHelpText('after', `\n${say('matrix-help', {})}`);
  addBuildFlags(command, true, say('toolchain-verbose', {}))
    .addOption(new Option('--command <command>', say('matrix-command', {})).choices(matrixCommands).default('build'))
    .addOption(new Option('--format <format>', say('matrix-format', {})).choices(formats).default('table'));
  takeGoArguments(command);
  command.action(async (packages: string[], flags: Flags) => {
    const targets = targetsOf(flags, context.env);
    const wanted = packages.length > 0 ? packages : ['./...'];
    if (flags.format === 'github-workflow') {
      context.stdout.write(workflowOf(flags, wanted, targets, context.cwd));
      return done(ExitStatus.ok);
    }
    done(await withTools(() => matrix(flags, wanted, targets, context)));
  });
};

async function matrix(
  flags: Flags,
  packages: readonly string[],
  targets: readonly Target[],
  context: CommandContext,
): Promise<number> {
  const { cwd, env, signal, stdout } = context;
  const { command, format } = flags;
  let known: Matrix | undefined;
  const live = new LiveLines(context.stderr, (height) => (known ? liveLines(known.data(), height) : []));
  const emit = (event: MatrixEvent) => {
    if (format === 'events') stdout.write(`${JSON.stringify(event)}\n`);
    if (event.event === 'start') known = new Matrix(event);
    else known?.take(event);
    if (event.event !== 'predicted') live.draw();
  };
  const checkPackages = () =>
    check({
      cwd,
      paths: packages,
      targets,
      // A package does not build where what it takes in does not, and neither settings nor comments change that.
      deps: true,
      suppressions: false,
      tests: command !== 'build',
      severities: {},
      excluded: () => false,
      environment: readEnvironment({ variables: env }),
      cacheFolder: cacheFolder(env),
      signal,
    });
  let status: number;
  try {
    const go = await requireGo(context);
    const work = { ...buildOptions(flags, packages, cwd), verbose: false, go, command, env, cgo: flags.cgo ?? false };
    status = await runMatrix({ ...work, targets, signal, check: checkPackages, emit });
  } finally {
    live.stop();
  }
  if (signal.aborted) throw new CommandError(say('cli-interrupted', {}));
  if (format === 'json') stdout.write(`${JSON.stringify(known!.data(), null, 2)}\n`);
  if (format === 'markdown') stdout.write(matrixMarkdown(known!.data()));
  if (format === 'table') stdout.write(formatMatrix(known!.data()));
  return status;
}

/** Each target with how many of its packages have come to their end, as far as there is room. */
function liveLines({ columns, rows, cells }: MatrixData, height: number): string[] {
  const lines = columns.map(({ target, state, seconds }) => {
    const states = rows.map((row) => cells[row.package]![target]!.state);
    const count = (wanted: readonly string[]) => states.filter((one) => wanted.includes(one)).length;
    const words = { ok: count(['ok']), failed: count(['failed', 'blocked']) };
    if (state === 'ended') return `${target}  ${say('matrix-summary', words)}  ${seconds?.toFixed(1)} s`;
    return `${target}  ${say(state === 'running' ? 'build-running' : 'build-waiting', {})}`;
  });
  const done = columns.filter(({ state }) => state === 'ended').length;
  return [...lines.slice(0, height - 1), say('build-progress', { done, total: columns.length })];
}

/** The workflow; no go command is needed to write it. */
function workflowOf(
  { command, cgo = false }: Flags,
  packages: readonly string[],
  targets: readonly Target[],
  cwd: string,
): string {
  const tags = targets[0]?.tags ?? [];
  const run = { command, packages, targets: targets.map(targetName), tags, cgo };
  return matrixWorkflow(run, folderInRepository(cwd));
}
