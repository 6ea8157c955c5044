// Sums up what does not build in dependencies: at the imports in the user's code that take it in, and at the lines of go.mod that require it.
import { relative, sep } from 'node:path';
import { message, render, say } from '../messages/catalogue.ts';
import type { FileSystem } from '../module/file-system.ts';
import type { Require } from '../module/go-mod.ts';
import { importersOf } from '../module/importers.ts';
import type { GoPackage } from '../module/package.ts';
import type { Workspace } from '../module/workspace.ts';
import { describeSome } from '../platform/describe.ts';
import { type Target, type TargetList, type TargetSet, targetName } from '../platform/target.ts';
import { dependencyBuild } from '../rules/dependency-build/rule.ts';
import type { Severity } from '../rules/finding.ts';
import { targetBatches } from './batches.ts';
import { compareFindings, type Finding, type RelatedPlace } from './finding.ts';
import { type Lead, leadsTo, nearestLeads } from './leads.ts';
import { Locator } from './locate.ts';

/** So many errors of a module are related to its finding. */
const relatedErrors = 20;

/** What a summary is made from. */
export interface DependencyErrors {
  readonly workspaces: readonly Workspace[];
  /** The user's packages, with the index of their workspace. */
  readonly packages: readonly { readonly workspace: number; readonly package: GoPackage }[];
  readonly targets: readonly Target[];
  /** Whether tests of the user's packages count. */
  readonly tests: boolean;
  /** What does not compile in dependencies, by the folder of the package. */
  readonly errors: ReadonlyMap<string, readonly Finding[]>;
  /** Whether findings in a file of the user's are asked for. */
  readonly isWanted: (file: { path: string }) => boolean;
  readonly severity: Severity;
  /** Absolute folder that findings name files relative to. */
  readonly root: string;
  readonly fileSystem: FileSystem;
}

/** A {@link Lead} with its targets by name. */
interface NamedLead extends Omit<Lead, 'targets'> {
  readonly names: readonly string[];
}

/** One finding for each module that does not build at each place that leads to it. */
export function dependencyFindings(input: DependencyErrors): Finding[] {
  if (input.errors.size === 0) return [];
  return input.workspaces.flatMap((workspace, index) => {
    const roots = input.packages.filter((one) => one.workspace === index).map((one) => one.package);
    return new Summary(input, workspace, roots).findings();
  });
}

/** The summary for one workspace. */
class Summary {
  private readonly locator: Locator;
  private readonly names: readonly string[];
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly input: DependencyErrors,
    private readonly workspace: Workspace,
    private readonly roots: readonly GoPackage[],
  ) {
    const { root, fileSystem, targets } = input;
    const textOf = (path: string) => this.texts.get(path) ?? fileSystem.readText(path) ?? '';
    for (const { path, text } of workspace.modFiles) this.texts.set(path, text);
    this.locator = new Locator(root, textOf, '', () => undefined);
    this.names = targets.map(targetName);
  }

  findings(): Finding[] {
    /** By the module that does not build: the leads of each batch of targets. */
    const modules = new Map<string, { readonly batch: TargetList; readonly leads: Lead[] }[]>();
    const batches = targetBatches(this.input.targets);
    batches.forEach((batch, i) => {
      for (const lead of this.leads(batch)) {
        const name = moduleName(lead.chain.at(-1)!);
        const ofBatches = modules.get(name) ?? batches.map((one) => ({ batch: one, leads: [] }));
        modules.set(name, ofBatches);
        ofBatches[i]!.leads.push(lead);
      }
    });
    return [...modules].flatMap(([name, ofBatches]) => {
      const all = ofBatches.flatMap(({ batch, leads }) => named(leads, batch));
      const nearest = ofBatches.flatMap(({ batch, leads }) => named(nearestLeads(leads), batch));
      return [...this.atImports(name, nearest, all), ...this.atRequirements(name, all)];
    });
  }

  /** The imports in the user's code that lead to packages which do not build. */
  private leads(batch: TargetList): Lead[] {
    const { errors, tests, isWanted } = this.input;
    const own = new Set(this.roots);
    const isOwn = (found: GoPackage) => found.module.isMain || own.has(found);
    const importers = importersOf(this.roots, batch, this.workspace.source, { tests });
    return [...importers.keys()].flatMap((found) => {
      const ofPackage = isOwn(found) ? undefined : errors.get(found.dir);
      if (ofPackage === undefined) return [];
      const failing = new Set(ofPackage.flatMap((error) => error.targets));
      const on: TargetSet = batch.where((target) => failing.has(targetName(target)));
      return leadsTo(found, on, importers, isOwn).filter(({ file }) => isWanted(file));
    });
  }

  private atImports(name: string, chosen: readonly NamedLead[], all: readonly NamedLead[]): Finding[] {
    const specs = new Map(chosen.map((lead) => [lead.spec, lead]));
    return [...specs].map(([spec, { file, importer }]) => {
      const span = { path: file.path, start: spec.offset, end: spec.end };
      const origin = { package: importer.importPath, module: importer.module.path };
      const through = (lead: NamedLead) => lead.spec === spec;
      return this.finding('BrokenImport', name, span, origin, all.filter(through), namesOf(chosen.filter(through)));
    });
  }

  private atRequirements(name: string, all: readonly NamedLead[]): Finding[] {
    const lines = new Map<Require, { path: string; module: string; leads: NamedLead[] }>();
    for (const lead of all) {
      const { importer, chain } = lead;
      const main = this.workspace.modFiles.find(({ file }) => file.module === importer.module.path);
      // Where go.mod does not list what is only needed by others, the module that needs it.
      const line = [chain.at(-1)!, chain[0]!]
        .map(({ module }) => main?.file.requires.find((one) => one.path === module.path))
        .find((one) => one !== undefined);
      if (main === undefined || line === undefined) continue;
      const known = lines.get(line) ?? { path: main.path, module: importer.module.path, leads: [] };
      lines.set(line, known);
      known.leads.push(lead);
    }
    return [...lines].map(([{ start, end }, { path, module, leads }]) =>
      this.finding('BrokenRequirement', name, { path, start, end }, { package: '', module }, leads, namesOf(leads)),
    );
  }

  private finding(
    code: string,
    name: string,
    span: { readonly path: string; readonly start: number; readonly end: number },
    origin: { readonly package: string; readonly module: string },
    leads: readonly NamedLead[],
    on: ReadonlySet<string>,
  ): Finding {
    const { id: rule, kind } = dependencyBuild;
    const { severity } = this.input;
    const targets = this.names.filter((one) => on.has(one));
    const errors = this.errorsBehind(leads, on);
    const { error, place } = errors[0]!;
    const chain = leads.reduce((best, lead) => (lead.chain.length < best.chain.length ? lead : best)).chain;
    const details = [
      ...(chain.length > 1
        ? [message('dependency-chain', { chain: chain.map(({ importPath }) => importPath).join(' → ') })]
        : []),
      ...(errors.length > 1
        ? [
            message('dependency-errors', {
              count: errors.length,
              packages: [...new Set(errors.map((one) => one.error.package))].join(say('list-separator', {})),
            }),
          ]
        : []),
    ];
    const report = {
      ...span,
      rule,
      code,
      kind,
      severity,
      message: message('dependency-does-not-build', {
        module: name,
        targets: describeSome(this.input.targets, (target) => on.has(targetName(target))),
        problem: render(error.message),
        place,
      }),
      details,
      targets: 0,
    };
    const related = errors.slice(0, relatedErrors).map((one): RelatedPlace => one.error);
    return { ...this.locator.finding(report, { ...origin, targets }), related };
  }

  /** What does not compile in the packages that leads end at, on some of the targets `on`, in order. */
  private errorsBehind(leads: readonly NamedLead[], on: ReadonlySet<string>): { error: Finding; place: string }[] {
    const found = new Map<Finding, string>();
    for (const { chain, names } of leads) {
      const { dir, module } = chain.at(-1)!;
      const reached = new Set(names.filter((one) => on.has(one)));
      for (const error of this.input.errors.get(dir) ?? []) {
        if (!error.targets.some((one) => reached.has(one))) continue;
        const file = relative(module.path === '' ? dir : module.dir, error.path)
          .split(sep)
          .join('/');
        found.set(error, `${file}:${error.start.line}`);
      }
    }
    return [...found].map(([error, place]) => ({ error, place })).sort((a, b) => compareFindings(a.error, b.error));
  }
}

/** How a message calls the module of a package: `github.com/boltdb/bolt v1.3.1`. */
function moduleName({ importPath, module: { path, version } }: GoPackage): string {
  if (path === '') return importPath;
  return version === '' ? path : `${path} ${version}`;
}

function named(leads: readonly Lead[], batch: TargetList): NamedLead[] {
  return leads.map(({ targets, ...lead }) => ({ ...lead, names: batch.names(targets) }));
}

function namesOf(leads: readonly NamedLead[]): Set<string> {
  return new Set(leads.flatMap(({ names }) => names));
}
