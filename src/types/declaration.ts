// Checking everything a package declares: types, initial values, function bodies, and what no declaration uses.
import { message } from '../messages/catalogue.ts';
import type { TargetSet } from '../platform/target.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node } from '../syntax/tree.ts';
import type { Checker } from './checker.ts';
import { firstNamed, PACKAGE_LEVEL } from './collect.ts';
import { checkContainment } from './cycles.ts';
import { checkExpression } from './expression.ts';
import { reportInitializationCycles } from './initialization.ts';
import { ownMethod } from './lookup.ts';
import { isExported } from './names.ts';
import type { GoObject, PkgName } from './object.ts';
import type { FileInfo, PackageInfo } from './package-info.ts';
import { placeOf } from './place.ts';
import { resolveConst, signatureOf, typeNameType, typeParamsOf, under } from './resolve.ts';
import { Scope } from './scope.ts';
import { functionSignature } from './signature.ts';
import { checkFunctionBody, declareGroup } from './statement.ts';
import { type Named, Tag } from './type.ts';
import { typeExpression } from './type-expression.ts';

/**
 * Checks what a package declares and was not checked before.
 * @param pause called before each declaration; where it throws, what was checked so far stays checked
 */
export function checkDeclarations(c: Checker, info: PackageInfo, pause = () => {}): void {
  if (info.declared.every((object) => info.checked.has(object)) && info.declared.length > 0) return;
  checkObjects(c, info, info.declared, pause);
  reportDuplicateMethods(c, info);
  reportInitializationCycles(c, info);
  for (const file of info.files) {
    reportShadowedImports(c, file);
    reportUnusedImports(c, file);
  }
}

/** Checks those of some objects of a package that were not checked before. */
export function checkObjects(c: Checker, info: PackageInfo, objects: readonly GoObject[], pause: () => void): void {
  for (const object of objects) {
    if (info.checked.has(object)) continue;
    pause();
    checkObject(c, object);
    for (const one of object.kind === 'var' ? object.group : [object]) info.checked.add(one);
  }
}

function checkObject(c: Checker, object: GoObject): void {
  const site = object.site!;
  const check = (work: () => void) => c.checked(site.file, site.scope, object.presence, work, object);
  switch (object.kind) {
    case 'const':
      check(() => resolveConst(c, object));
      return;
    case 'type':
      check(() => {
        const type = typeNameType(c, object);
        const u = under(c, type);
        if (u.tag === Tag.Interface) for (const method of u.methods) signatureOf(c, method);
        checkContainment(c, object);
        if (object.name !== '_' && type.tag === Tag.Named && type.object === object) checkFieldNames(c, type);
      });
      return;
    case 'var':
      check(() => declareGroup(c, object.spec, object.group));
      return;
    case 'func':
      check(() => checkFunction(c, object.declaration));
      return;
    default:
  }
}

/**
 * Goes through the source of a package-level declaration once more, for an observer: what was typed before stays as it is. Of the present
 * targets; the present place must be the declaration's.
 * @throws Split
 */
export function walkDeclaration(c: Checker, object: GoObject): void {
  const { tree } = c.env.file;
  switch (object.kind) {
    case 'const':
      if (object.typeNode !== NONE) typeExpression(c, object.typeNode);
      if (object.valueNode !== NONE) {
        c.inside({ ...c.env, iota: object.iota }, () => void checkExpression(c, object.valueNode));
      }
      return;
    case 'type': {
      typeParamsOf(c, object);
      const scope = c.generics.get(object)?.scope ?? c.env.scope;
      c.inside({ ...c.env, scope }, () => void typeExpression(c, tree.child(object.spec, Field.Type)));
      return;
    }
    case 'var':
      declareGroup(c, object.spec, object.group);
      return;
    case 'func':
      checkFunction(c, object.declaration);
      return;
    default:
  }
}

/** Checks a FunctionDeclaration or MethodDeclaration of the present file. */
export function checkFunction(c: Checker, declaration: Node): void {
  const { tree } = c.env.file;
  checkEntryPoint(c, declaration);
  const scope = new Scope(PACKAGE_LEVEL, true);
  const { signature } = functionSignature(c, declaration, scope);
  const body = tree.child(declaration, Field.Body);
  if (body !== NONE) c.inside({ ...c.env, scope, signature }, () => checkFunctionBody(c, body, scope));
  else if (signature.typeParams.length > 0) c.report(declaration, 'BadDecl', 'missingGenericBody', {});
}

/** Reports what the functions init and main must not have, and the lack of what they must. */
function checkEntryPoint(c: Checker, declaration: Node): void {
  const { tree, package_, variant } = c.env.file;
  const nameNode = tree.child(declaration, Field.Name);
  const name = tree.textOf(nameNode);
  const isMain = name === 'main' && package_.name === 'main' && variant !== 'external test';
  if (tree.kind[declaration] !== Kind.FunctionDeclaration || (name !== 'init' && !isMain)) return;
  const code = isMain ? 'InvalidMainDecl' : 'InvalidInitDecl';
  const typeParams = tree.child(declaration, Field.TypeParameters);
  if (typeParams !== NONE) c.report(firstNamed(tree, typeParams), code, 'mustHaveNoTypeParameters', { name });
  const params = firstNamed(tree, tree.child(declaration, Field.Parameters));
  const result = tree.child(declaration, Field.Result);
  const hasResults = result !== NONE && (tree.kind[result] !== Kind.ParameterList || firstNamed(tree, result) !== NONE);
  if (params !== NONE || hasResults) c.report(nameNode, code, 'mustHaveNoArguments', { name });
  if (!isMain && tree.child(declaration, Field.Body) === NONE)
    c.report(nameNode, 'MissingInitBody', 'initWithoutBody', {});
}

function reportDuplicateMethods(c: Checker, info: PackageInfo): void {
  for (const table of Object.values(info.methods)) {
    for (const [typeName, methods] of table) {
      const declared = definedOn(info, typeName);
      for (const same of methods.values()) {
        same.forEach((method, i) => {
          let rest = method.presence;
          for (const other of same.slice(0, i)) {
            const common = rest & other.presence & declared;
            const { site } = other;
            if (common === 0 || site === undefined) continue;
            rest &= ~common;
            const { tree, file } = site.file;
            const args = {
              type: typeName,
              name: method.name,
              place: placeOf(site.file, site.node),
            };
            c.checked(method.site!.file, PACKAGE_LEVEL, common, () =>
              c.report(method.site!.node, 'DuplicateMethod', 'duplicateMethod', args, {
                related: [
                  {
                    file,
                    start: tree.start[site.node]!,
                    end: tree.end[site.node]!,
                    message: message('otherDeclaration', { name: method.name }),
                  },
                ],
              }),
            );
          }
        });
      }
    }
  }
}

/** Reports methods of a struct type that are called as one of its fields. @throws Split */
function checkFieldNames(c: Checker, type: Named): void {
  const u = under(c, type);
  if (u.tag !== Tag.Struct) return;
  for (const { name, package_ } of u.fields) {
    if (name === '_' || package_ === undefined) continue;
    const site = ownMethod(c, type, package_, name)?.site;
    if (site === undefined || site.file.package_ !== c.env.file.package_) continue;
    c.inside({ file: site.file, scope: site.scope }, () =>
      c.report(site.node, 'DuplicateFieldAndMethod', 'fieldAndMethod', { name }),
    );
  }
}

/** The targets on which a package or its tests define a type: an alias has no methods of its own. */
function definedOn(info: PackageInfo, name: string): TargetSet {
  let defined = 0;
  for (const scope of [info.scope, info.testScope, info.externalScope]) {
    for (const object of scope.declarations(name)) {
      if (object.kind === 'type' && !object.isAlias) defined |= scope.presenceOf(object);
    }
  }
  return defined;
}

/** Reports what a package declares under a name that one of its files imports. */
function reportShadowedImports(c: Checker, file: FileInfo): void {
  const scope = file.package_.scopeOf(file.variant);
  const report = (name: string, by: PkgName, presence: TargetSet, what: string) => {
    for (const object of scope.declarations(name)) {
      const common = scope.presenceOf(object) & presence;
      const { site } = object;
      if (common === 0 || site === undefined) continue;
      const { tree } = file;
      const imported = {
        file: file.file,
        start: tree.start[by.site!.node]!,
        end: tree.end[by.site!.node]!,
        message: message('otherDeclaration', { name }),
      };
      c.checked(site.file, PACKAGE_LEVEL, common, () =>
        c.report(site.node, 'DuplicateDecl', 'declaredByImport', { name, what }, { related: [imported] }),
      );
    }
  };
  for (const object of file.imports.all()) {
    if (object.kind !== 'package' || scope.presence(object.name) === 0) continue;
    const { imported } = object;
    if (imported === undefined) continue;
    const what = `import of package ${imported.name} ("${imported.path}")`;
    report(object.name, object, file.imports.presenceOf(object), what);
  }
  for (const dot of file.dotImports) {
    const { imported } = dot;
    if (imported === undefined || imported === file.package_) continue;
    for (const { name } of imported.scope.all()) {
      if (!isExported(name) || scope.presence(name) === 0) continue;
      const what = `dot-import of package ${imported.name} ("${imported.path}")`;
      report(name, dot, dot.presence & imported.scope.presence(name), what);
    }
  }
}

function reportUnusedImports(c: Checker, file: FileInfo): void {
  if (file.tree.hasError || (file.package_.incomplete & file.presence) !== 0) return;
  const imports: PkgName[] = [...file.dotImports, ...file.redeclaredImports];
  for (const object of file.imports.all()) if (object.kind === 'package') imports.push(object);
  for (const object of imports) {
    // Of a package that is not there, or not on these targets, the name is not sure either.
    const idle = file.presence & ~object.used & ~file.package_.misread;
    const unused = idle === 0 ? 0 : idle & (object.imported?.presence ?? 0);
    if (unused === 0 || object.path === 'C') continue;
    const { imported } = object;
    const named =
      imported !== undefined &&
      object.name !== object.path.slice(object.path.lastIndexOf('/') + 1) &&
      !file.dotImports.includes(object);
    c.checked(file, PACKAGE_LEVEL, unused, () => {
      if (named)
        c.report(object.site!.node, 'UnusedImport', 'unusedImportAs', { path: object.path, name: object.name });
      else c.report(object.site!.node, 'UnusedImport', 'unusedImport', { path: object.path });
    });
  }
}
