// Tells which casts fit on some targets and not on others.
import { type Message, message, say } from '../../messages/catalogue.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { Fix, Severity } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import { type Noted, unitedFacts } from '../support/united-facts.ts';
import { type Conversion, conversionFixes } from './fixes.ts';
import type { CastFact } from './observer.ts';

type Answer = Noted<CastFact>;

/** What fits nowhere is meant so, or no matter of the target; what fits somewhere and not elsewhere is reported. */
export function checkFacts(pass: FactsPass): void {
  const facts = pass.facts as readonly Answer[];
  const placeOf = ({ path, start, end, question }: CastFact) => `${path}:${start}:${end}:${question}`;
  const places = new Map<string, Answer[]>();
  for (const answer of unitedFacts(facts, (one) => `${placeOf(one)}:${one.fits}:${JSON.stringify(one.args)}`)) {
    const place = placeOf(answer.fact);
    places.set(place, [...(places.get(place) ?? []), answer]);
  }
  const misfits = [...places.values()].flatMap(misfitsOf);
  const fixes = fixesOf(misfits);
  for (const { fact, shrinks, targets } of misfits) {
    const { path, start, end, question, conversion } = fact;
    const fix = conversion && fixes.get(conversion.tree)?.get(conversion.node);
    pass.report({
      code: CODES[question],
      path,
      start,
      end,
      targets,
      severity: severityOf(fact, shrinks),
      message: messageOf(fact),
      fixes: fix === undefined ? [] : [fix],
    });
  }
}

interface Misfit extends Answer {
  readonly shrinks: boolean;
}

function misfitsOf(answers: readonly Answer[]): Misfit[] {
  const fitting = answers.filter(({ fact }) => fact.fits);
  return answers.flatMap(({ fact, targets }) => {
    if (fact.fits || fitting.length === 0) return [];
    // What a pointer leads to may be larger than its type says, unless it is the type that shrinks.
    const shrinks = fitting.some((other) => other.fact.have > fact.have);
    if (fact.question === 'extent' && !fact.isWhole && !shrinks) return [];
    return [{ fact, targets, shrinks }];
  });
}

/** The fixes of each file, by the node they are for. */
function fixesOf(misfits: readonly Misfit[]): Map<Tree, Map<Node, Fix>> {
  const files = new Map<Tree, { path: string; casts: Map<Node, Conversion> }>();
  for (const { fact } of misfits) {
    const { path, conversion } = fact;
    if (conversion === undefined) continue;
    const file = files.get(conversion.tree) ?? { path, casts: new Map<Node, Conversion>() };
    files.set(conversion.tree, file);
    file.casts.set(conversion.node, conversion);
  }
  return new Map([...files].map(([tree, { path, casts }]) => [tree, conversionFixes(tree, path, [...casts.values()])]));
}

const CODES = {
  extent: 'BeyondObject',
  part: 'PartOfObject',
  elements: 'ElementSize',
  fields: 'FieldOffset',
  step: 'PointerStep',
} as const;

function severityOf({ question, isWhole, args }: CastFact, shrinks: boolean): Severity {
  if (question === 'extent') return isWhole ? 'error' : 'warning';
  if (question === 'part') return 'info';
  // Elements that are smaller than those they are read from: all are in place, in another number.
  if (question === 'elements') return shrinks && args.size! > args.have! ? 'warning' : 'info';
  return 'warning';
}

function messageOf({ question, args }: CastFact): Message {
  const { from, to, have, size } = args as { from: string; to: string; have: number; size: number };
  switch (question) {
    case 'extent':
      return message('unsafe-cast-beyond', { from, to, have, size });
    case 'part':
      return message('unsafe-cast-part', { from, to, have, size });
    case 'elements':
      return message('unsafe-cast-elements', { from, to, have, size });
    case 'fields': {
      const [at, was] = [args.at!, args.was!];
      const id = args.isMoved === 1 ? 'unsafe-cast-field-offset' : 'unsafe-cast-field-size';
      return message(id, { field: partOf(to, args.field!), old: partOf(from, args.old!), at, was });
    }
    case 'step': {
      const bytes = args.bytes!;
      if (args.isField === 1) return message('unsafe-cast-no-field', { from, to, bytes, size });
      return message('unsafe-cast-step', { from, have, bytes });
    }
  }
}

/** A scalar of a type in words: `header.len of packet`, or the type that is one itself. */
function partOf(type: string, name: string | number): string {
  return name === '' ? type : say('unsafe-cast-scalar', { name, type });
}
