// What is known of a package when fixes are made for it.
import type { TargetSet } from '../../platform/target.ts';
import type { Var } from '../../types/object.ts';
import type { FactsPass } from '../rule.ts';
import { fieldKey } from '../support/struct-uses.ts';
import type { AtomicFact } from './facts.ts';
import { type Misalignment, probeAt } from './findings.ts';
import type { SeenPlace } from './flows.ts';
import { Layouts } from './layout.ts';
import type { Moves } from './move-field.ts';
import { placementOf } from './placement.ts';

export interface Evidence {
  readonly facts: readonly { fact: AtomicFact; targets: TargetSet }[];
  readonly places: readonly SeenPlace[];
  /** The fields that are blamed for something. */
  readonly misaligned: readonly Var[];
  /** The fields that atomic operations go through. */
  readonly used: readonly Var[];
  /** Fixes that were made, or why not: the fields of one struct ask for the same. */
  readonly moves: Map<string, Moves>;
}

/** Gathers the evidence of a package. */
export function gatherEvidence(
  pass: FactsPass,
  facts: Evidence['facts'],
  places: readonly SeenPlace[],
  found: readonly Misalignment[],
): Evidence {
  const { checker } = pass;
  const used = new Map<string, Var>();
  const layouts = new Layouts(checker);
  for (const { access, from, targets } of places) {
    probeAt(checker, from, targets, () => {
      for (const { field } of placementOf(checker, access, layouts)?.fields ?? []) used.set(fieldKey(field), field);
    });
  }
  return {
    facts,
    places,
    misaligned: found.flatMap(({ blamed }) => (blamed === undefined ? [] : [blamed.field])),
    used: [...used.values()],
    moves: new Map(),
  };
}
