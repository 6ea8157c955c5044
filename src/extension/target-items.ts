// The entries of the target picker, as data.
import { say } from '../messages/catalogue.ts';
import { levelOf, levelVariable, parseLevel } from '../platform/levels.ts';
import { parseTargets, portTarget } from '../platform/parse-targets.ts';
import { findPort, type Port, ports } from '../platform/ports.ts';
import { type Target, targetName } from '../platform/target.ts';
import { isTargetChoice, machineTarget } from './target-choice.ts';
import { targetFacts } from './target-facts.ts';

/** An entry of the picker; one with neither choice nor option is a heading. */
export interface TargetItem {
  readonly label: string;
  readonly description?: string;
  /** What `archway --target` takes; `mine` where the user's own targets have to be chosen first. */
  readonly choice?: string;
  readonly isMine?: boolean;
  /** What it changes about the present choice: whether there is cgo, or the level. */
  readonly option?: 'cgo' | 'level';
  /** The port whose levels it leads to. */
  readonly levelsOf?: Port;
}

/** The choice of an entry that asks for the user's own targets. */
export const chooseMine = 'mine';

export interface TargetItemsInput {
  /** The targets that are chosen now. */
  readonly present: readonly Target[];
  /** Whether the present targets are built with cgo. */
  readonly cgo: boolean;
  /** The latest first. */
  readonly recent: readonly string[];
  /** The setting archway.myTargets. */
  readonly mine: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** All entries, group by group. */
export function targetItems({ present, cgo, recent, mine, env }: TargetItemsInput): TargetItem[] {
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
    ...group(say('target-group-options', {}), optionItems(present, cgo)),
    ...portItems(env),
  ];
}

/** What can be changed about the present choice: the level of one target, and cgo where some target can have it. */
function optionItems(present: readonly Target[], cgo: boolean): TargetItem[] {
  const [only, ...more] = present;
  const variable = only && more.length === 0 ? levelVariable(only.goarch) : undefined;
  const port = only && findPort(only.goos, only.goarch);
  const items: TargetItem[] = [];
  if (variable && port) {
    items.push({
      label: say('target-level', { variable: variable.name, port: `${port.goos}/${port.goarch}` }),
      description: say('target-level-hint', { value: levelOf(only) ?? variable.default }),
      option: 'level',
      levelsOf: port,
    });
  }
  if (present.some(({ goos, goarch }) => findPort(goos, goarch)?.cgoSupported)) {
    items.push({
      label: cgo ? say('target-cgo-off', {}) : say('target-cgo-on', {}),
      description: cgo ? say('target-cgo-hint-off', {}) : say('target-cgo-hint-on', {}),
      option: 'cgo',
    });
  }
  return items;
}

/** The levels of a port: each value of its variable, alone and with each option that changes it. */
export function levelItems(port: Port): TargetItem[] {
  const variable = levelVariable(port.goarch);
  if (variable === undefined) return [];
  const written = variable.values.flatMap((value) => [
    value,
    ...variable.options.map((option) => `${value},${option}`),
  ]);
  const levels = new Set(written.flatMap((level) => parseLevel(port.goarch, level) ?? []));
  return [...levels].map((level) => ({
    label: `${variable.name}=${level}`,
    description: level === variable.default ? say('target-level-default', {}) : '',
    choice: targetName({ ...portTarget(port), levels: { [variable.name]: level } }),
  }));
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
          return { label: name, description: targetFacts(portTarget(port), env), choice: name, levelsOf: port };
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
