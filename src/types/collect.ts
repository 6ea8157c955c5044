// Collecting: from the files of a package to its scopes, imports and methods. Nothing is typed here.
import { message } from '../messages/catalogue.ts';
import type { GoFile } from '../module/package.ts';
import { compareGoVersions, languageVersion } from '../module/semver.ts';
import type { TargetSet } from '../platform/target.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import { Cell } from './cell.ts';
import type { Checker } from './checker.ts';
import { Const, Func, type GoObject, PkgName, type Site, TypeName, Var } from './object.ts';
import { FileInfo, type MethodTable, type PackageInfo, type Variant } from './package-info.ts';
import { Scope } from './scope.ts';
import type { Type } from './type.ts';
import { Named } from './type.ts';

/** The scope of package-level expressions: nothing local. */
export const PACKAGE_LEVEL = new Scope(undefined);

/** Collects what `info` declares, once; with `tests` also its test files. */
export function collectPackage(c: Checker, info: PackageInfo, tests: boolean): void {
  try {
    if (info.collected === 'nothing') {
      info.collected = 'package';
      for (const file of info.source.files) if (!file.isTest) collectFile(c, info, file, 'package');
    }
    if (tests && info.collected === 'package') {
      info.collected = 'tests';
      for (const file of info.source.files) {
        if (file.isTest) collectFile(c, info, file, file.packageName.endsWith('_test') ? 'external test' : 'test');
      }
    }
  } catch (error) {
    // Asked for deep inside of an expression, with no stack left: declarations are missing.
    info.incomplete = c.targets.all;
    throw error;
  }
}

function collectFile(c: Checker, info: PackageInfo, source: GoFile, variant: Variant): void {
  const presence = source.presence(c.targets);
  if (presence === 0 || source.packageName === '') return;
  // Another package in the same folder: the go command refuses the folder, and its names are not ours.
  if (variant === 'package' && source.packageName !== info.name) {
    info.incomplete |= presence;
    info.conflicting |= presence;
    return;
  }
  const tree = c.trees.tree(source.path);
  const file = new FileInfo(source, info, variant, presence, tree, goVersionOf(source, info));
  info.files.push(file);
  if (variant === 'package') info.presence |= presence;
  if (file.broken) info.incomplete |= presence;
  const guessed: Node[] = [];
  for (let node = 1; node < tree.length; node = tree.next[node]!) {
    switch (tree.kind[node]) {
      case Kind.ImportDeclaration:
        for (let n = node; n < tree.next[node]!; n++) {
          if (tree.kind[n] === Kind.ImportSpec && !collectImport(c, file, n, false)) guessed.push(n);
        }
        break;
      case Kind.ConstDeclaration:
        for (const object of constants(tree, node, packageSite(file, node), presence, info)) declare(c, file, object);
        break;
      case Kind.VarDeclaration:
        for (const object of variables(tree, node, packageSite(file, node), presence, info, 'package'))
          declare(c, file, object);
        break;
      case Kind.TypeDeclaration:
        for (const object of typeNames(tree, node, packageSite(file, node), presence, info)) {
          declare(c, file, object);
          if (object.isAlias) noteAlias(tree, object, info);
        }
        break;
      case Kind.FunctionDeclaration:
        collectFunction(c, file, node);
        break;
      case Kind.MethodDeclaration:
        collectMethod(file, node);
        break;
    }
  }
  for (const spec of guessed) collectImport(c, file, spec, true);
}

/** A file's language version: the module's, or what its //go:build line asks for, but that at least Go 1.21. */
function goVersionOf({ goVersion }: GoFile, { source }: PackageInfo): string {
  if (goVersion === undefined) return source.module.goVersion;
  const own = languageVersion(goVersion) ?? '';
  return compareGoVersions(own, '1.21') > 0 ? own : '1.21';
}

/** Notes `type alias = T`, `= *T`, of a type of the package: methods may be declared with the alias as receiver. */
function noteAlias(tree: Tree, alias: TypeName, info: PackageInfo): void {
  const base = baseOf(tree, tree.child(alias.spec, Field.Type));
  if (base === undefined) return;
  const known = info.aliases.get(base.name);
  if (known === undefined) info.aliases.set(base.name, [{ alias, pointer: base.pointer }]);
  else known.push({ alias, pointer: base.pointer });
}

function packageSite(file: FileInfo, node: Node): Site {
  return { file, scope: PACKAGE_LEVEL, node };
}

/**
 * Declares the name of an import.
 * @param guesses whether the name may be a guess: the names that are sure are declared before, so that a guess takes none of them
 * @returns false where it would have to be one
 */
function collectImport(c: Checker, file: FileInfo, spec: Node, guesses: boolean): boolean {
  const { tree, package_ } = file;
  const pathNode = tree.child(spec, Field.Path);
  if (pathNode === NONE) return true;
  const path = tree.textOf(pathNode).slice(1, -1);
  const nameNode = tree.child(spec, Field.Name);
  const written = nameNode === NONE ? '' : tree.textOf(nameNode);
  if (written === '_' || path === '') return true;
  const imported = c.packages.imported(path, file);
  if (imported === undefined && written === '' && !guesses) return false;
  // Without the package its name is a guess; a wrong guess would make its uses undefined.
  const name = written !== '' ? written : (imported?.name ?? guessName(path));
  if (written === 'init') {
    c.checked(file, PACKAGE_LEVEL, file.presence, () => c.report(spec, 'InvalidInitDecl', 'importAsInit', {}));
    return true;
  }
  const object = new PkgName(name, package_, packageSite(file, spec), file.presence, path, imported, c.collect);
  if (written === '.') file.dotImports.push(object);
  else if (name !== '') {
    const conflict = file.imports.declare(object);
    if (conflict !== undefined && imported !== undefined) {
      file.redeclaredImports.push(object);
      reportRedeclared(c, file, object, conflict);
    }
  }
  if (imported === undefined && written === '') file.unresolvedImports = true;
  return true;
}

/** What a package at `path` is probably called: the last element without a version. */
function guessName(path: string): string {
  const elements = path.split('/');
  let last = elements.at(-1) ?? '';
  // Only from v2 on it is the version of a module: k8s.io/api/core/v1 is package v1.
  if (/^v(?:[2-9]|\d{2,})$/.test(last) && elements.length > 1) last = elements.at(-2)!;
  return last
    .replace(/\.v\d+$/, '')
    .replace(/^go-|-go$|\.go$/g, '')
    .replace(/\W/g, '_');
}

/** Declares at package level, reporting what is taken already. `_` and init declare nothing. */
function declare(c: Checker, file: FileInfo, object: GoObject): void {
  file.package_.declared.push(object);
  if (object.name === '_') return;
  const { package_ } = file;
  const { name } = object;
  if (object.kind !== 'func' && (name === 'init' || (name === 'main' && package_.name === 'main'))) {
    const code = name === 'init' ? 'InvalidInitDecl' : 'InvalidMainDecl';
    c.checked(file, PACKAGE_LEVEL, object.presence, () =>
      c.report(object.site!.node, code, 'mustBeFunction', { name }),
    );
    return;
  }
  const conflict = package_.scopeOf(file.variant).declare(object) ?? taken(package_, file, object);
  if (conflict !== undefined) reportRedeclared(c, file, object, conflict);
}

interface Conflict {
  readonly taken: TargetSet;
  readonly by: GoObject;
}

function reportRedeclared(c: Checker, file: FileInfo, object: GoObject, conflict: Conflict): void {
  const other = conflict.by.site;
  if (other === undefined) return;
  c.checked(file, PACKAGE_LEVEL, conflict.taken, () =>
    c.report(
      object.site!.node,
      'DuplicateDecl',
      'redeclared',
      { name: object.name },
      {
        related: [
          {
            file: other.file.file,
            start: other.file.tree.start[other.node]!,
            end: other.file.tree.end[other.node]!,
            message: message('otherDeclaration', { name: object.name }),
          },
        ],
      },
    ),
  );
}

/** A test declares what the package itself declares already. */
function taken(package_: PackageInfo, file: FileInfo, object: GoObject): Conflict | undefined {
  if (file.variant !== 'test') return undefined;
  const common = package_.scope.presence(object.name) & object.presence;
  return common === 0 ? undefined : { taken: common, by: package_.scope.declarations(object.name)[0]! };
}

function collectFunction(c: Checker, file: FileInfo, node: Node): void {
  const { tree, package_ } = file;
  const nameNode = tree.child(node, Field.Name);
  if (nameNode === NONE) return;
  const name = tree.textOf(nameNode);
  const func = new Func(name, package_, packageSite(file, nameNode), file.presence, new Cell(), node);
  if (name === 'init' || name === '_') package_.declared.push(func);
  else declare(c, file, func);
}

function collectMethod(file: FileInfo, node: Node): void {
  const { tree, package_ } = file;
  const nameNode = tree.child(node, Field.Name);
  const receiver = tree.child(node, Field.Receiver);
  if (nameNode === NONE || receiver === NONE) return;
  const parameter = tree.childOfKind(receiver, Kind.ParameterDeclaration);
  const base = parameter === NONE ? undefined : baseOf(tree, tree.child(parameter, Field.Type));
  const func = new Func(
    tree.textOf(nameNode),
    package_,
    packageSite(file, nameNode),
    file.presence,
    new Cell(),
    node,
    base?.pointer,
  );
  package_.declared.push(func);
  if (base !== undefined && func.name !== '_') addMethod(package_.methods[file.variant], base.name, func);
}

function addMethod(table: MethodTable, typeName: string, method: Func): void {
  let methods = table.get(typeName);
  if (methods === undefined) {
    methods = new Map();
    table.set(typeName, methods);
  }
  const same = methods.get(method.name);
  if (same === undefined) methods.set(method.name, [method]);
  else same.push(method);
}

/** The name in `T`, `*T` and `*T[P]`, and whether there is a star. */
function baseOf(tree: Tree, written: Node): { name: string; pointer: boolean } | undefined {
  let type = written;
  let pointer = false;
  while (type !== NONE) {
    switch (tree.kind[type]) {
      case Kind.PointerType:
        pointer = true;
        type = firstNamed(tree, type);
        break;
      case Kind.ParenthesizedType:
        type = firstNamed(tree, type);
        break;
      case Kind.GenericType:
        type = tree.child(type, Field.Type);
        break;
      case Kind.TypeIdentifier:
        return { name: tree.textOf(type), pointer };
      default:
        return undefined;
    }
  }
  return undefined;
}

/** The first child that is no token and no comment. */
export function firstNamed(tree: Tree, node: Node): Node {
  for (let n = node + 1; n < tree.next[node]!; n = tree.next[n]!) if (isNamed(tree.kind[n]!)) return n;
  return NONE;
}

/** Whether a kind is a node of the grammar rather than a token or a comment. */
export function isNamed(kind: number): boolean {
  return (
    (kind >= Kind.RawStringLiteralContent && kind !== Kind.Quote && kind !== Kind.Comment && kind !== Kind.Dot) ||
    kind === Kind.Identifier ||
    kind === Kind.BlankIdentifier
  );
}

/** The place of an identifier that is declared there. */
function siteAt({ file, scope, iota }: Site, node: Node): Site {
  return iota === undefined ? { file, scope, node } : { file, scope, node, iota };
}

/** The constants of a ConstDecl; a spec without expressions repeats the one before it. */
export function constants(
  tree: Tree,
  declaration: Node,
  at: Site,
  presence: TargetSet,
  package_: PackageInfo,
): Const[] {
  const found: Const[] = [];
  let typeNode = NONE;
  let values: Node[] = [];
  let iota = 0;
  for (const spec of tree.childrenOfKind(declaration, Kind.ConstSpec)) {
    const list = tree.child(spec, Field.Value);
    if (list !== NONE) {
      typeNode = tree.child(spec, Field.Type);
      values = namedChildren(tree, list);
    }
    const declared = declaredNames(tree, spec);
    declared.forEach((node, i) => {
      const name = tree.textOf(node);
      const value = values[i] ?? NONE;
      const site = siteAt(at, node);
      const inherited = list === NONE;
      const extra = (i === 0 ? values[declared.length] : undefined) ?? NONE;
      const isMissing = i === values.length;
      found.push(new Const(name, package_, site, presence, typeNode, value, iota, inherited, extra, isMissing, spec));
    });
    iota++;
  }
  return found;
}

/** The variables of a VarDecl; those of one spec know each other. */
export function variables(
  tree: Tree,
  declaration: Node,
  at: Site,
  presence: TargetSet,
  package_: PackageInfo,
  role: 'package' | 'local',
): Var[] {
  const found: Var[] = [];
  for (let n = declaration + 1; n < tree.next[declaration]!; n++) {
    if (tree.kind[n] !== Kind.VarSpec) continue;
    const group: Var[] = [];
    declaredNames(tree, n).forEach((node) => {
      const name = tree.textOf(node);
      group.push(new Var(name, package_, siteAt(at, node), presence, new Cell<Type>(), role, false, n, group));
    });
    found.push(...group);
    n = tree.next[n]! - 1;
  }
  return found;
}

/** The types of a TypeDecl, each with its Named unless it is an alias. */
export function typeNames(
  tree: Tree,
  declaration: Node,
  at: Site,
  presence: TargetSet,
  package_: PackageInfo,
): TypeName[] {
  const found: TypeName[] = [];
  for (let spec = declaration + 1; spec < tree.next[declaration]!; spec = tree.next[spec]!) {
    const kind = tree.kind[spec];
    if (kind !== Kind.TypeSpec && kind !== Kind.TypeAlias) continue;
    const node = tree.child(spec, Field.Name);
    if (node === NONE) continue;
    const type = new Cell<Type>();
    const isAlias = kind === Kind.TypeAlias;
    const object = new TypeName(tree.textOf(node), package_, siteAt(at, node), presence, type, spec, isAlias);
    if (!isAlias) type.set(-1, new Named(object, new Cell(), undefined, []));
    found.push(object);
  }
  return found;
}

/** The names that a spec, a field or a parameter declaration declares: without the commas between them, which stand under the same field. */
export function declaredNames(tree: Tree, declaration: Node): Node[] {
  return tree.children(declaration, Field.Name).filter((n) => tree.kind[n] !== Kind.Comma);
}

/** The children that are neither tokens nor comments. */
export function namedChildren(tree: Tree, node: Node): Node[] {
  const found: Node[] = [];
  for (let n = node + 1; n < tree.next[node]!; n = tree.next[n]!) if (isNamed(tree.kind[n]!)) found.push(n);
  return found;
}
