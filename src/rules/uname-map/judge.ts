// Which targets a choice by the architecture sends to a name that is not theirs.
import { type ArchValue, type Asked, type Branch, type Choice, matchesPattern } from '../../formats/choice.ts';
import { onlySystem } from '../../formats/words.ts';
import { aliasesOf } from '../../platform/aliases.ts';
import { linuxNames } from '../../platform/linux-names.ts';
import { machineNames } from '../../platform/machines.ts';
import { architectures } from '../../platform/ports.ts';
import type { Target, TargetList, TargetSet } from '../../platform/target.ts';

/** A name that some targets get and that is another architecture's. */
export interface Misfit {
  readonly value: ArchValue;
  readonly choice: Choice;
  readonly targets: TargetSet;
  /** The branch's pattern, and the first name that it matches; undefined where no branch does. */
  readonly match: { readonly pattern: string; readonly name: string } | undefined;
}

/** The wrong names of choices that stand together: in one document, or in one function. */
export function misfits(choices: readonly Choice[], targets: TargetList): Misfit[] {
  const stopped = targets.where((target) => choices.some((choice) => stops(choice, target)));
  const named = namedBySlot(choices, targets);
  const found: Misfit[] = [];
  for (const choice of choices) {
    const translated = slotsTranslated(choice);
    if (translated.size === 0) continue;
    const reached = targets.where((target) => isReached(choice, target)) & ~stopped;
    const taken = new Map(targets.members(reached).map((target) => [target, branchFor(choice, target)]));
    for (const branch of choice.branches) {
      for (const value of branch.values.filter(({ slot }) => translated.has(slot))) {
        const isWrong = (target: Target) =>
          taken.get(target) === branch &&
          !fits(value, target) &&
          !isFamilyName(value, target, matchFor(choice, target));
        const set = reached & targets.where(isWrong);
        const [first] = targets.members(set);
        if (first !== undefined) found.push({ value, choice, targets: set, match: matchFor(choice, first) });
      }
    }
    for (const value of choice.fallback.values.filter(({ slot }) => translated.has(slot))) {
      // Another choice of the same variable may take care of more targets.
      const set = reached & ~(named.get(value.slot) ?? 0) & targets.where((target) => !fits(value, target));
      if (set !== 0) found.push({ value, choice, targets: set, match: undefined });
    }
  }
  return found;
}

/** By slot the targets that some choice which fills it names. */
function namedBySlot(choices: readonly Choice[], targets: TargetList): Map<string, TargetSet> {
  const named = new Map<string, TargetSet>();
  for (const choice of choices) {
    const slots = new Set(choice.branches.flatMap(({ values }) => values.map(({ slot }) => slot)));
    if (slots.size === 0) continue;
    const set = targets.where((target) => branchFor(choice, target) !== undefined);
    for (const slot of slots) named.set(slot, (named.get(slot) ?? 0) | set);
  }
  return named;
}

function isReached({ goos, asked }: Choice, target: Target): boolean {
  return (goos === undefined || goos === target.goos) && askedNames(asked, target).length > 0;
}

/** The branch that a target takes: the first that matches the name it usually has, or else another of its names. */
function branchFor({ asked, branches }: Choice, target: Target): Branch | undefined {
  for (const name of askedNames(asked, target)) {
    const found = branches.find(({ patterns }) => patterns.some((pattern) => matchesPattern(pattern, name)));
    if (found !== undefined) return found;
  }
  return undefined;
}

function matchFor({ asked, branches }: Choice, target: Target): Misfit['match'] {
  for (const name of askedNames(asked, target)) {
    const pattern = branches.flatMap(({ patterns }) => patterns).find((one) => matchesPattern(one, name));
    if (pattern !== undefined) return { pattern, name };
  }
  return undefined;
}

/** Whether a choice ends in an error on a target. */
function stops(choice: Choice, target: Target): boolean {
  return isReached(choice, target) && (branchFor(choice, target) ?? choice.fallback).fails;
}

/**
 * The slots into which some branch puts the name of the very architecture it is for: it translates names. Where the name that is asked is
 * of unknown origin, two branches have to.
 */
function slotsTranslated({ branches, asked }: Choice): Set<string> {
  const slots = new Set<string>();
  const once = new Set<string>();
  for (const { patterns, values } of branches) {
    for (const { slot, goarch } of values) {
      const own = [goarch, ...aliasesOf(goarch), ...(asked === 'system-machine' ? systemNames(goarch) : [])];
      if (patterns.some((pattern) => own.some((name) => matchesPattern(pattern, name)))) {
        if (asked !== 'any' || once.has(slot)) slots.add(slot);
        once.add(slot);
      }
    }
  }
  return slots;
}

function systemNames(goarch: string): string[] {
  return aliasesOf(goarch).flatMap((name) => [`Linux ${name}`, `Darwin ${name}`]);
}

/** What a target may answer, the usual name first; nothing where that is not known. */
export function askedNames(asked: Asked, target: Target): readonly string[] {
  const machines = machineNames(target);
  switch (asked) {
    case 'machine':
      return machines;
    case 'system-machine':
      return machines.map((name) => `${target.goos === 'darwin' ? 'Darwin' : 'Linux'} ${name}`);
    case 'debian':
      return [linuxNames(target)?.debian].filter((name) => name !== undefined);
    case 'goarch':
      return [target.goarch];
    case 'any':
      // `mips64` is what a mips64le machine says, and what Go calls another architecture.
      return [target.goarch, ...aliasesOf(target.goarch), ...machines.filter((name) => !architectures.has(name))];
  }
}

/** Architectures that many programs make no difference between. */
const families = ['mips', 'ppc'];

/** Whether a name may stand for all architectures of a family: part of a longer word, or what a pattern for the family gives. */
function isFamilyName({ goarch, name, text }: ArchValue, target: Target, match: Misfit['match']): boolean {
  const isSame = families.some((family) => goarch.startsWith(family) && target.goarch.startsWith(family));
  return isSame && (text !== name || match?.pattern !== match?.name);
}

/** What runs the programs of another architecture as well. */
const hosts: readonly (readonly [target: string, goarch: string])[] = [
  ['*/amd64', '386'],
  ['*/arm64', 'arm'],
  ['*/mips64', 'mips'],
  ['*/mips64le', 'mipsle'],
  ['darwin/arm64', 'amd64'],
  ['windows/arm64', 'amd64'],
  ['windows/arm64', '386'],
];

/**
 * Whether an architecture name is right for a target: its own, its machine's (mips64 on mips64le), one that it runs programs of, or
 * nothing for it, as it stands beside another system's name.
 */
function fits({ goarch, name, text, slot }: ArchValue, target: Target): boolean {
  if (slot === 'GOARCH' && text === name && !architectures.has(name)) return false;
  const goos = onlySystem(text);
  if (goos !== undefined && goos !== target.goos) return true;
  if (goarch === target.goarch || machineNames(target).includes(name)) return true;
  return hosts.some(
    ([host, guest]) => guest === goarch && [`*/${target.goarch}`, `${target.goos}/${target.goarch}`].includes(host),
  );
}
