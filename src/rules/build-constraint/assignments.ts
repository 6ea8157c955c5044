// What constraints can mean on any target, whatever the tags are that do not follow from GOOS and GOARCH.
import { type Constraint, evaluate, tagTerms } from '../../module/build-constraint.ts';
import { satisfiesTag } from '../../module/build-context.ts';
import { knownArch, knownOS } from '../../module/known-names.ts';
import { ports } from '../../platform/ports.ts';
import { MAX_TARGETS, type Target, TargetList, type TargetSet } from '../../platform/target.ts';

/** With more tags that may or may not be set than this, nothing is said. */
const MAX_FREE_TAGS = 8;

/** Ports that Go once had: code for them is old, not wrong. */
const formerPorts = ['darwin/386', 'darwin/arm', 'freebsd/riscv64', 'openbsd/mips64', 'windows/arm'];

function target(goos: string, goarch: string): Target {
  return { goos, goarch, levels: {}, cgo: false, tags: [] };
}

function lists(targets: readonly Target[]): TargetList[] {
  const count = Math.ceil(targets.length / MAX_TARGETS);
  return Array.from({ length: count }, (_, i) => new TargetList(targets.slice(i * MAX_TARGETS, (i + 1) * MAX_TARGETS)));
}

const portTargets = ports.map(({ goos, goarch }) => target(goos, goarch));

/** All ports of Go. */
export const allPorts: readonly TargetList[] = lists(portTargets);

/** All ports, those Go once had, and whatever systems and architectures only names are reserved for (gccgo has some). */
const anything: readonly TargetList[] = lists([
  ...portTargets,
  ...formerPorts.map((name) => {
    const [goos = '', goarch = ''] = name.split('/');
    return target(goos, goarch);
  }),
  ...[...knownOS].flatMap((goos) =>
    [...knownArch]
      .filter((goarch) => !ports.some((port) => port.goos === goos) || !ports.some((port) => port.goarch === goarch))
      .map((goarch) => target(goos, goarch)),
  ),
]);

const context = { goVersion: 'go1.26', compiler: 'gc' } as const;

/** Whether GOOS and GOARCH alone decide about a tag. GopherJS sets `js` on any system. */
function isDecided(tag: string): boolean {
  return tag !== 'js' && (knownOS.has(tag) || knownArch.has(tag) || tag === 'unix');
}

/** The values of an expression on a list of targets, one for each way to set its free tags. */
function* values(expression: Constraint, free: readonly string[], list: TargetList): Generator<TargetSet> {
  const decided = new Map<string, TargetSet>();
  for (let set = 0; set < 2 ** free.length; set++) {
    const satisfied = (tag: string) => {
      const index = free.indexOf(tag);
      if (index >= 0) return (set & (1 << index)) === 0 ? 0 : list.all;
      const known = decided.get(tag) ?? list.where((one) => satisfiesTag(tag, one, context));
      decided.set(tag, known);
      return known;
    };
    yield evaluate(expression, satisfied, list.all);
  }
}

function freeTags(expressions: readonly Constraint[]): string[] {
  return [...new Set(expressions.flatMap(tagTerms).map(({ tag }) => tag))].filter((tag) => !isDecided(tag));
}

/** The targets of a list on which some setting of the free tags satisfies an expression; all where there are too many. */
export function possibleTargets(expression: Constraint, list: TargetList): TargetSet {
  const free = freeTags([expression]);
  if (free.length > MAX_FREE_TAGS) return list.all;
  let set = 0;
  for (const value of values(expression, free, list)) {
    set |= value;
    if (set === list.all) break;
  }
  return set;
}

/** Whether an expression can hold on anything that Go is, was, or might be built for. */
export function isSatisfiable(expression: Constraint): boolean {
  return anything.some((list) => possibleTargets(expression, list) !== 0);
}

/** The targets of a list on which some setting of the free tags makes two expressions differ; none where there are too many. */
export function differingTargets(a: Constraint, b: Constraint, list: TargetList): TargetSet {
  const free = freeTags([a, b]);
  if (free.length > MAX_FREE_TAGS) return 0;
  let set = 0;
  const others = values(b, free, list);
  for (const value of values(a, free, list)) set |= value ^ (others.next().value as TargetSet);
  return set;
}

/** `a && b && …` of one expression or more; undefined of none. */
export function allOf(expressions: readonly Constraint[]): Constraint | undefined {
  const [first] = expressions;
  if (first === undefined || expressions.length === 1) return first;
  const operands = expressions.flatMap((one) => (one.kind === 'and' ? one.operands : [one]));
  return { kind: 'and', operands, start: first.start, end: expressions.at(-1)!.end };
}
