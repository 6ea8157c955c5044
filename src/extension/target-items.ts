// The entries of the target picker, as data.
import { say } from '../messages/catalogue.ts';
import { parseTargets, portTarget } from '../platform/parse-targets.ts';
import { ports } from '../platform/ports.ts';
import { targetName } from '../platform/target.ts';
import { targetFacts } from './target-facts.ts';
import { isTargetChoice, machineTarget } from './target-store.ts';

/** The choices that stand for the user's own targets; `undefined` stands for a heading. */
export interface TargetItem {
  readonly label: string;
  readonly description?: string;
  /** What `archway --target` takes; `mine` where the user's own targets have to be chosen first; absent in a heading. */
  readonly choice?: string;
  readonly isMine?: boolean;
}

/** The choice of an entry that asks for the user's own targets. */
export const chooseMine = 'mine';

export interface TargetItemsInput {
  /** The latest first. */
  readonly recent: readonly string[];
  /** The setting archway.myTargets. */
  readonly mine: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** All entries, group by group. */
export function targetItems({ recent, mine, env }: TargetItemsInput): TargetItem[] {
  const own = mine.filter((name) => name !== '' && isTargetChoice(name)).join(',');
  const presets: TargetItem[] = [
    { label: say('target-kubernetes', {}), description: membersOf('kubernetes'), choice: 'kubernetes' },
    { label: say('target-all-linux', {}), description: membersOf('linux'), choice: 'linux' },
    {
      label: say('target-mine', {}),
      description: own === '' ? say('target-mine-empty', {}) : own.replaceAll(',', ', '),
      choice: own === '' ? chooseMine : own,
      isMine: true,
    },
    { label: say('target-this-machine', {}), description: machineTarget(), choice: '' },
  ];
  return [
    ...group(
      say('target-group-recent', {}),
      recent.map((choice) => ({ label: choice.replaceAll(',', ', '), description: factsOf(choice, env), choice })),
    ),
    ...group(say('target-group-presets', {}), presets),
    ...portItems(env),
  ];
}

/** Every port of Go by its system; linux first, as that is what most people port to. */
export function portItems(env: NodeJS.ProcessEnv): TargetItem[] {
  const systems = ['linux', ...new Set(ports.map((port) => port.goos).filter((goos) => goos !== 'linux'))];
  return systems.flatMap((goos) =>
    group(
      goos,
      ports
        .filter((port) => port.goos === goos)
        .map((port) => {
          const name = `${port.goos}/${port.goarch}`;
          return { label: name, description: targetFacts(portTarget(port), env), choice: name };
        }),
    ),
  );
}

/** The entry for what a user has typed, where that is a target which is no entry by itself: a level, a pattern, a list. */
export function typedItem(text: string, env: NodeJS.ProcessEnv, items: readonly TargetItem[]): TargetItem | undefined {
  const choice = text.replaceAll(/\s/g, '');
  if (choice === '' || !isTargetChoice(choice) || items.some((item) => item.choice === choice)) return undefined;
  return { label: say('target-typed', { target: choice }), description: factsOf(choice, env), choice };
}

function group(label: string, items: readonly TargetItem[]): TargetItem[] {
  return items.length === 0 ? [] : [{ label }, ...items];
}

function factsOf(choice: string, env: NodeJS.ProcessEnv): string {
  const targets = parseTargets(choice);
  return targets.length === 1 ? targetFacts(targets[0]!, env) : targets.map(targetName).join(', ');
}

/** So many targets of a preset are named. */
const NAMED = 5;

function membersOf(preset: string): string {
  const names = parseTargets(preset).map(targetName);
  return names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} …` : names.join(', ');
}
