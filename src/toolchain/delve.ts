// Delve, Go's own debugger, where it can be used: for the port it was built for, as it has no use for an emulator.
import type { Target } from '../platform/target.ts';
import { findProgram } from './find-program.ts';
import { isHost } from './host.ts';

/** The ports that Delve 1.27 supports without a build tag for experiments (pkg/proc/native/support_sentinel*.go). */
const supported: Readonly<Record<string, readonly string[]>> = {
  linux: ['386', 'amd64', 'arm64', 'ppc64le'],
  darwin: ['amd64', 'arm64'],
  windows: ['amd64'],
  freebsd: ['amd64'],
};

/** Whether there is a Delve for a port. */
export function delveSupports({ goos, goarch }: Pick<Target, 'goos' | 'goarch'>): boolean {
  return supported[goos]?.includes(goarch) ?? false;
}

/**
 * Whether Delve debugs a target's programs on this machine. Those of a port that the machine merely runs it does not: a Delve for
 * amd64 starts a program for 386, and lets it run past all breakpoints.
 */
export function delveDebugs(target: Target): boolean {
  return isHost(target) && delveSupports(target);
}

/** Delve on PATH; undefined where there is none, or it is of no use for the target. */
export function findDelve(target: Target, env: NodeJS.ProcessEnv): string | undefined {
  return delveDebugs(target) ? findProgram(['dlv'], env) : undefined;
}
