// Why a build needs cgo, and what is not in it without: for `archway cgo`. Read from the code, without Go.
import { relative } from 'node:path';
import type { GoEnvironment } from '../module/environment.ts';
import { openWorkspace } from '../module/open-workspace.ts';
import type { GoFile, GoPackage, MissingPackage } from '../module/package.ts';
import type { Workspace } from '../module/workspace.ts';
import { type Target, TargetList, targetName } from '../platform/target.ts';
import { CachedTrees } from '../syntax/trees.ts';
import { Checker } from '../types/checker.ts';
import { cgoNeeds } from './cgo-directives.ts';
import { loadParsers } from './parsers.ts';

/** A package that has files with `import "C"` in a build with cgo. */
export interface CgoPackage {
  readonly package: string;
  /** Whether it is the standard library's, whose packages all build without cgo. */
  readonly standard: boolean;
  /** Import paths from a package that was asked for to this one, both included: the shortest way. */
  readonly chain: readonly string[];
  /** The first `import "C"`: the file, relative to the working folder where it is below it, and the line from 1. */
  readonly file: string;
  readonly line: number;
  /** The Go files that are built with cgo only, and those that are built in their place without, by name. */
  readonly files: readonly string[];
  readonly replacements: readonly string[];
  /** Whether anything of the package is left without cgo; else what imports it does not build. */
  readonly remains: boolean;
  /** What the package declares with cgo only: names, and `Type.Method`. */
  readonly vanishing: readonly string[];
  /** What its C code needs: packages of pkg-config, libraries, a C++ compiler. */
  readonly pkgConfig: readonly string[];
  readonly libraries: readonly string[];
  readonly cxx: boolean;
}

/** What needs cgo on one target. */
export interface CgoReport {
  readonly target: string;
  /** False where Go has no cgo for the target. */
  readonly supported: boolean;
  /** Packages of the user's and of modules first, then those of the standard library; nearest first. */
  readonly packages: readonly CgoPackage[];
}

export interface CgoRequest {
  readonly cwd: string;
  /** Package patterns. */
  readonly packages: readonly string[];
  /** Targets, with cgo where Go has it. */
  readonly targets: readonly Target[];
  readonly environment: GoEnvironment;
}

/** A pattern matched no package. */
export class NoSuchPackageError extends Error {}

/** The bits of the two targets that are compared. */
const WITH = 1;
const WITHOUT = 2;

/** @throws NoSuchPackageError */
export async function cgoReports(request: CgoRequest): Promise<CgoReport[]> {
  await loadParsers();
  const workspace = openWorkspace(request.cwd, { environment: request.environment });
  const roots = workspace.packages(request.packages, ({ reason }: MissingPackage) => {
    throw new NoSuchPackageError(reason);
  });
  return request.targets.map((target) => ({
    target: targetName(target),
    supported: target.cgo,
    packages: target.cgo ? new CgoSurvey(workspace, target, request.cwd).of(roots) : [],
  }));
}

/** One target with cgo and without, side by side. */
class CgoSurvey {
  private readonly pair: TargetList;
  private readonly checker: Checker;

  constructor(
    private readonly workspace: Workspace,
    private readonly target: Target,
    private readonly cwd: string,
  ) {
    this.pair = new TargetList([target, { ...target, cgo: false }]);
    const readText = (path: string) => workspace.fileSystem.readText(path);
    this.checker = new Checker(this.pair, workspace.source, new CachedTrees({ readText, skipBodies: () => true }));
  }

  of(roots: readonly GoPackage[]): CgoPackage[] {
    const found: CgoPackage[] = [];
    for (const [package_, chain] of this.chains(roots)) {
      const first = package_.files.find((file) => file.usesCgo && this.isIn(file, WITH));
      // What cgo itself is made of is there because of the others.
      if (first !== undefined && package_.importPath !== 'runtime/cgo')
        found.push(this.describe(package_, first, chain));
    }
    return found.sort((a, b) => Number(a.standard) - Number(b.standard) || a.chain.length - b.chain.length);
  }

  /** The packages of a build with cgo, each with the shortest way to it: breadth first. */
  private chains(roots: readonly GoPackage[]): Map<GoPackage, readonly string[]> {
    const chains = new Map<GoPackage, readonly string[]>(roots.map((root) => [root, [root.importPath]]));
    for (const [importer, chain] of chains) {
      for (const file of importer.files) {
        if (!this.isIn(file, WITH)) continue;
        for (const spec of file.imports) {
          const imported = spec.path === 'C' ? undefined : this.workspace.source.resolve(spec.path, importer);
          if (imported === undefined || 'missing' in imported || chains.has(imported)) continue;
          chains.set(imported, [...chain, imported.importPath]);
        }
      }
    }
    return chains;
  }

  /** Whether a file is built, tests apart. */
  private isIn(file: GoFile, bit: number): boolean {
    return !file.isTest && (file.presence(this.pair) & bit) !== 0;
  }

  private describe(package_: GoPackage, first: GoFile, chain: readonly string[]): CgoPackage {
    const built = package_.files.filter((file) => this.isIn(file, WITH));
    const needs = built.filter((file) => file.usesCgo).map((file) => this.needsOf(file));
    const importC = first.imports.find(({ path }) => path === 'C');
    const text = this.workspace.fileSystem.readText(first.path) ?? '';
    const fromHere = relative(this.cwd, first.path);
    return {
      package: package_.importPath,
      standard: package_.module.path === 'std',
      chain,
      file: fromHere.startsWith('..') ? first.path : fromHere,
      line: text.slice(0, importC?.offset ?? 0).split('\n').length,
      files: built.filter((file) => !this.isIn(file, WITHOUT)).map(({ name }) => name),
      replacements: package_.files
        .filter((file) => this.isIn(file, WITHOUT) && !this.isIn(file, WITH))
        .map(({ name }) => name),
      remains: package_.files.some((file) => this.isIn(file, WITHOUT)),
      vanishing: package_.module.path === 'std' ? [] : this.vanishing(package_),
      pkgConfig: distinct(needs.flatMap(({ pkgConfig }) => pkgConfig)),
      libraries: distinct(needs.flatMap(({ libraries }) => libraries)),
      cxx: package_.otherFiles.some(
        (file) => /\.(cc|cpp|cxx)$/.test(file.name) && (file.presence(this.pair) & WITH) !== 0,
      ),
    };
  }

  private needsOf(file: GoFile) {
    const text = this.workspace.fileSystem.readText(file.path) ?? '';
    return cgoNeeds(text, file.imports.find(({ path }) => path === 'C')?.offset ?? text.length, this.target);
  }

  /** The exported names that are declared with cgo and not without. */
  private vanishing(package_: GoPackage): string[] {
    const info = this.checker.packageOf(package_);
    const presence = new Map<string, number>();
    const note = (name: string, set: number) => presence.set(name, (presence.get(name) ?? 0) | set);
    for (const object of info.scope.all()) if (isExported(object.name)) note(object.name, object.presence);
    for (const [type, methods] of info.methods.package) {
      if (!isExported(type)) continue;
      for (const [name, functions] of methods) {
        if (isExported(name)) for (const method of functions) note(`${type}.${name}`, method.presence);
      }
    }
    const gone = [...presence].filter(([, set]) => set === WITH).map(([name]) => name);
    // Where a type is gone its methods are, too.
    return gone.filter((name) => !gone.includes(name.replace(/\..*/, '')) || !name.includes('.')).sort();
  }
}

function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
