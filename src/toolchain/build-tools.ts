// What must be there before anything is built for a target.
import { message } from '../messages/catalogue.ts';
import { type Target, targetName } from '../platform/target.ts';
import { type CCompiler, type LinkOptions, requireCCompiler } from './cross-compiler.ts';
import { type Go, requirePort } from './go.ts';
import { ToolError } from './tool-error.ts';

/** What a build asks for that not every target or machine has. */
export interface Wishes extends LinkOptions {
  /** Whether the user asked for cgo: a target without it is an error then, where it is else built without. */
  readonly cgo?: boolean;
}

/**
 * Checks that a target can be built for, and finds the C compiler it needs; undefined for a build without cgo.
 *
 * @throws {ToolError} where Go has no cgo for it that was asked for, this Go has no such port, or there is no C compiler.
 */
export function requireBuildTools(
  go: Go,
  target: Target,
  env: NodeJS.ProcessEnv,
  wishes: Wishes = {},
): CCompiler | undefined {
  if (wishes.cgo && !target.cgo) throw new ToolError(message('tool-no-cgo', { target: targetName(target) }));
  requirePort(go, target);
  return requireCCompiler(target, env, wishes);
}
