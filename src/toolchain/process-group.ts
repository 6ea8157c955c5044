// Ends a process and everything it started, by the process group it leads.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** How long the kernel may take to remove killed processes before we stop watching it, in milliseconds. */
const KILL_WAIT = 2000;
const POLL_INTERVAL = 30;

/**
 * Ends all processes of a group: sends `first`, and SIGKILL to what is left after the grace (milliseconds). On Windows,
 * which has no groups, ends the process `group` and its descendants at once.
 */
export async function endGroup(group: number, first: NodeJS.Signals, grace: number): Promise<void> {
  if (process.platform === 'win32') {
    const { execa } = await import('execa');
    await execa('taskkill', ['/pid', String(group), '/T', '/F'], { reject: false });
    return;
  }
  signalGroup(group, first);
  if (await groupEnds(group, grace)) return;
  signalGroup(group, 'SIGKILL');
  await groupEnds(group, KILL_WAIT);
}

/** Sends a signal to a process group; false when no process of it is left. Signal 0 only asks. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

async function groupEnds(group: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (signalGroup(group, 0) && isAlive(group)) {
    if (performance.now() > deadline) return false;
    await delay(POLL_INTERVAL);
  }
  return true;
}

/**
 * Whether a group has a process that still runs. One that has ended stays in its group until its parent asks for its
 * status; orphans in a container wait for that as long as its first process likes.
 */
function isAlive(group: number): boolean {
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((pid) => {
    if (!/^\d/.test(pid)) return false;
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The second field is the program's name in parentheses, which may hold anything.
      const [state, , itsGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(itsGroup) === group && state !== 'Z' && state !== 'X';
    } catch {
      // It ended meanwhile.
      return false;
    }
  });
}
