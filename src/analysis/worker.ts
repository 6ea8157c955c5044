// The entry of a worker thread: checks the packages it is given.
import { Tinypool } from 'tinypool';
import { setLanguage } from '../messages/set-language.ts';
import type { Job, Task, TaskResult } from './job.ts';
import { loadParsers } from './parsers.ts';
import { Session } from './session.ts';

let session: Session | undefined;

/** Does one task of the job the thread was started for. What it learns of packages stays for the next one. */
export default async function work(task: Task): Promise<TaskResult> {
  if (!session) {
    const job = Tinypool.workerData as Job;
    setLanguage(job.language);
    await loadParsers();
    session = new Session(job);
  }
  return session.check(task);
}
