// Delve, Go's own debugger, where it can be used: for the port it was built for, as it has no use for an emulator.
import type { Target } from '../platform/target.ts';
import { findProgram } from './find-program.ts';
import { isHost } from './host.ts';

/**
 * The ports that Delve supports without a build tag for experiments (pkg/proc/native/support_sentinel*.go of Delve
 * 1.25: linux/386, amd64 and arm64, darwin/amd64 and arm64, windows/amd64 and arm64, freebsd/amd64 and arm64).
 */
const supported: Readonly<Record<string, readonly string[]>> = {
  linux: ['386', 'amd64', 'arm64'],
  darwin: ['amd64', 'arm64'],
  windows: ['amd64', 'arm64'],
  freebsd: ['amd64', 'arm64'],
};

/** Whether Delve debugs a target's programs on this machine. */
export function delveDebugs(target: Target): boolean {
  return isHost(target) && (supported[target.goos]?.includes(target.goarch) ?? false);
}

/** Delve on PATH; undefined where there is none, or it is of no use for the target. */
export function findDelve(target: Target, env: NodeJS.ProcessEnv): string | undefined {
  return delveDebugs(target) ? findProgram(['dlv'], env) : undefined;
}
