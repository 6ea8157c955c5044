// The commands that build, run and examine: they make tasks, which the command line carries out.
import { type TaskExecution, tasks as taskRunner, Uri, type WorkspaceFolder, window } from 'vscode';
import { say } from '../../messages/catalogue.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import { type CheckTargetsParams, checkTargets, clientCommands, type PackageEntry } from '../../server/protocol.ts';
import { oneTargetCommand } from '../command-ids.ts';
import { chooseFolder, clearFolder, localFolders } from '../folders.ts';
import { missingTool, offerToolchain } from '../missing-tool.ts';
import type { Handlers, Parts } from '../parts.ts';
import { namesOf, shortChoice, targetFacts } from '../target-facts.ts';
import { type ArchwayTask, startsProgram, taskType } from '../task-definition.ts';
import { folderOf, packageIn, programFolder } from '../tasks.ts';
import { fullEnvironment } from '../tools-environment.ts';
import { requireTrust } from '../trust.ts';
import { activeFirst, isActive, packageOf } from './active-file.ts';

export function buildHandlers(parts: Parts): Handlers {
  return {
    'archway.build': () => build(parts, (folder) => Promise.resolve(parts.targets.flag(folder))),
    'archway.buildAll': () => build(parts, (folder) => checkedTargets(parts, folder)),
    'archway.run': () => runProgram(parts),
    [clientCommands.runProgram]: (uri: string) => runProgramOf(parts, Uri.parse(uri)),
    'archway.doctor': () => inTrustedFolder((folder) => execute(parts, { type: taskType, command: 'doctor' }, folder)),
    [oneTargetCommand]: () => chooseOneTarget(parts, concernedFolders()),
  };
}

/** Starts a task and shows its terminal, which is named after the task and its target. */
export async function execute(
  parts: Parts,
  definition: ArchwayTask,
  folder: WorkspaceFolder,
): Promise<TaskExecution | undefined> {
  if (definition.command === 'doctor') return taskRunner.executeTask(parts.tasks.make(definition, folder));
  const takesOne = startsProgram(definition.command);
  const target = definition.target ?? (takesOne ? await chooseOneTarget(parts, [folder]) : parts.targets.flag(folder));
  if (target === undefined) return undefined;
  const problem = missingTool(definition, target, folder);
  if (problem !== undefined) {
    void offerToolchain(problem);
    return undefined;
  }
  const task = parts.tasks.make({ ...definition, target }, folder);
  task.name = say('task-for', { task: task.name, target: shortChoice(target) });
  return taskRunner.executeTask(task);
}

/** Does the work in the folder that it is about, if programs may be started there. */
export async function inTrustedFolder<T>(work: (folder: WorkspaceFolder) => Promise<T>): Promise<T | undefined> {
  if (!requireTrust()) return undefined;
  const folder = await chooseFolder();
  return folder && (await work(folder));
}

/** Builds a program or all packages of a module, as the user chooses, for the targets that `targetOf` gives. */
function build(parts: Parts, targetOf: (folder: WorkspaceFolder) => Promise<string>) {
  return inTrustedFolder(async (folder) => {
    const [packages, target] = await Promise.all([parts.tasks.packages(folder), targetOf(folder)]);
    const task = await chooseBuild(packages, target, folder);
    return task && execute(parts, { ...task, target }, folder);
  });
}

async function chooseBuild(packages: readonly PackageEntry[], target: string, folder: WorkspaceFolder) {
  const base = { type: taskType, command: 'build' } as const;
  const programs = activeFirst(packages.filter((entry) => entry.isMain)).map((entry) => ({
    label: entry.path,
    description: say('command-build-into', { folder: programFolder }),
    iconPath: undefined,
    task: { ...base, ...packageIn(entry, folder), output: programFolder } satisfies ArchwayTask,
  }));
  const modules = [...new Set(activeFirst(packages).map((entry) => entry.module))].map((module) => {
    const at = folderOf(module, folder);
    return {
      label: say('command-all-packages', { module: at.cwd === undefined ? folder.name : at.cwd }),
      description: say('command-all-packages-hint', {}),
      task: { ...base, ...at, package: './...' } satisfies ArchwayTask,
    };
  });
  if (modules.length === 0) {
    void window.showInformationMessage(say('command-no-packages', { folder: folder.name }));
    return undefined;
  }
  const items: { label: string; description: string; task: ArchwayTask }[] = [...programs, ...modules];
  if (items.length === 1) return items[0]!.task;
  const title = say('command-build-title', { target: shortChoice(target) });
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.task;
}

/** The targets the folder is checked for, as `--target` takes them. */
export async function checkedTargets(parts: Parts, folder: WorkspaceFolder): Promise<string> {
  const params: CheckTargetsParams = { folder: folder.uri.toString() };
  return (await parts.client.request<string[]>(checkTargets, params)).join(',');
}

function runProgram(parts: Parts) {
  return inTrustedFolder(async (folder) => {
    const entry = await chooseProgram(parts, folder, 'command-run-title');
    return entry && execute(parts, { type: taskType, command: 'run', ...packageIn(entry, folder) }, folder);
  });
}

/** A main package of a folder, asked for where there are several; undefined, and a message, where there is none. */
export async function chooseProgram(
  parts: Parts,
  folder: WorkspaceFolder,
  titleId: 'command-run-title' | 'command-debug-title',
): Promise<PackageEntry | undefined> {
  const programs = activeFirst((await parts.tasks.packages(folder)).filter((entry) => entry.isMain));
  if (programs.length === 0) {
    void window.showInformationMessage(say('command-no-main', { folder: folder.name }));
    return undefined;
  }
  const items = programs.map((entry) => ({
    label: entry.path,
    description: isActive(entry) ? say('command-active-file', {}) : '',
    entry,
  }));
  const title = say(titleId, { target: shortChoice(parts.targets.get(folder)) });
  return (items.length === 1 ? items[0] : await window.showQuickPick(items, { title }))?.entry;
}

/** Runs the program a file belongs to, in the folder of the file: so it does not matter which module it is in. */
async function runProgramOf(parts: Parts, file: Uri): Promise<TaskExecution | undefined> {
  if (!requireTrust()) return undefined;
  const folder = await chooseFolder(file);
  return folder && execute(parts, { type: taskType, command: 'run', ...packageOf(file, folder) }, folder);
}

/** The folders a task can be about that VS Code is about to start: it does not say which. */
function concernedFolders(): readonly WorkspaceFolder[] {
  const clear = clearFolder();
  return clear ? [clear] : localFolders();
}

/** One of the targets chosen for the folders, asked for where there are several. VS Code starts no task where this gives nothing. */
export async function chooseOneTarget(
  { targets }: Parts,
  folders: readonly WorkspaceFolder[],
): Promise<string | undefined> {
  const names = [...new Set(folders.flatMap((folder) => namesOf(targets.get(folder))))];
  if (names.length === 1) return names[0];
  const env = fullEnvironment(folders[0]);
  const items = names.map((name) => ({ label: name, description: targetFacts(parseTargets(name)[0]!, env) }));
  const title = say('target-one-title', { folder: folders.map((folder) => folder.name).join(', ') });
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.label;
}
