// The packages of a workspace that can be run or tested, for tasks.
import type { Workspace } from '../module/workspace.ts';

/** A package that is a program or has tests, or both. */
export interface RunnablePackage {
  /** Absolute folder. */
  readonly dir: string;
  /** Absolute folder of its module. */
  readonly moduleDir: string;
  readonly isMain: boolean;
  readonly hasTests: boolean;
}

/** The programs and tested packages at and below a folder, whatever targets they are for, in the order of their folders. */
export function runnablePackages(_workspace: Workspace, _dir: string): RunnablePackage[] {
  return [];
}
