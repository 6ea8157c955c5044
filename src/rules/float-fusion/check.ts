// What is reported of the facts of a package.
import { message } from '../../messages/catalogue.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { GoObject } from '../../types/object.ts';
import type { FactsPass } from '../rule.ts';
import { type Noted, unitedFacts } from '../support/united-facts.ts';
import type { FusedFact, FusionFact, GoldenFact } from './facts.ts';
import { FUSING } from './fusing.ts';

/** Reports comparisons that come out differently where the compiler fuses, and tests that do. */
export function checkFacts(pass: FactsPass): void {
  const fusing = pass.targets.where(({ goarch }) => FUSING.has(goarch));
  const both = pass.targets.where(({ goarch }) => FUSING.get(goarch)?.subtrahend === true);
  const noted = unitedFacts(
    pass.facts as readonly Noted<FusionFact>[],
    ({ kind, path, start, end }) => `${kind}:${path}:${start}:${end}`,
  );
  const on = ({ fact: { subtrahendsOnly }, targets }: { fact: { subtrahendsOnly: boolean }; targets: TargetSet }) =>
    targets & (subtrahendsOnly ? both : fusing);
  const said = new Set<string>();
  for (const { fact, targets } of noted) {
    if (fact.kind !== 'comparison') continue;
    const set = on({ fact, targets });
    // A variable is compared several times: with what is greater, and with what is less.
    const sum = `${fact.path}:${(fact.computed ?? fact).start}`;
    if (set === 0 || said.has(sum)) continue;
    said.add(sum);
    const { code, path, start, end, computed, fix } = fact;
    pass.report({
      code,
      message: fact.message,
      path,
      start,
      end,
      targets: set,
      details: [message('float-fusion-why', {})],
      related: computed === undefined ? [] : [{ ...computed, message: message('float-fusion-computed', {}) }],
      ...(fix === undefined ? {} : { fixes: [fix] }),
    });
  }
  const goldens = noted.filter((one): one is Noted<GoldenFact> => one.fact.kind === 'golden');
  if (goldens.length === 0) return;
  const sums = noted.filter((one): one is Noted<FusedFact> => one.fact.kind === 'fused');
  const fused = new Map<GoObject, { fact: FusedFact; targets: TargetSet }>();
  for (const one of sums) {
    const targets = on(one);
    if (targets !== 0 && !fused.has(one.fact.declaration)) fused.set(one.fact.declaration, { fact: one.fact, targets });
  }
  reportGoldens(pass, goldens, fused);
}

/** One finding for each function that a test asks for exact results. */
function reportGoldens(
  pass: FactsPass,
  goldens: readonly Noted<GoldenFact>[],
  fused: ReadonlyMap<GoObject, { readonly fact: FusedFact; readonly targets: TargetSet }>,
): void {
  const { uses } = pass.checker.packageOf(pass.package);
  const said = new Set<string>();
  for (const { fact, targets } of goldens) {
    const { callee, test, path, start, end } = fact;
    const key = `${path}:${test}:${callee.name}`;
    const sum = fused.size === 0 ? undefined : firstReached(callee, uses, fused);
    const set = sum === undefined ? 0 : targets & sum.targets;
    if (sum === undefined || set === 0 || said.has(key)) continue;
    said.add(key);
    pass.report({
      code: 'ExactTest',
      message: message('float-fusion-test', { function: callee.name }),
      path,
      start,
      end,
      targets: set,
      details: [message('float-fusion-why', {})],
      related: [
        {
          path: sum.fact.path,
          start: sum.fact.start,
          end: sum.fact.end,
          message: message('float-fusion-computed', {}),
        },
      ],
    });
  }
}

/** What is found first from a function on through what it uses of its package. */
function firstReached<T>(
  from: GoObject,
  uses: ReadonlyMap<GoObject, ReadonlyMap<GoObject, TargetSet>>,
  found: ReadonlyMap<GoObject, T>,
): T | undefined {
  const seen = new Set([from]);
  for (const object of seen) {
    const one = found.get(object);
    if (one !== undefined) return one;
    for (const used of uses.get(object)?.keys() ?? []) seen.add(used);
  }
  return undefined;
}
