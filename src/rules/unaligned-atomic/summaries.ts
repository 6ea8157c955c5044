// Summaries of functions: which places, seen from a pointer parameter, they use atomically; and the accesses that calls make of them.
import type { TargetSet } from '../../platform/target.ts';
import { type Access, MAX_STEPS, type Step } from './access-path.ts';
import type { FactPlace, OperationFact, PassFact } from './facts.ts';
import type { Operation } from './operations.ts';

/** A place in memory that an atomic operation works on, with the way the address took. */
export interface AtomicAccess {
  readonly access: Access;
  readonly operation: Operation;
  /** The targets on which the code exists. */
  readonly targets: TargetSet;
  /** Calls from the one that hands the address over to the atomic operation itself. */
  readonly chain: readonly FactPlace[];
}

/** Calls through more functions than this are not followed. */
const MAX_CHAIN = 6;
/** What is known of one package at most: a bound for hostile sources. */
const MAX_ACCESSES = 4_000;

/** All accesses: those of the operations themselves, and those their functions make of what callers pass. */
export function composeAccesses(
  operations: readonly { fact: OperationFact; targets: TargetSet }[],
  passes: readonly { fact: PassFact; targets: TargetSet }[],
): AtomicAccess[] {
  const callers = new Map<string, { fact: PassFact; targets: TargetSet }[]>();
  for (const pass of passes) {
    const key = `${pass.fact.function}#${pass.fact.index}`;
    const list = callers.get(key);
    if (list === undefined) callers.set(key, [pass]);
    else list.push(pass);
  }
  const found: AtomicAccess[] = [];
  const seen = new Map<string, TargetSet>();
  const add = (next: AtomicAccess) => {
    const [from] = next.chain;
    const at = `${from!.env.file.file.path}:${from!.node}:${next.access.root.type.id}`;
    const key = `${at}:${stepsKey(next.access.steps)}:${next.operation.name}`;
    const known = seen.get(key) ?? 0;
    if ((next.targets & ~known) === 0 || found.length >= MAX_ACCESSES) return;
    seen.set(key, known | next.targets);
    found.push(next);
  };
  for (const { fact, targets } of operations) {
    add({ access: fact.access, operation: fact.operation, targets, chain: [fact] });
  }
  for (let i = 0; i < found.length; i++) {
    const { access, operation, targets, chain } = found[i]!;
    const { parameter } = access.root;
    if (parameter === undefined || chain.length >= MAX_CHAIN) continue;
    // The parameter is a pointer: its caller knows the place it points to.
    if (access.steps[0]?.kind !== 'dereference') continue;
    for (const { fact, targets: there } of callers.get(`${parameter.function}#${parameter.index}`) ?? []) {
      const steps = [...fact.access.steps, ...access.steps.slice(1)];
      if ((targets & there) === 0 || steps.length > MAX_STEPS) continue;
      const composed = { ...access, root: fact.access.root, steps };
      add({ access: composed, operation, targets: targets & there, chain: [fact, ...chain] });
    }
  }
  return found;
}

function stepsKey(steps: readonly Step[]): string {
  return steps
    .map((step) => (step.kind === 'dereference' ? '*' : step.kind === 'field' ? `.${step.index}` : `[${step.index}]`))
    .join('');
}
