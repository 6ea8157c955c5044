// archway debug: builds a program or tests for a target, and debugs them in the terminal or waits for an editor's debugger.
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { message, say } from '../messages/catalogue.ts';
import { type Target, targetName } from '../platform/target.ts';
import { type BuildOptions, buildTask, packageFolderTask } from '../toolchain/build.ts';
import { findSysroot } from '../toolchain/cross-compiler.ts';
import { type DebugServer, findDebugLauncher, makeDebugFolder, startDebugServer } from '../toolchain/debug-server.ts';
import type { DebugServerInfo } from '../toolchain/debug-server-info.ts';
import { delveDebugs, findDelve } from '../toolchain/delve.ts';
import type { ElfFile } from '../toolchain/elf.ts';
import { type Gdb, gdbArguments, gdbSetup, requireGdb } from '../toolchain/gdb.ts';
import { type Go, goEnv, requireGo } from '../toolchain/go.ts';
import { runTask } from '../toolchain/process.ts';
import { findQemu } from '../toolchain/qemu.ts';
import { quoteWord } from '../toolchain/shell-words.ts';
import { testProgramTask } from '../toolchain/test.ts';
import { ToolError } from '../toolchain/tool-error.ts';
import { buildProgram } from './build-program.ts';
import { type AddCommand, type CommandContext, CommandError } from './command.ts';
import { takeGoArguments } from './go-arguments.ts';
import { addBuildFlags, type BuildFlags, buildOptionsFor, targetOf, withTools } from './toolchain-command.ts';

interface DebugFlags extends BuildFlags {
  readonly test?: boolean;
  readonly run?: string;
  readonly server?: string;
}

/** What is debugged: built, but not started yet. */
interface Debuggee {
  readonly target: Target;
  /** The program and its arguments. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly entry: string;
  readonly elf: ElfFile | undefined;
}

export const addDebug: AddCommand = (program, context, done) => {
  const command = program
    .command('debug')
    .description(say('debug-description', {}))
    .argument('[package...]', say('debug-package', {}))
    .addHelpText('after', `\n${say('debug-help', {})}`);
  addBuildFlags(command, false, say('toolchain-verbose', {}))
    .option('--test', say('debug-test', {}))
    .option('--run <regexp>', say('debug-run', {}))
    .option('--server <file>', say('debug-server', {}));
  const programArgs = takeGoArguments(command);
  command.action(async (packages: string[], flags: DebugFlags) => {
    done(await withTools(() => debug(packages, flags, programArgs(), context)));
  });
};

async function debug(
  packages: readonly string[],
  flags: DebugFlags,
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  if (flags.run !== undefined && !flags.test) throw new CommandError(say('debug-run-needs-test', {}));
  const target = targetOf(flags, context.env, 'debug');
  const go = await requireGo(context);
  const options = { ...buildOptionsFor(go, target, flags, packages, context), debug: true };
  // What is missing should be known before the build, not after it.
  const start = await chooseDebugger(go, target, flags, context);

  const folder = await makeDebugFolder();
  try {
    const file = join(folder, 'program');
    const task = (flags.test ? testProgramTask : buildTask)(go.path, target, options, file);
    const { status, elf } = await buildProgram(go, task, target, file, options.packages, flags, context);
    if (status !== 0) return status;
    const cwd = flags.test ? await packageFolder(go, target, options, context) : context.cwd;
    const testFlags = flags.test ? ['-test.v=true', ...(flags.run ? [`-test.run=${flags.run}`] : [])] : [];
    const entry = flags.test ? 'testing.tRunner' : 'main.main';
    return await start({ target, argv: [file, ...testFlags, ...args], cwd, entry, elf });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What will debug the target's programs: a function that does so and gives the exit status. */
async function chooseDebugger(go: Go, target: Target, flags: DebugFlags, context: CommandContext) {
  const { env } = context;
  if (flags.server !== undefined) {
    findDebugLauncher(target, env);
    return (debuggee: Debuggee) => serve(go, debuggee, flags.server!, context);
  }
  const dlv = findDelve(target, env);
  if (dlv !== undefined) return ({ argv, cwd }: Debuggee) => inTerminal(delve(dlv, argv), cwd, context);
  if (delveDebugs(target) && findQemu(target, env) === undefined) {
    throw new ToolError(message('tool-delve-missing', { target: targetName(target) }));
  }
  const gdb = await requireGdb(target, env);
  findDebugLauncher(target, env);
  return (debuggee: Debuggee) => debugEmulated(go, gdb, debuggee, context);
}

function delve(dlv: string, [program, ...args]: Debuggee['argv']): [string, ...string[]] {
  return [dlv, 'exec', program, ...(args.length > 0 ? ['--', ...args] : [])];
}

/** Gives a debugger the terminal until it ends. */
async function inTerminal(argv: [string, ...string[]], cwd: string, context: CommandContext): Promise<number> {
  const { env, signal, stdout, stderr } = context;
  const options = { env, signal, stdin: 'inherit', stdout, stderr, foreground: true } as const;
  return (await context.inBackground(() => runTask({ argv, env: {}, cwd }, options))).status;
}

/** The program under QEMU, and GDB in the terminal. */
async function debugEmulated(go: Go, gdb: Gdb, debuggee: Debuggee, context: CommandContext): Promise<number> {
  const ours = new AbortController();
  const signal = AbortSignal.any([context.signal, ours.signal]);
  const setup = await setupOf(go, debuggee, context);
  // The terminal's input is GDB's.
  const server = await start(debuggee, { ...context, signal }, 'ignore');
  const { argv, cwd, entry } = debuggee;
  const commands = [`target remote ${server.address}`, `tbreak ${entry}`, 'continue'];
  const status = await inTerminal(gdbArguments(gdb.path, setup, argv[0], commands), cwd, context);
  // One that has failed leaves the program stopped for good.
  if (status !== 0) ours.abort('SIGKILL');
  const ended = await server.ended;
  return status === 0 ? ended.status : status;
}

/** The program under QEMU, which waits for a debugger that somebody else starts. */
async function serve(go: Go, debuggee: Debuggee, file: string, context: CommandContext): Promise<number> {
  const { target, argv, cwd, entry } = debuggee;
  const name = targetName(target);
  const setup = await setupOf(go, debuggee, context);
  const gdb = await requireGdb(target, context.env).catch(() => undefined);
  const { address, ended } = await start(debuggee, context, 'inherit');
  const info: DebugServerInfo = { version: 1, target: name, program: argv[0], cwd, address, gdb, setup, entry };
  await announce(info, file, context);
  if (gdb !== undefined && file !== '-') {
    const words = gdbArguments(gdb.path, setup, argv[0], [`target remote ${address}`]);
    const command = words.map(quoteWord).join(' ');
    context.stderr.write(`archway: ${say('debug-waiting', { target: name, command })}\n`);
  }
  return (await ended).status;
}

/** Whoever waits for the file must not read half of it. */
async function announce(info: DebugServerInfo, file: string, { stdout }: CommandContext): Promise<void> {
  const line = `${JSON.stringify(info)}\n`;
  if (file === '-') {
    stdout.write(line);
    return;
  }
  const draft = `${file}.new`;
  await writeFile(draft, line);
  await rename(draft, file);
}

function start(debuggee: Debuggee, context: CommandContext, stdin: 'inherit' | 'ignore'): Promise<DebugServer> {
  const { env, signal, stdout, stderr } = context;
  const launcher = findDebugLauncher(debuggee.target, env, debuggee.elf?.interpreter);
  return startDebugServer(launcher, debuggee.argv, debuggee.cwd, { env, signal, stdin, stdout, stderr });
}

async function setupOf(go: Go, { target, elf }: Debuggee, context: CommandContext): Promise<string[]> {
  const { GOROOT = '' } = await goEnv(go.path, context);
  const sysroot = elf?.interpreter === undefined ? undefined : findSysroot(target, elf.interpreter);
  return gdbSetup(GOROOT, sysroot);
}

/** The folder of a package, in which its tests run. */
async function packageFolder(go: Go, target: Target, options: BuildOptions, { env, signal }: CommandContext) {
  const task = packageFolderTask(go.path, target, options);
  return (await runTask(task, { env, signal, stdout: 'capture' })).stdout.trim();
}
