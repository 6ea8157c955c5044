// Processes of this machine, by their ids.
import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process runs: one that has ended stays until its parent asks for its status, in containers for ever. */
export function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The ids of the processes that run with a variable in their environment. */
export function processesWith(name: string, value: string): number[] {
  const isOne = (pid: number) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${name}=${value}`) && isAlive(pid);
    } catch {
      return false;
    }
  };
  return readdirSync('/proc').map(Number).filter(isOne);
}
