// From a package that does not build back to the imports in the user's code that take it in.
import type { ImportStep } from '../module/importers.ts';
import type { GoFile, GoPackage, ImportSpec } from '../module/package.ts';
import type { TargetSet } from '../platform/target.ts';

/** An import in the user's code that takes in a package which does not build. */
export interface Lead {
  readonly importer: GoPackage;
  readonly file: GoFile;
  readonly spec: ImportSpec;
  /** The packages from the imported one to the one that does not build, both included: the shortest way. */
  readonly chain: readonly GoPackage[];
  /** The targets on which it does, and the package does not build. */
  readonly targets: TargetSet;
}

/**
 * The imports in the user's code that take in `broken` on some of the targets `on`, nearest first. What is behind such an import is not
 * followed further: whoever imports the user's own package imports what has been found already.
 */
export function leadsTo(
  broken: GoPackage,
  on: TargetSet,
  importers: ReadonlyMap<GoPackage, readonly ImportStep[]>,
  isOwn: (found: GoPackage) => boolean,
): Lead[] {
  const leads: Lead[] = [];
  const chains = new Map<GoPackage, readonly GoPackage[]>([[broken, [broken]]]);
  const seen = new Map<GoPackage, TargetSet>([[broken, on]]);
  for (let layer = new Map([[broken, on]]); layer.size > 0; ) {
    const next = new Map<GoPackage, TargetSet>();
    for (const [imported, set] of layer) {
      const chain = chains.get(imported)!;
      for (const { importer, file, spec, targets } of importers.get(imported) ?? []) {
        if ((targets & set) === 0) continue;
        if (isOwn(importer)) {
          leads.push({ importer, file, spec, chain, targets: targets & set });
          continue;
        }
        const added = targets & set & ~(seen.get(importer) ?? 0);
        if (added === 0) continue;
        seen.set(importer, (seen.get(importer) ?? 0) | added);
        next.set(importer, (next.get(importer) ?? 0) | added);
        if (!chains.has(importer)) chains.set(importer, [importer, ...chain]);
      }
    }
    layer = next;
  }
  return leads;
}

/**
 * The leads that are worth a finding, each with the targets it is reported on. On each target the nearest are: where the user's code imports
 * what is broken itself, once in each of the packages that do; else one import of each package that leads to it.
 */
export function nearestLeads(leads: readonly Lead[]): Lead[] {
  const sorted = leads.toSorted(
    (a, b) => a.chain.length - b.chain.length || compareText(a.file.path, b.file.path) || a.spec.offset - b.spec.offset,
  );
  const chosen: Lead[] = [];
  /** The targets that nearer leads have settled, and those which leads of this distance have. */
  let settled = 0;
  let settledHere = 0;
  let distance = 0;
  const covered = new Map<string, TargetSet>();
  for (const lead of sorted) {
    const { chain, importer, spec } = lead;
    if (chain.length > distance) {
      settled |= settledHere;
      distance = chain.length;
    }
    const key = distance === 1 ? `${importer.dir}\0${spec.path}` : spec.path;
    const known = covered.get(key) ?? 0;
    const targets = lead.targets & ~settled & ~known;
    if (targets === 0) continue;
    covered.set(key, known | targets);
    settledHere |= targets;
    chosen.push({ ...lead, targets });
  }
  return chosen;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
