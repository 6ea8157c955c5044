// Checking a part of a package: the declarations of one file, or functions whose bodies have changed since.
import type { GoFile, GoPackage } from '../module/package.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { parseGo } from '../syntax/parser.ts';
import type { Node, Tree } from '../syntax/tree.ts';
import type { Checker, CheckOptions } from './checker.ts';
import { PACKAGE_LEVEL } from './collect.ts';
import { checkFunction, checkObjects } from './declaration.ts';
import type { Diagnostic } from './diagnostic.ts';
import { mergeDiagnostics } from './notes.ts';
import type { Fact } from './observer.ts';
import type { FileInfo } from './package-info.ts';

/**
 * Checks what one file of a package declares, function bodies included; the rest of the package as far as that needs it. What
 * only the whole package shows (imports and methods that are there twice or for nothing) is not said.
 * @param path absolute
 */
export function checkFile(
  c: Checker,
  pkg: GoPackage,
  path: string,
  { tests, pause = () => {} }: CheckOptions,
): Diagnostic[] {
  const info = c.packageOf(pkg, { tests });
  c.checking = info;
  const declared = info.declared.filter(({ site }) => site?.file.file.path === path);
  checkObjects(c, info, declared, pause);
  const here = info.diagnostics.filter(({ file }) => file.path === path);
  return mergeDiagnostics(here, ~info.conflicting);
}

/**
 * Checks functions of a file in its present text, all of which but bodies of functions is as it was when the package was collected. While
 * `look` runs, the package has that text, and nothing but what was found in these functions.
 * @param functions FunctionDeclarations and MethodDeclarations of `tree`
 */
export function checkBodies<T>(
  c: Checker,
  file: FileInfo,
  tree: Tree,
  functions: readonly Node[],
  look: (found: Diagnostic[]) => T,
): T {
  const later = file.withTree(tree);
  const info = file.package_;
  c.checking = info;
  for (const node of functions) c.checked(later, PACKAGE_LEVEL, file.presence, () => checkFunction(c, node));
  const { files, diagnostics, facts, elsewhere } = info;
  Object.assign(info, {
    files: files.map((one) => (one === file ? later : one)),
    ...later.notes,
    elsewhere: [...elsewhere, ...diagnostics],
  });
  try {
    return look(mergeDiagnostics(info.diagnostics, ~info.conflicting));
  } finally {
    Object.assign(info, { files, diagnostics, facts, elsewhere });
  }
}

/**
 * What rules record in the functions and methods of a file of an imported package, whose bodies are not checked otherwise. What is wrong
 * in them is not said.
 * @param offsets of the names of those that are looked at; all by default
 * @returns by such an offset
 */
export function factsInBodies(
  c: Checker,
  pkg: GoPackage,
  { path }: GoFile,
  offsets?: ReadonlySet<number>,
): ReadonlyMap<number, readonly Fact[]> {
  const { checking, calls } = c;
  const info = c.packageOf(pkg);
  const file = info.files.find((one) => one.file.path === path);
  const found = new Map<number, readonly Fact[]>();
  if (file === undefined) return found;
  const later = file.withTree(parseGo(file.tree.text));
  const { tree } = later;
  c.checking = info;
  try {
    for (let top = 1; top < tree.length; top = tree.next[top]!) {
      if (tree.kind[top] !== Kind.FunctionDeclaration && tree.kind[top] !== Kind.MethodDeclaration) continue;
      const offset = tree.start[tree.child(top, Field.Name)]!;
      if (offsets?.has(offset) === false) continue;
      c.checked(later, PACKAGE_LEVEL, file.presence, () => checkFunction(c, top));
      found.set(offset, later.notes.facts.splice(0));
    }
    return found;
  } finally {
    Object.assign(c, { checking, calls });
  }
}
