// A task of the workspace that lacks a tool says so in its terminal: here it is offered what a command offers that starts one.
import { type Disposable, type Task, tasks as taskRunner, type WorkspaceFolder, workspace } from 'vscode';
import { localFolders } from './folders.ts';
import { missingTool, offerToolchain } from './missing-tool.ts';
import { namesOf } from './target-facts.ts';
import type { TargetStore } from './target-store.ts';
import { parseTask, startsProgram, TaskDefinitionError, taskType } from './task-definition.ts';

/** Offers the way to what a task lacks once it has failed; whether it could do its work before, only VS Code would know. */
export function offerMissingTools(store: TargetStore): Disposable {
  return taskRunner.onDidEndTaskProcess(({ execution: { task }, exitCode }) => {
    if (!exitCode || task.definition.type !== taskType || !workspace.isTrusted) return;
    const folder = typeof task.scope === 'object' ? task.scope : localFolders()[0];
    const problem = folder && problemOf(task, folder, store);
    if (problem !== undefined) void offerToolchain(problem);
  });
}

function problemOf({ definition }: Task, folder: WorkspaceFolder, store: TargetStore): string | undefined {
  const { target, on, env } = definition;
  // What VS Code has put in the place of a variable it tells nobody.
  if (JSON.stringify([target, on, env]).includes('${')) return undefined;
  try {
    const task = parseTask(definition);
    if (task.command === 'doctor' || task.command === 'check') return undefined;
    const needs = { ...task, cgo: task.cgo ?? (store.cgo(folder) || undefined) };
    const chosen = store.flag(folder);
    // Of several that the user was asked for, it is not known which it was.
    const names = task.target ? [task.target] : startsProgram(task.command) ? namesOf(chosen) : [chosen];
    const problems = names.map((name) => missingTool(needs, name, folder));
    return problems.every((problem) => problem !== undefined) ? problems[0] : undefined;
  } catch (error) {
    if (error instanceof TaskDefinitionError) return undefined;
    throw error;
  }
}
