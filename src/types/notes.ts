// Notes: what units of work leave behind, diagnostics and facts, and how diagnostics of several units become one.
import { inEnglish } from '../messages/catalogue.ts';
import type { TargetSet } from '../platform/target.ts';
import type { Environment } from './checker.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Fact } from './observer.ts';

/** Work that is put off until no declaration is being typed. */
export interface Later {
  readonly env: Environment;
  readonly set: TargetSet;
  readonly work: () => void;
}

/** What a unit of work leaves behind. */
export type Note = { readonly diagnostic: Diagnostic } | { readonly fact: Fact } | { readonly later: Later };

/** Where notes are kept: a package, or a part of it that is looked at by itself. */
export interface Notes {
  readonly diagnostics: Diagnostic[];
  readonly facts: Fact[];
}

/** Adds notes to those that are kept. */
export function keep({ diagnostics, facts }: Notes, notes: readonly Note[], later: Later[]): void {
  for (const note of notes) {
    if ('diagnostic' in note) diagnostics.push(note.diagnostic);
    else if ('fact' in note) facts.push(note.fact);
    else later.push(note.later);
  }
}

/** Makes one diagnostic, cut to the targets of `where`, of those that say the same at the same place on several targets. */
export function mergeDiagnostics(all: readonly Diagnostic[], where: TargetSet): Diagnostic[] {
  const merged = new Map<string, Diagnostic>();
  for (const one of all) {
    const diagnostic = { ...one, targets: one.targets & where };
    if (diagnostic.targets === 0) continue;
    const key = `${diagnostic.file.path}:${diagnostic.start}:${diagnostic.code}:${inEnglish(diagnostic.message)}`;
    const same = merged.get(key);
    merged.set(key, same === undefined ? diagnostic : { ...same, targets: same.targets | diagnostic.targets });
  }
  return [...merged.values()].sort((a, b) =>
    a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : a.start - b.start,
  );
}
