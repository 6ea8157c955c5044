// What is known of where addresses come from, in a package and in those functions of others that have to do with it.
import { dirname } from 'node:path';
import type { GoFile, GoPackage } from '../../module/package.ts';
import type { FactsPass } from '../rule.ts';
import { factsOfFunctions, factsOfHelper, flowFacts, helpersOf, importsOf } from './concerned.ts';
import type { FlowFact, OperationFact } from './facts.ts';
import type { Location } from './location.ts';
import { type Known, Stores } from './stores.ts';

/** A package with what it hands addresses to. */
export class Program {
  readonly operations: Known<OperationFact>[] = [];
  readonly stores = new Stores();
  /** The packages whose atomic operations are known, and functions of others. */
  private readonly known: Set<GoPackage>;
  private readonly functions = new Set<Location>();

  constructor(private readonly pass: FactsPass) {
    this.known = new Set([pass.package]);
    this.add(pass.package, flowFacts(pass.facts));
  }

  /** Looks at those functions of other packages that addresses were found to come through; says whether there was anything to see. */
  load(): boolean {
    let found = false;
    const wanted = new Map<GoPackage, Map<GoFile, Set<number>>>();
    for (const location of this.stores.met) {
      const [declared, path, offset] = /^(.*\.go):(\d+)/s.exec(location) ?? [];
      if (declared === undefined || this.functions.has(declared)) continue;
      this.functions.add(declared);
      const imported = this.packageIn(dirname(path!));
      const file = imported?.files.find((one) => one.path === path);
      if (file === undefined) continue;
      const files = wanted.get(imported!) ?? new Map<GoFile, Set<number>>();
      wanted.set(imported!, files);
      files.set(file, (files.get(file) ?? new Set()).add(Number(offset)));
    }
    for (const [imported, files] of wanted) {
      for (const [file, offsets] of files) {
        const facts = factsOfFunctions(this.pass.checker, imported, file, offsets);
        found ||= facts.length > 0;
        this.add(imported, facts);
      }
    }
    return found;
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
    if (facts.length === 0) return;
    this.stores.add(facts);
    for (const known of facts) if (known.fact.kind === 'operation') this.operations.push(known as Known<OperationFact>);
    this.addHelpers(source, facts);
  }
}

/** Whether a fact hands an address to something that is declared in a folder. */
function leadsTo(fact: FlowFact, folder: string): boolean {
  if (fact.kind === 'function') return fact.callee.startsWith(folder) || fact.to.startsWith(folder);
  return fact.kind === 'store' && fact.to.startsWith(folder);
}
