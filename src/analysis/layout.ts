// How the types of a package lie in memory on each target, for `archway layout`.
import { resolve } from 'node:path';
import { say } from '../messages/catalogue.ts';
import type { GoEnvironment } from '../module/environment.ts';
import { diskFileSystem } from '../module/file-system.ts';
import { openWorkspace } from '../module/open-workspace.ts';
import type { GoPackage } from '../module/package.ts';
import type { Workspace } from '../module/workspace.ts';
import { type Target, type TargetList, targetName } from '../platform/target.ts';
import { CachedTrees } from '../syntax/trees.ts';
import { Checker } from '../types/checker.ts';
import type { TypeName } from '../types/object.ts';
import { typeNameType, typeParamsOf, under } from '../types/resolve.ts';
import { Tag } from '../types/type.ts';
import { type TypeLayout, typeLayout } from '../types/type-layout.ts';
import { targetBatches } from './batches.ts';
import { loadParsers } from './parsers.ts';

/** One type on all targets that have it and on which the size of all its parts is known. */
export interface TypeLayouts {
  readonly package: string;
  readonly type: string;
  /** By target name, in the order of the run. */
  readonly targets: Readonly<Record<string, TypeLayout>>;
}

/** What is asked for. */
export interface LayoutRequest {
  readonly cwd: string;
  /** `PACKAGE` or `PACKAGE.TYPE`, where PACKAGE is a folder (`./pkg`) or an import path. */
  readonly subject: string;
  readonly targets: readonly Target[];
  readonly environment: GoEnvironment;
}

/** There is no such package or type. The message says which. */
export class NoSuchTypeError extends Error {}

/**
 * The layout of a type or, for a package, of all its struct types in the order of their names.
 * @throws NoSuchTypeError
 */
export async function layouts(request: LayoutRequest): Promise<{ types: TypeLayouts[]; isPackage: boolean }> {
  await loadParsers();
  const { workspace, found, typeName } = findSubject(request);
  const targetsByType = new Map<string, Record<string, TypeLayout>>();
  for (const batch of targetBatches(request.targets)) {
    for (const [name, byTarget] of new PackageLayouts(batch, workspace, found).of(typeName)) {
      targetsByType.set(name, { ...targetsByType.get(name), ...byTarget });
    }
  }
  const types = [...targetsByType]
    .map(([type, targets]) => ({ package: found.importPath, type, targets: inOrder(targets, request.targets) }))
    .filter(({ targets }) => Object.keys(targets).length > 0)
    .sort((a, b) => (a.type < b.type ? -1 : 1));
  if (typeName !== undefined && types.length === 0) {
    throw new NoSuchTypeError(say('layout-no-type', { package: found.importPath, type: typeName }));
  }
  return { types, isPackage: typeName === undefined };
}

function inOrder(
  byTarget: Readonly<Record<string, TypeLayout>>,
  targets: readonly Target[],
): Record<string, TypeLayout> {
  const names = targets.map(targetName).filter((name) => byTarget[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, byTarget[name]!]));
}

interface Subject {
  readonly workspace: Workspace;
  readonly found: GoPackage;
  readonly typeName: string | undefined;
}

/** The subject as a whole may be a package, as import paths have dots too; else what is behind the last dot is the type. */
function findSubject({ cwd, subject, environment }: LayoutRequest): Subject {
  const whole = findPackage(subject, cwd, environment);
  if (whole) return { ...whole, typeName: undefined };
  const dot = subject.lastIndexOf('.');
  const typeName = subject.slice(dot + 1);
  const rest = findPackage(subject.slice(0, Math.max(dot, 0)) || '.', cwd, environment);
  if (!rest || !/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(typeName)) {
    throw new NoSuchTypeError(say('layout-no-package', { subject }));
  }
  return { ...rest, typeName };
}

function findPackage(path: string, cwd: string, environment: GoEnvironment) {
  const isFolder = /^(?:\.{1,2}$|\.{0,2}[/\\])/.test(path);
  const dir = isFolder ? resolve(cwd, path) : cwd;
  if (!diskFileSystem.isDirectory(dir)) return undefined;
  const workspace = openWorkspace(dir, { environment });
  const found = isFolder ? workspace.packageIn(dir) : workspace.packages([path])[0];
  return found && { workspace, found };
}

/** The layouts of one package's types on the targets of one list. */
class PackageLayouts {
  private readonly checker: Checker;

  constructor(
    private readonly targets: TargetList,
    workspace: Workspace,
    private readonly found: GoPackage,
  ) {
    const readText = (path: string) => workspace.fileSystem.readText(path);
    this.checker = new Checker(targets, workspace.source, new CachedTrees({ readText, skipBodies: () => true }));
  }

  /** By type name and target name: of one type, or of all struct types. */
  of(typeName: string | undefined): Map<string, Record<string, TypeLayout>> {
    const { scope } = this.checker.packageOf(this.found);
    const found = new Map<string, Record<string, TypeLayout>>();
    const objects = typeName === undefined ? scope.all() : scope.declarations(typeName);
    for (const object of objects) {
      if (object.kind !== 'type' || object.site === undefined) continue;
      const byTarget = found.get(object.name) ?? {};
      found.set(object.name, byTarget);
      const { file, scope: around } = object.site;
      this.checker.inside({ file, scope: around }, () =>
        this.checker.probe(object.presence, () => this.add(object, typeName === undefined, byTarget)),
      );
    }
    return found;
  }

  /** Adds the layout on the present targets; nothing where it is not known. @throws Split */
  private add(object: TypeName, onlyStructs: boolean, byTarget: Record<string, TypeLayout>): void {
    const { checker } = this;
    if (typeParamsOf(checker, object).length > 0) return;
    const type = typeNameType(checker, object);
    if (onlyStructs && under(checker, type).tag !== Tag.Struct) return;
    const layout = typeLayout(checker, type);
    if (layout === undefined) return;
    for (const name of this.targets.names(checker.now)) byTarget[name] = layout;
  }
}
