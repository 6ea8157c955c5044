// Names in the sources: what an identifier or a qualified name stands for, and what is said where nothing declares it.
import { message } from '../messages/catalogue.ts';
import type { TargetSet } from '../platform/target.ts';
import { Kind } from '../syntax/kinds.ts';
import type { Node } from '../syntax/tree.ts';
import type { Checker } from './checker.ts';
import type { RelatedPlace } from './diagnostic.ts';
import { isExported } from './names.ts';
import type { GoObject, PkgName } from './object.ts';
import type { FileInfo, PackageInfo } from './package-info.ts';
import type { WideScope } from './scope.ts';
import { universe } from './universe.ts';

/**
 * What the identifier at `node` stands for. Undefined, after a report where that is certain, where nothing declares it.
 * @throws Split
 */
export function lookupIdentifier(
  c: Checker,
  node: Node,
  id: 'undefined' | 'undefinedArrayLength' = 'undefined',
): GoObject | undefined {
  const { tree } = c.env.file;
  const name = tree.textOf(node);
  const object = c.env.scope.lookup(name, tree.start[node]!) ?? lookupInPackage(c, name);
  if (object !== undefined) {
    c.named(node, object);
    return object;
  }
  if (name === '_') {
    c.report(node, 'InvalidBlank', 'blankAsValue', {});
    return undefined;
  }
  if (tree.kind[node] === Kind.Error || name === '') return undefined;
  const { file } = c.env;
  if (isIncomplete(c, file)) c.unknown('undefined name in an incomplete package');
  else {
    const scopes = visibleScopes(file);
    c.report(node, 'UndeclaredName', id, { name }, { related: elsewhere(scopes, name), subject: name });
  }
  return undefined;
}

/** Whether a name the file does not find may still be declared somewhere that could not be read. */
function isIncomplete(c: Checker, file: FileInfo): boolean {
  c.splitAt(file.package_.incomplete);
  if ((file.package_.incomplete & c.now) !== 0) return true;
  if (file.unresolvedImports) return true;
  return file.dotImports.some((dot) => dot.imported === undefined || (dot.imported.incomplete & c.now) !== 0);
}

/** The file's imports, the package and the universe. */
function lookupInPackage(c: Checker, name: string): GoObject | undefined {
  const { file } = c.env;
  const imported = file.imports.lookup(name, c.now);
  if (imported !== undefined) return imported;
  for (const scope of visibleScopes(file)) {
    const object = scope.lookup(name, c.now);
    if (object !== undefined) return object;
  }
  for (const dot of file.dotImports) {
    if (dot.imported === undefined || !isExported(name)) continue;
    const object = dot.imported.scope.lookup(name, c.now) ?? testObject(file, dot.imported, name, c.now);
    if (object !== undefined) {
      dot.used |= c.now;
      return object;
    }
  }
  return universe.get(name);
}

/** The package scopes a file sees, innermost first. */
function visibleScopes(file: FileInfo): WideScope[] {
  const { package_ } = file;
  if (file.variant === 'package') return [package_.scope];
  return file.variant === 'test' ? [package_.testScope, package_.scope] : [package_.externalScope];
}

/** What an external test sees of the tests of the package it imports. @throws Split */
function testObject(file: FileInfo, imported: PackageInfo, name: string, now: TargetSet): GoObject | undefined {
  return file.package_ === imported ? imported.testScope.lookup(name, now) : undefined;
}

/**
 * What `pkg.Name` stands for. Undefined, after a report where that is certain, where the package does not declare it.
 * @throws Split
 */
export function lookupQualified(c: Checker, pkg: PkgName, node: Node): GoObject | undefined {
  const { file } = c.env;
  pkg.used |= c.now;
  const { imported } = pkg;
  const name = file.tree.textOf(node);
  if (imported === undefined) {
    c.unknown(pkg.path === 'C' ? 'cgo' : `package not found: ${pkg.path}`);
    return undefined;
  }
  const object = imported.scope.lookup(name, c.now) ?? testObject(file, imported, name, c.now);
  if (object !== undefined && isExported(name)) {
    c.named(node, object);
    return object;
  }
  c.splitAt(imported.presence);
  if ((c.now & imported.presence) === 0) {
    c.unknown('package without files on the target');
    return undefined;
  }
  c.splitAt(imported.incomplete);
  if ((imported.incomplete & c.now) !== 0) {
    c.unknown('undefined name in an incomplete package');
    return undefined;
  }
  const qualified = `${pkg.name}.${name}`;
  if (object !== undefined) {
    c.report(node, 'UnexportedName', 'notExported', { name, package: pkg.name });
    return undefined;
  }
  const more = { related: elsewhere([imported.scope], name), subject: `${imported.path}.${name}` };
  const other = exportedLike(c, imported.scope, name);
  if (other === undefined) c.report(node, 'UndeclaredImportedName', 'undefined', { name: qualified }, more);
  else c.report(node, 'UndeclaredImportedName', 'undefinedButHave', { name: qualified, other }, more);
  return undefined;
}

/** The first exported name of a package that differs from `name` in nothing but case. @throws Split */
function exportedLike(c: Checker, scope: WideScope, name: string): string | undefined {
  const folded = name.toLowerCase();
  const like = new Set<string>();
  for (const object of scope.all()) {
    if (object.name !== name && object.name.toLowerCase() === folded && isExported(object.name)) like.add(object.name);
  }
  return [...like].sort().find((other) => {
    c.splitAt(scope.presence(other));
    return (scope.presence(other) & c.now) !== 0;
  });
}

/** Where `name` is declared for other targets. */
function elsewhere(scopes: readonly WideScope[], name: string): RelatedPlace[] {
  const places: RelatedPlace[] = [];
  for (const scope of scopes) {
    for (const { site } of scope.declarations(name)) {
      if (site === undefined) continue;
      const { tree, file } = site.file;
      places.push({
        file,
        start: tree.start[site.node]!,
        end: tree.end[site.node]!,
        message: message('declaredHere', { name, file: file.name }),
      });
    }
  }
  return places;
}
