// The tasks of type `archway` as tasks.json writes them, and the command line each of them stands for.
import { say } from '../messages/catalogue.ts';

export const taskType = 'archway';

export const taskCommands = [
  'build',
  'run',
  'test',
  'debug',
  'vet',
  'install-std',
  'matrix',
  'check',
  'doctor',
] as const;
export type TaskCommand = (typeof taskCommands)[number];

/** A task; package.json has the schema by which editors complete it (`contributes.taskDefinitions`). */
export interface ArchwayTask {
  readonly type: typeof taskType;
  readonly command: TaskCommand;
  /** What `archway --target` takes; absent for the target chosen for the folder, for check and doctor for the configured ones. */
  readonly target?: string;
  /** Packages as the go command takes them, relative to `cwd`; for check also folders and files. */
  readonly package?: string | readonly string[];
  /** Arguments of the program or of the test program; for other commands more flags of archway. */
  readonly args?: readonly string[];
  readonly tags?: readonly string[];
  /** Flags of the Go linker, in the go command's quoting. */
  readonly ldflags?: string;
  readonly cgo?: boolean;
  readonly static?: boolean;
  /** build: the program, or with a slash at its end or several targets a folder for it; `${goos}` and others stand for the target. */
  readonly output?: string;
  /** test and debug: a regular expression of the tests to run. */
  readonly run?: string;
  /** debug: the package's tests, not its program. */
  readonly test?: boolean;
  /** run and test: the machine that programs run on, `ssh://[user@]host[:port]`, instead of here under QEMU. */
  readonly on?: string;
  /** Variables of the process, and of programs on another machine, over those of the setting archway.toolsEnvironment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder it runs in, relative to the workspace folder. */
  readonly cwd?: string;
}

/** A task of tasks.json is not what the schema says. */
export class TaskDefinitionError extends Error {}

/** Reads a task as tasks.json has it, where anything may stand. @throws TaskDefinitionError */
export function parseTask(definition: Readonly<Record<string, unknown>>): ArchwayTask {
  const command = taskCommands.find((name) => name === definition.command);
  if (command === undefined)
    throw new TaskDefinitionError(say('task-bad-command', { commands: taskCommands.join(', ') }));
  const list = (key: string) => listOf(definition[key], key);
  const packages = typeof definition.package === 'string' ? definition.package : list('package');
  return {
    type: taskType,
    command,
    target: textOf(definition.target, 'target'),
    package: packages,
    args: list('args'),
    tags: list('tags'),
    ldflags: textOf(definition.ldflags, 'ldflags'),
    cgo: flagOf(definition.cgo, 'cgo'),
    static: flagOf(definition.static, 'static'),
    output: textOf(definition.output, 'output'),
    run: textOf(definition.run, 'run'),
    test: flagOf(definition.test, 'test'),
    on: textOf(definition.on, 'on'),
    env: variablesOf(definition.env, 'env'),
    cwd: textOf(definition.cwd, 'cwd'),
  };
}

/**
 * The arguments of `archway` for a task, of which `target` is the one that holds where it names none.
 * @param flags more flags, of a task that is built, run or tested
 */
export function commandLine(task: ArchwayTask, target: string, flags: readonly string[] = []): string[] {
  const { command, args = [] } = task;
  const packages = packagesOf(task);
  if (command === 'doctor') return [command, ...option('--targets', task.target), ...args];
  const tags = option('--tags', task.tags?.join(','));
  if (command === 'check') return [command, ...option('--targets', task.target), ...tags, ...args, ...packages];
  return [
    command,
    ...option('--target', task.target ?? target),
    ...tags,
    ...option('--ldflags', task.ldflags),
    ...(task.cgo ? ['--cgo'] : []),
    ...(task.static ? ['--static'] : []),
    ...(command === 'build' ? option('--output', task.output) : []),
    ...(command === 'debug' && task.test ? ['--test'] : []),
    ...(command === 'test' || command === 'debug' ? option('--run', task.run) : []),
    ...(command === 'run' || command === 'test' ? machineFlags(task) : []),
    // Problem matchers do not know the folder that the go command names files relative to.
    '--fullpath',
    ...flags,
    ...(startsProgram(command) ? [] : args),
    ...(command === 'install-std' ? [] : packages),
    ...(startsProgram(command) && args.length > 0 ? ['--', ...args] : []),
  ];
}

/** Whether a task starts what it builds: for one target, and with arguments of its own. */
export function startsProgram(command: TaskCommand): boolean {
  return command === 'run' || command === 'test' || command === 'debug';
}

/** The packages of a task; where it names none `.`, and for a matrix all. */
export function packagesOf(task: ArchwayTask): readonly string[] {
  const packages = typeof task.package === 'string' ? [task.package] : (task.package ?? []);
  if (packages.length > 0) return packages;
  return task.command === 'matrix' ? ['./...'] : ['.'];
}

/** The name of a task that has none of its own: `build ./cmd/server`. */
export function taskName(task: ArchwayTask): string {
  if (task.command === 'doctor' || task.command === 'install-std') return say(`task-${task.command}`, {});
  const packages = packagesOf(task).map((path) => placeOf(task.cwd, path));
  return say(`task-${task.command}`, { package: packages.join(' ') });
}

/** A package as seen from the workspace folder. */
function placeOf(cwd: string | undefined, path: string): string {
  if (cwd === undefined || cwd === '' || cwd === '.') return path;
  const rest = path.replace(/^\.(?:\/|$)/, '');
  return rest === '' ? `./${cwd}` : `./${cwd}/${rest}`;
}

/** Another machine gives a program its own environment, to which the task's variables are added. */
function machineFlags({ on, env = {} }: ArchwayTask): string[] {
  if (!on) return [];
  return [`--on=${on}`, ...Object.entries(env).map(([name, value]) => `--env=${name}=${value}`)];
}

/** `--flag=value`, in one word so that no value is taken for a flag. */
function option(flag: string, value: string | undefined): string[] {
  return value === undefined || value === '' ? [] : [`${flag}=${value}`];
}

function textOf(value: unknown, key: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new TaskDefinitionError(say('task-bad-text', { key }));
}

function flagOf(value: unknown, key: string): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  throw new TaskDefinitionError(say('task-bad-flag', { key }));
}

function variablesOf(value: unknown, key: string): Record<string, string> | undefined {
  if (value === undefined) return undefined;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isObject && Object.values(value).every((item) => typeof item === 'string'))
    return value as Record<string, string>;
  throw new TaskDefinitionError(say('task-bad-variables', { key }));
}

function listOf(value: unknown, key: string): string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new TaskDefinitionError(say('task-bad-list', { key }));
}
