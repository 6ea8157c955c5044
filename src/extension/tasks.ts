// The tasks of type `archway`: those detected in the workspace, those of tasks.json, and those that commands start.
import { homedir } from 'node:os';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import {
  type CancellationToken,
  type ExtensionContext,
  ProcessExecution,
  Task,
  TaskGroup,
  TaskPanelKind,
  type TaskProvider,
  TaskRevealKind,
  Uri,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import { say } from '../messages/catalogue.ts';
import { currentLanguage } from '../messages/translation.ts';
import { listPackages, type PackageEntry, type PackagesParams } from '../server/protocol.ts';
import type { Task as Process } from '../toolchain/task.ts';
import type { Client } from './client.ts';
import { oneTargetCommand } from './command-ids.ts';
import { localFolders } from './folders.ts';
import { namesOf } from './target-facts.ts';
import type { TargetStore } from './target-store.ts';
import {
  type ArchwayTask,
  commandLine,
  packagesOf,
  parseTask,
  startsProgram,
  type TaskCommand,
  TaskDefinitionError,
  taskName,
  taskType,
} from './task-definition.ts';
import { toolsEnvironment } from './tools-environment.ts';

/** Where programs are built to, in the folder of their module; with several targets it gets a folder for each. */
export const programFolder = 'bin/';

/** The problem matchers of each command. What check finds is in the Problems view already. */
const problemMatchers: Readonly<Record<TaskCommand, string[]>> = {
  build: ['$archway-go'],
  run: ['$archway-go', '$archway-panic'],
  test: ['$archway-go', '$archway-go-test', '$archway-panic'],
  debug: ['$archway-go', '$archway-panic'],
  vet: ['$archway-go'],
  'install-std': ['$archway-go'],
  matrix: ['$archway-go'],
  check: [],
  doctor: [],
};

/** Makes tasks. */
export class Tasks implements TaskProvider {
  readonly #program: string;
  readonly #store: TargetStore;
  readonly #client: Client;

  constructor(context: ExtensionContext, store: TargetStore, client: Client) {
    this.#program = join(context.extensionPath, 'dist', 'cli.js');
    this.#store = store;
    this.#client = client;
  }

  /** Programs to build and run and modules to test, in all folders. None before the server runs: it is the one that knows. */
  async provideTasks(token: CancellationToken): Promise<Task[]> {
    if (!workspace.isTrusted || !this.#client.isRunning) return [];
    const found = await Promise.all(
      localFolders().map(async (folder) => {
        const packages = await this.packages(folder, token).catch(() => []);
        return detectedTasks(packages, folder).map((definition) => this.make(definition, folder));
      }),
    );
    return found.flat();
  }

  /** A task of tasks.json. */
  resolveTask(task: Task): Task | undefined {
    if (!workspace.isTrusted) return undefined;
    const folder = typeof task.scope === 'object' ? task.scope : localFolders()[0];
    if (folder === undefined) return undefined;
    try {
      const made = this.make(parseTask(task.definition), folder);
      // The definition has to stay the one it was asked for with.
      const resolved = new Task(task.definition, folder, task.name, taskType, made.execution, made.problemMatchers);
      resolved.presentationOptions = made.presentationOptions;
      return resolved;
    } catch (error) {
      if (!(error instanceof TaskDefinitionError)) throw error;
      void window.showErrorMessage(say('task-bad-definition', { task: task.name, problem: error.message }));
      return undefined;
    }
  }

  /** The packages of a folder, as the server knows them. */
  packages(folder: WorkspaceFolder, token?: CancellationToken): Promise<PackageEntry[]> {
    const params: PackagesParams = { folder: folder.uri.toString() };
    return this.#client.request<PackageEntry[]>(listPackages, params, token);
  }

  /** The process of a task for a part of the extension that reads what it prints: VS Code gives that of no task. */
  process(
    definition: ArchwayTask & { readonly target: string },
    flags: readonly string[],
    folder: WorkspaceFolder,
  ): Process {
    return {
      argv: this.#argv(commandLine(this.#withCgo(definition, folder), definition.target, flags)),
      env: { ...environment(folder), ...definition.env },
      cwd: workingFolder(definition, folder),
    };
  }

  /** The process that examines the tools for some targets, for the Toolchain view. */
  doctorProcess(targets: readonly string[], folder: WorkspaceFolder): Process {
    return {
      argv: this.#argv(['doctor', '--format=json', `--targets=${targets.join(',')}`]),
      env: environment(folder),
      cwd: folder.uri.fsPath,
    };
  }

  /** The process that is the debug adapter of a program under QEMU, with the command line of the GDB that it stands before. */
  gdbAdapterProcess(gdb: readonly string[], folder: WorkspaceFolder | undefined): Process {
    return {
      argv: this.#argv(['gdb-adapter', '--', ...gdb]),
      env: environment(folder),
      cwd: folder?.uri.fsPath ?? homedir(),
    };
  }

  /** What does not say whether it is built with cgo follows the folder. */
  #withCgo(definition: ArchwayTask, folder: WorkspaceFolder): ArchwayTask {
    return { ...definition, cgo: definition.cgo ?? (this.#store.cgo(folder) || undefined) };
  }

  #argv(args: readonly string[]): [string, ...string[]] {
    return [process.execPath, this.#program, ...args];
  }

  /** The task for a definition, with more flags where they are given. */
  make(definition: ArchwayTask, folder: WorkspaceFolder, flags: readonly string[] = []): Task {
    const { command } = definition;
    const chosen = this.#store.flag(folder);
    const target = startsProgram(command) && namesOf(chosen).length > 1 ? `\${command:${oneTargetCommand}}` : chosen;
    const args = commandLine(inFolder(this.#withCgo(definition, folder), folder), target, flags);
    const [program, ...rest] = this.#argv(args);
    const execution = new ProcessExecution(program, rest, {
      cwd: workingFolder(definition, folder),
      env: { ...environment(folder), ...definition.env },
    });
    const task = new Task(
      { ...definition },
      folder,
      taskName(definition),
      taskType,
      execution,
      problemMatchers[command],
    );
    task.detail = ['archway', ...args.filter((word) => word !== '--fullpath')].join(' ');
    if (command === 'build' || command === 'matrix') task.group = TaskGroup.Build;
    if (command === 'test') task.group = TaskGroup.Test;
    task.presentationOptions = {
      reveal: TaskRevealKind.Always,
      // A program that is debugged keeps its terminal while another task runs.
      panel: command === 'debug' ? TaskPanelKind.Dedicated : TaskPanelKind.Shared,
      clear: true,
      showReuseMessage: false,
      // Of no use to a reader: the path of the editor's Node.js and of our program. The task's details say it in short.
      echo: false,
    };
    return task;
  }
}

/** Building and running each main package, and testing each module. They name no target: they follow the chosen one. */
function detectedTasks(packages: readonly PackageEntry[], folder: WorkspaceFolder): ArchwayTask[] {
  const programs = packages.filter((entry) => entry.isMain).map((entry) => packageIn(entry, folder));
  const modules = new Set(packages.filter((entry) => entry.hasTests).map((entry) => entry.module));
  return [
    ...programs.map((at): ArchwayTask => ({ type: taskType, command: 'build', ...at, output: programFolder })),
    ...programs.map((at): ArchwayTask => ({ type: taskType, command: 'run', ...at })),
    ...[...modules].map(
      (module): ArchwayTask => ({ type: taskType, command: 'test', package: './...', ...folderOf(module, folder) }),
    ),
  ];
}

/** A package as the go command takes it in the folder of its module. */
export function packageIn(entry: PackageEntry, folder: WorkspaceFolder): Pick<ArchwayTask, 'package' | 'cwd'> {
  const at = folderOf(entry.module, folder);
  const path = posix.relative(at.cwd ?? '.', posix.normalize(entry.path));
  return { ...at, package: path === '' ? '.' : `./${path}` };
}

/** The folder of a module, relative to the workspace folder; nothing where it is that. */
export function folderOf(module: string, folder: WorkspaceFolder): Pick<ArchwayTask, 'cwd'> {
  const cwd = relative(folder.uri.fsPath, Uri.parse(module).fsPath).split(sep).join('/');
  return cwd === '' ? {} : { cwd };
}

/** Check names files relative to the folder it runs in, and its problem matcher knows only that of the workspace. */
function inFolder(task: ArchwayTask, folder: WorkspaceFolder): ArchwayTask {
  if (task.command !== 'check' || task.cwd === undefined) return task;
  return { ...task, package: packagesOf(task).map((path) => absolute(path, absolute(task.cwd!, folder.uri.fsPath))) };
}

function workingFolder({ command, cwd }: ArchwayTask, folder: WorkspaceFolder): string {
  return command === 'check' || cwd === undefined ? folder.uri.fsPath : absolute(cwd, folder.uri.fsPath);
}

/** A path that may begin with a variable of tasks.json, which VS Code fills in later. */
function absolute(path: string, base: string): string {
  return isAbsolute(path) || path.startsWith('${') ? path : join(base, path);
}

/** What the program needs to be run by the editor's own Node, and the user's variables. */
function environment(folder: WorkspaceFolder | undefined): Record<string, string> {
  return {
    ELECTRON_RUN_AS_NODE: '1',
    // The terminal speaks the editor's language.
    ...(currentLanguage() === 'zh-cn' && { LANGUAGE: 'zh_CN' }),
    ...toolsEnvironment(folder),
  };
}
