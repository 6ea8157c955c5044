// Reads what the tests in the extension host tell, while they run.
import { existsSync, readFileSync } from 'node:fs';
import type { TestEvent } from '../../test/vscode/results.ts';

export interface Follower {
  /** All that was told so far. */
  readonly events: readonly TestEvent[];
  /** Takes in what was told since, and whether that is anything. */
  read(): boolean;
}

/** Follows a file of results, and tells each test as it ends. */
export function followResults(path: string, onTest: (event: TestEvent) => void): Follower {
  const events: TestEvent[] = [];
  const read = () => {
    // What follows the last line end is a line that is being written.
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
    const news = lines.slice(events.length).map((line) => JSON.parse(line) as TestEvent);
    events.push(...news);
    news.forEach(onTest);
    return news.length > 0;
  };
  return { events, read };
}
