// What is known of a target that helps to choose it: word size, byte order, and how its programs run on this machine.
import { say } from '../messages/catalogue.ts';
import { linuxNames } from '../platform/linux-names.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { findPort } from '../platform/ports.ts';
import { shortChoice as inFewWords } from '../platform/short-choice.ts';
import { type Target, targetName } from '../platform/target.ts';
import { runsNatively } from '../toolchain/host.ts';
import { findQemu } from '../toolchain/qemu.ts';
import { machineTarget } from './target-choice.ts';

/** `64-bit little endian, runs here under QEMU`. `env` has the PATH that QEMU is looked for on. */
export function targetFacts(target: Target, env: NodeJS.ProcessEnv): string {
  const port = findPort(target.goos, target.goarch);
  const how = howItRuns(target, env);
  if (port === undefined) return how;
  const endianness = port.endianness === 'big' ? say('target-endian-big', {}) : say('target-endian-little', {});
  return `${say('target-facts', { bits: port.bits, endianness })} · ${how}`;
}

function howItRuns(target: Target, env: NodeJS.ProcessEnv): string {
  if (runsNatively(target)) return say('target-runs-native', {});
  if (process.platform !== 'linux' || linuxNames(target) === undefined) return say('target-builds-only', {});
  return findQemu(target, env) === undefined ? say('target-runs-not', {}) : say('target-runs-qemu', {});
}

/** A choice in few words. Empty is this machine. */
export function shortChoice(choice: string): string {
  return inFewWords(choice || machineTarget());
}

/** The names of all targets of a choice. */
export function namesOf(choice: string): string[] {
  return parseTargets(choice || machineTarget()).map(targetName);
}
