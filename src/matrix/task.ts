// What the go command does for one target of a matrix, as a task.
import { devNull } from 'node:os';
import type { Target } from '../platform/target.ts';
import { type BuildOptions, buildTask, vetTask } from '../toolchain/build.ts';
import type { Go } from '../toolchain/go.ts';
import { ANY_LOADER, findLauncher } from '../toolchain/launcher.ts';
import type { Task } from '../toolchain/task.ts';
import { knowsFullpath, testTask, testTimeout } from '../toolchain/test.ts';
import type { MatrixCommand } from './events.ts';

/** What the go command does for every target. */
export interface GoWork extends Omit<BuildOptions, keyof TargetPart> {
  readonly go: Go;
  readonly command: MatrixCommand;
  readonly env: NodeJS.ProcessEnv;
  /** Whether cgo was asked for, which not every target has. */
  readonly cgo: boolean;
}

/** What of the build options each target has its own of. */
export type TargetPart = Pick<BuildOptions, 'packages' | 'processes' | 'compiler'>;

/**
 * Builds, vets or tests packages for a target and keeps nothing.
 * @throws {ToolError} where nothing starts the target's tests here
 */
export function matrixTask(work: GoWork, target: Target, part: TargetPart): Task {
  const { go, command, env } = work;
  const options = { ...work, ...part };
  switch (command) {
    case 'build':
      return buildTask(go.path, target, options, devNull);
    case 'vet':
      return vetTask(go.path, target, options);
    case 'test': {
      const launcher = findLauncher(target, env, target.cgo && !work.static ? ANY_LOADER : undefined);
      const timeout = testTimeout(launcher, {}, env);
      return testTask(go.path, target, launcher, { ...options, timeout, json: true, fullpath: knowsFullpath(go) });
    }
  }
}
