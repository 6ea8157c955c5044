// Running tasks to their end.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './until.ts';

/** Programs are compiled first, for which the standard library of a port may have to be compiled as well. */
export const taskSeconds = 240;

/** Starts a task by `start` and gives the exit status of its process; with a name that of the task of this name. */
export async function exitStatus(start: () => Thenable<unknown>, name?: string): Promise<number | undefined> {
  const ends: vscode.TaskProcessEndEvent[] = [];
  const subscription = vscode.tasks.onDidEndTaskProcess((end) => ends.push(end));
  try {
    assert.ok(await start(), 'no task was started');
    const running = () => vscode.tasks.taskExecutions.map(({ task }) => task.name);
    return (
      await until(
        'the task ends',
        () => ends.find(({ execution }) => isOurs(execution.task, name)),
        running,
        taskSeconds,
      )
    ).exitCode;
  } finally {
    subscription.dispose();
  }
}

/** The task of type archway for which `matches` is true, once VS Code knows it: detected, or in tasks.json. */
export async function findTask(what: string, matches: (task: vscode.Task) => boolean): Promise<vscode.Task> {
  let known: vscode.Task[] = [];
  return until(
    `there is a task that ${what}`,
    async () => {
      known = await vscode.tasks.fetchTasks({ type: 'archway' });
      return known.find(matches);
    },
    () => known.map(({ name, definition }) => ({ name, definition })),
  );
}

/** A task of tasks.json: its label and what the schema of type archway has. */
export type WrittenTask = Readonly<Record<string, unknown>> & { readonly label: string };

/** Runs `work` while the tasks.json of a folder, the first one, has these tasks as well. They are given in this order. */
export async function withTasks(
  added: readonly WrittenTask[],
  work: (...tasks: vscode.Task[]) => Promise<void>,
  folder = vscode.workspace.workspaceFolders![0]!,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('tasks', folder);
  const written = configuration.inspect<object[]>('tasks')!.workspaceFolderValue;
  const all = [...(written ?? []), ...added.map((task) => ({ type: 'archway', ...task }))];
  await configuration.update('tasks', all, vscode.ConfigurationTarget.WorkspaceFolder);
  try {
    const found: vscode.Task[] = [];
    for (const { label } of added) found.push(await findTask(`is ${label}`, ({ name }) => name === label));
    await work(...found);
  } finally {
    await configuration.update('tasks', written, vscode.ConfigurationTarget.WorkspaceFolder);
  }
}

/** The arguments the task gives to archway. */
export function argumentsOf(task: vscode.Task): string[] {
  return (task.execution as vscode.ProcessExecution).args.slice(1);
}

const isOurs = (task: vscode.Task, name = task.name) => task.definition.type === 'archway' && task.name === name;
