// What is known of where addresses come from, in a package and in those functions of others that have to do with it.
import { dirname } from 'node:path';
import type { GoPackage } from '../../module/package.ts';
import type { FactsPass } from '../rule.ts';
import { factsOfFunction, factsOfHelper, flowFacts, helpersOf, importsOf } from './concerned.ts';
import type { FlowFact } from './facts.ts';
import type { Known } from './flows.ts';
import type { Location } from './location.ts';

/** A package with what it hands addresses to. */
export class Program {
  readonly facts: Known<FlowFact>[];
  /** The packages whose atomic operations are known, and functions of others. */
  private readonly known: Set<GoPackage>;
  private readonly functions = new Set<Location>();

  constructor(private readonly pass: FactsPass) {
    this.facts = flowFacts(pass.facts);
    this.known = new Set([pass.package]);
    if (this.facts.length > 0) this.addHelpers(pass.package, this.facts);
  }

  /** Whether there are atomic operations. */
  get hasOperations(): boolean {
    return this.facts.some(({ fact }) => fact.kind === 'operation');
  }

  /** Looks at those functions of other packages that locations belong to; says whether there was anything to see. */
  load(wanted: ReadonlySet<Location>): boolean {
    const before = this.facts.length;
    for (const location of wanted) {
      const [declared, path, offset] = /^(.*\.go):(\d+)/s.exec(location) ?? [];
      if (declared === undefined || this.functions.has(declared)) continue;
      this.functions.add(declared);
      const imported = this.packageIn(dirname(path!));
      const file = imported?.files.find((one) => one.path === path);
      if (file !== undefined) this.add(imported!, factsOfFunction(this.pass.checker, imported!, file, Number(offset)));
    }
    return this.facts.length > before;
  }

  /** The package in a folder that one of the known packages imports, and of which not all operations are known anyway. */
  private packageIn(dir: string): GoPackage | undefined {
    if (dir === this.pass.package.dir) return undefined;
    for (const source of this.known) {
      const found = importsOf(this.pass.checker, source).find((imported) => imported.dir === dir);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Adds what the packages do that do atomic operations, and are handed an address in one of the facts. */
  private addHelpers(source: GoPackage, facts: readonly Known<FlowFact>[]): void {
    const { checker } = this.pass;
    for (const helper of helpersOf(checker, source)) {
      if (this.known.has(helper) || !facts.some(({ fact }) => leadsTo(fact, `${helper.dir}/`))) continue;
      this.known.add(helper);
      this.add(helper, factsOfHelper(checker, helper));
    }
  }

  private add(source: GoPackage, facts: readonly Known<FlowFact>[]): void {
    for (const one of facts) this.facts.push(one);
    this.addHelpers(source, facts);
  }
}

/** Whether a fact hands an address to something that is declared in a folder. */
function leadsTo(fact: FlowFact, folder: string): boolean {
  if (fact.kind === 'function') return fact.callee.startsWith(folder) || fact.to.startsWith(folder);
  return fact.kind === 'store' && fact.to.startsWith(folder);
}
