// Which packages have to do with sync/atomic: by what they do themselves, and by what those do that they hand addresses to.
import type { GoFile, GoPackage } from '../../module/package.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { isExported } from '../../types/names.ts';
import type { Fact } from '../../types/observer.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import { factsInBodies } from '../../types/partial.ts';
import { isIndirection, locationOf } from './access-path.ts';
import { type AtomicFact, type FlowFact, type OperationFact, RULE } from './facts.ts';
import { placesOf } from './flows.ts';
import type { Location } from './location.ts';
import { type Known, Stores } from './stores.ts';

const OPERATION = /\b(?:Add|Load|Store|Swap|CompareAndSwap|And|Or)(?:Int64|Uint64)\s*\(/;
const concerned = new WeakMap<Tree, boolean>();

const NO_QUESTIONS = { checking: () => 0, whereKnown: () => 0 };

/** Whether packages that nobody edits do atomic operations. */
const released = new WeakMap<GoPackage, boolean>();

/** Packages that hand on addresses which others use atomically. */
const followed = new WeakSet<GoPackage>();

/** What is known of a package that others import. */
interface Helper {
  /** What its files do that do atomic operations. */
  readonly facts: readonly Known<FlowFact>[];
  /**
   * What a package mentions that hands it addresses which come to its operations: functions, fields and variables that take addresses, and types
   * whose methods do. Undefined where nothing can.
   */
  readonly entrance: RegExp | undefined;
}

const helpers = new WeakMap<PackageInfo, Helper>();
const inFunctions = new WeakMap<PackageInfo, Map<Location, readonly Known<FlowFact>[]>>();

/** Whether addresses are followed in a package: it does 64-bit atomic operations, or hands addresses to one that does. */
export function isConcerned(c: Checker, { source }: PackageInfo): boolean {
  if (followed.has(source)) return true;
  return doesAtomics(c, source) || helpersOf(c, source).length > 0;
}

/** The packages a package imports that do atomic operations with what they are handed. */
export function helpersOf(c: Checker, source: GoPackage): GoPackage[] {
  return importsOf(c, source).filter((imported) => {
    const entrance = doesAtomics(c, imported) ? helperOf(c, imported).entrance : undefined;
    return entrance !== undefined && source.files.some(({ path }) => entrance.test(c.trees.tree(path).text));
  });
}

/** What the files of an imported package do that do atomic operations. */
export function factsOfHelper(c: Checker, source: GoPackage): readonly Known<FlowFact>[] {
  return helperOf(c, source).facts;
}

/** What functions of a file of an imported package do; `offsets` are those of their names. */
export function factsOfFunctions(
  c: Checker,
  source: GoPackage,
  file: GoFile,
  offsets: ReadonlySet<number>,
): readonly Known<FlowFact>[] {
  const info = c.packageOf(source);
  const known = inFunctions.get(info) ?? new Map<Location, readonly Known<FlowFact>[]>();
  inFunctions.set(info, known);
  const keyOf = (offset: number) => `${file.path}:${offset}`;
  const unknown = new Set([...offsets].filter((offset) => !known.has(keyOf(offset))));
  if (unknown.size > 0) {
    followed.add(source);
    const facts = factsInBodies(c, source, file, unknown);
    for (const offset of unknown) known.set(keyOf(offset), flowFacts(facts.get(offset) ?? []));
  }
  return [...offsets].flatMap((offset) => known.get(keyOf(offset))!);
}

/** The packages a package imports; of the standard library only for itself, as it is right. */
export function importsOf(c: Checker, source: GoPackage): GoPackage[] {
  const paths = new Set(source.files.flatMap(({ imports }) => imports.map(({ path }) => path)));
  const found: GoPackage[] = [];
  for (const path of paths) {
    if (path === 'C' || path === 'unsafe' || path === source.importPath) continue;
    const imported = c.source.resolve(path, source);
    if ('missing' in imported || (imported.module.path === 'std' && source.module.path !== 'std')) continue;
    found.push(imported);
  }
  return found;
}

/** The facts of this rule among all that were recorded that say where addresses come from. */
export function flowFacts(facts: readonly Fact[]): Known<FlowFact>[] {
  return facts.filter((one): one is Fact & Known<FlowFact> => {
    return one.rule === RULE && (one.fact as AtomicFact).kind !== 'allocation';
  });
}

/** Whether a file does 64-bit atomic operations itself. */
function usesAtomic({ imports }: GoFile, tree: () => Tree): boolean {
  if (!imports.some(({ path }) => path === 'sync/atomic')) return false;
  const known = concerned.get(tree());
  if (known !== undefined) return known;
  const found = OPERATION.test(tree().text);
  concerned.set(tree(), found);
  return found;
}

function doesAtomics({ trees }: Checker, source: GoPackage): boolean {
  const known = released.get(source);
  if (known !== undefined) return known;
  const found = source.files.some((file) => usesAtomic(file, () => trees.tree(file.path)));
  if (!source.module.isMain) released.set(source, found);
  return found;
}

function helperOf(c: Checker, source: GoPackage): Helper {
  const info = c.packageOf(source);
  const known = helpers.get(info);
  if (known !== undefined) return known;
  // Packages that import each other are not worth an answer.
  helpers.set(info, { facts: [], entrance: undefined });
  followed.add(source);
  const files = source.files.filter((file) => !file.isTest && usesAtomic(file, () => c.trees.tree(file.path)));
  const facts = files.flatMap((file) => [...factsInBodies(c, source, file).values()].flatMap(flowFacts));
  const names = new Set<string>();
  const stores = new Stores();
  stores.add(facts);
  const operations = facts.filter((known): known is Known<OperationFact> => known.fact.kind === 'operation');
  for (const { access } of placesOf(operations, stores, NO_QUESTIONS)) {
    access.steps.forEach((step, at) => {
      const name = isIndirection(step) ? visibleName(c, source, locationOf(access, at)) : undefined;
      if (name !== undefined) names.add(name);
    });
  }
  const entrance = names.size === 0 ? undefined : new RegExp(`\\b(?:${[...names].join('|')})\\b`);
  const helper = { facts, entrance };
  helpers.set(info, helper);
  return helper;
}

/** What others call to keep an address at a location of a package: an exported function, field or variable, or the type of a receiver. */
function visibleName(c: Checker, source: GoPackage, location: Location | undefined): string | undefined {
  const [, path, offset, rest] = /^(.*\.go):(\d+)(.*)$/s.exec(location ?? '') ?? [];
  if (path === undefined || !source.files.some((file) => file.path === path)) return undefined;
  const { text } = c.trees.tree(path);
  const start = Number(offset);
  const name = /^\w+/.exec(text.slice(start, start + 100))?.[0] ?? '';
  if (!isExported(name)) return undefined;
  if (!rest!.startsWith('(-1')) return name;
  const before = text.slice(text.lastIndexOf('func', start), start);
  const type = /(\w+)\s*(?:\[[^\]]*\]\s*)?\)\s*$/.exec(before)?.[1] ?? '';
  return isExported(type) ? type : undefined;
}
