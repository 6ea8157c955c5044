// A user's choice of targets in few words, for places with little room: the status bar, lenses, titles.
import { say } from '../messages/catalogue.ts';
import { parseTargets } from './parse-targets.ts';
import { targetName } from './target.ts';

/** What `archway --target` takes in few words: `linux/arm64`, `kubernetes`, `linux/arm and 2 more`. */
export function shortChoice(choice: string): string {
  if (!choice.includes(',')) return choice;
  const [first, ...rest] = parseTargets(choice).map(targetName);
  return rest.length === 0 ? first! : say('target-several', { first: first!, count: rest.length });
}
