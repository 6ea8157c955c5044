// Which packages have to do with sync/atomic, and what those do that a package hands addresses to.
import type { GoFile, GoPackage } from '../../module/package.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Fact } from '../../types/observer.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import type { FactsPass } from '../rule.ts';
import type { AtomicFact, FlowFact } from './facts.ts';
import type { Known } from './flows.ts';

const OPERATION = /\b(?:Add|Load|Store|Swap|CompareAndSwap|And|Or)(?:Int64|Uint64)\s*\(/;
const concerned = new WeakMap<Tree, boolean>();

/** Whether a file does 64-bit atomic operations itself. */
export function usesAtomic({ imports }: GoFile, tree: () => Tree): boolean {
  if (!imports.some(({ path }) => path === 'sync/atomic')) return false;
  const { text } = tree();
  let found = concerned.get(tree());
  if (found === undefined) {
    found = OPERATION.test(text);
    concerned.set(tree(), found);
  }
  return found;
}

/** Whether a package does 64-bit atomic operations, by itself or by calling a package that does. */
export function isConcerned(c: Checker, { source }: PackageInfo): boolean {
  return doesAtomics(c, source) || helpersOf(c, source).length > 0;
}

function doesAtomics({ trees }: Checker, { files }: GoPackage): boolean {
  return files.some((file) => usesAtomic(file, () => trees.tree(file.path)));
}

/** The facts of a package about where addresses come from, with those of the packages that it hands addresses to. */
export function flowFacts(pass: FactsPass, own: readonly Known<AtomicFact>[]): Known<FlowFact>[] {
  const found = own.filter(isFlow);
  if (found.length === 0) return found;
  const known = new Set([pass.package]);
  const pending = [{ source: pass.package, facts: found as readonly Known<FlowFact>[] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const helpers = helpersOf(pass.checker, next.source).filter((helper) => !known.has(helper));
    if (helpers.length === 0) continue;
    for (const helper of helpers) {
      if (!next.facts.some(({ fact }) => leadsTo(fact, `${helper.dir}/`))) continue;
      known.add(helper);
      const facts = pass.factsOf(helper).map(asKnown).filter(isFlow);
      found.push(...facts);
      pending.push({ source: helper, facts });
    }
  }
  return found;
}

/** A recorded fact of this rule. */
export function asKnown({ fact, targets }: Fact): Known<AtomicFact> {
  return { fact: fact as AtomicFact, targets };
}

/** The packages a package imports that use sync/atomic; of the standard library only for itself, as it is right. */
function helpersOf(c: Checker, source: GoPackage): GoPackage[] {
  const paths = new Set(source.files.flatMap(({ imports }) => imports.map(({ path }) => path)));
  const found: GoPackage[] = [];
  for (const path of paths) {
    if (path === 'C' || path === 'unsafe' || path === source.importPath) continue;
    const imported = c.source.resolve(path, source);
    if ('missing' in imported || (imported.module.path === 'std' && source.module.path !== 'std')) continue;
    if (!doesAtomics(c, imported)) continue;
    found.push(imported);
  }
  return found;
}

function isFlow(one: Known<AtomicFact>): one is Known<FlowFact> {
  const { kind } = one.fact;
  return kind === 'operation' || kind === 'store' || kind === 'function';
}

/** Whether a fact hands an address to something that is declared in a folder, or reads one from it. */
function leadsTo(fact: FlowFact, folder: string): boolean {
  if (fact.kind === 'function') return fact.callee.startsWith(folder) || fact.to.startsWith(folder);
  if (fact.kind === 'store' && fact.to.startsWith(folder)) return true;
  return fact.access.root.location?.startsWith(folder) === true;
}
