// A user's choice of targets, as a text.
import { parseTargets } from '../platform/parse-targets.ts';
import { hostPort } from '../toolchain/host.ts';

/** What `archway --target` takes: `linux/arm64`, `linux/arm/6`, `kubernetes`, a list. Empty for this machine's own port. */
export type TargetChoice = string;

/** Whether a text is one that `archway --target` takes, or empty. */
export function isTargetChoice(text: string): boolean {
  if (text === '') return true;
  try {
    return parseTargets(text).length > 0;
  } catch {
    return false;
  }
}

/** The port of the machine that the extension runs on, which in a remote window is the remote one. */
export function machineTarget(): string {
  const { goos, goarch } = hostPort();
  return `${goos}/${goarch}`;
}
