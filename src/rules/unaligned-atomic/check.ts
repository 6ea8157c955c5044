// What is reported of the facts of a package.
import { type Message, message } from '../../messages/catalogue.ts';
import { describeTargets } from '../../platform/describe.ts';
import type { TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE } from '../../syntax/tree.ts';
import type { Related } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import { topLevelOf } from '../support/parents.ts';
import { forgetSeen } from '../support/seen-types.ts';
import type { Access } from './access-path.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import type { AtomicFact, FactPlace } from './facts.ts';
import { findMisalignments, type Misalignment, probeAt } from './findings.ts';
import { fixesFor } from './fixes.ts';
import { type AtomicAccess, type AtomicPlace, placesOf } from './flows.ts';
import { Layouts } from './layout.ts';
import { checkingTargets, type Operation } from './operations.ts';
import { placementOf } from './placement.ts';
import { Program } from './program.ts';

/** Reports every field that a 64-bit atomic operation finds at an address that is no multiple of 8. */
export function checkFacts(pass: FactsPass): void {
  try {
    findAndReport(pass);
  } finally {
    forgetSeen(pass.checker.packageOf(pass.package));
  }
}

function findAndReport(pass: FactsPass): void {
  const { checker, package: pkg } = pass;
  const facts = pass.facts.map(({ fact, targets }) => ({ fact: fact as AtomicFact, targets }));
  // What begins in another package is that package's affair.
  const isOwn = ({ file }: FactPlace) => file.package_.source === pkg;
  const places = placesIn(pass, new Program(pass)).flatMap((place) => place.seen(isOwn) ?? []);
  if (places.length === 0) return;
  const allocated = new Set(facts.flatMap(({ fact }) => (fact.kind === 'allocation' ? [fact.type] : [])));
  const found = findMisalignments(checker, pkg, places, allocated);
  if (found.length === 0) return;
  const evidence = gatherEvidence(pass, facts, places, found);
  for (const one of found) report(pass, one, evidence);
}

/** The places that the operations of a program work on, with those through functions of other packages. */
function placesIn({ checker }: FactsPass, program: Program): AtomicPlace[] {
  const layouts = new Layouts(checker);
  const questions = {
    checking: (operation: Operation) => checkingTargets(operation, checker.targets),
    whereKnown(access: Access, from: FactPlace, targets: TargetSet) {
      let known = 0;
      probeAt(checker, from, targets, () => {
        if (placementOf(checker, access, layouts) !== undefined) known |= checker.now;
      });
      return known;
    },
  };
  let found: AtomicPlace[];
  do found = placesOf(program.operations, program.stores, questions);
  while (found.length > 0 && program.load());
  return found;
}

function report(pass: FactsPass, one: Misalignment, evidence: Evidence): void {
  const [access] = one.accesses;
  const call = access!.chain.at(-1)!;
  const site = one.blamed?.field.site;
  const place =
    site === undefined ? spanOf(access!.chain[0]!) : { path: site.file.file.path, ...range(site.file.tree, site.node) };
  const stride = one.offsets.find((offset) => offset.stride !== undefined);
  const common = {
    field: one.name,
    call: `atomic.${access!.operation.name}`,
    where: functionAround(call),
  };
  const offsets = [...new Set(one.offsets.map(({ offset }) => offset))].join(', ');
  // Where all targets agree, those of the finding say it.
  const details = one.offsets.map(({ offset, targets }) =>
    message('unaligned-atomic-offset', { offset, targets: describeTargets(pass.targets, targets) }),
  );
  pass.report({
    code: 'UnalignedAtomic',
    message:
      stride === undefined
        ? message('unaligned-atomic', { ...common, offsets })
        : message('unaligned-atomic-stride', { ...common, size: stride.stride! }),
    ...place,
    targets: one.targets,
    ...(details.length > 1 ? { details } : {}),
    related: relatedOf(one),
    ...fixesFor(pass, evidence, one),
  });
}

/** The way that the address takes to the first of the calls, the other calls, and their ways. */
function relatedOf({ accesses }: Misalignment): Related[] {
  const related = new Map<string, Related>();
  const add = (place: FactPlace, words: Message) => {
    const span = spanOf(place);
    const key = `${span.path}:${span.start}`;
    if (!related.has(key)) related.set(key, { ...span, message: words });
  };
  const follow = ({ chain }: AtomicAccess) => {
    for (const [i, place] of chain.slice(0, -1).entries())
      add(place, i === 0 ? message('unaligned-atomic-source', {}) : message('unaligned-atomic-pass', {}));
  };
  follow(accesses[0]!);
  for (const { chain, operation } of accesses)
    add(chain.at(-1)!, message('unaligned-atomic-call', { call: `atomic.${operation.name}` }));
  for (const access of accesses) follow(access);
  return [...related.values()];
}

function spanOf({ file, node }: FactPlace) {
  return { path: file.file.path, ...range(file.tree, node) };
}

function range(tree: FactPlace['file']['tree'], node: number) {
  return { start: tree.start[node]!, end: tree.end[node]! };
}

/** The name of the function a call stands in, else of the file. */
function functionAround({ file: { tree, file }, node }: FactPlace): string {
  const top = topLevelOf(tree, node);
  const isFunction = tree.kind[top] === Kind.FunctionDeclaration || tree.kind[top] === Kind.MethodDeclaration;
  const name = isFunction ? tree.child(top, Field.Name) : NONE;
  return name === NONE ? file.name : tree.textOf(name);
}
