// Compares the functions a package declares with what its other files can define, for all targets at once.
import { type Message, message } from '../../messages/catalogue.ts';
import { extension } from '../../module/file-name.ts';
import type { GoFile, PackageFile } from '../../module/package.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { PackagePass } from '../rule.ts';
import { type Assembly, isAssembly, readAssembly } from './assembly.ts';
import { type FunctionDeclaration, functionsOf, linkNames } from './declarations.ts';

/** Packages whose missing bodies the runtime supplies, as cmd/go tells the compiler, or the compiler itself. */
const suppliedElsewhere = new Set(
  'bytes internal/poll net os runtime/metrics runtime/pprof runtime/trace sync syscall time unsafe builtin'.split(' '),
);

const headers = new Set(['.h', '.hh', '.hpp', '.hxx']);

interface Declared extends FunctionDeclaration {
  readonly file: GoFile;
  readonly targets: TargetSet;
}

interface AssemblyFile extends Assembly {
  readonly file: PackageFile;
  readonly targets: TargetSet;
}

/** What a package declares and what its assembly defines. */
interface Contents {
  /** Every function of the package, also of files that are built on none of the targets. */
  readonly functions: readonly Declared[];
  readonly assembly: readonly AssemblyFile[];
  /** Names that linkname directives bind, from either side. */
  readonly linked: { readonly local: Set<string>; readonly remote: Set<string> };
}

/** Reports functions without a body where nothing supplies it, and assembly without its declaration. */
export function checkBodies(pass: PackagePass): void {
  // The trees of most packages need not be walked: without assembly, a missing body is a missing body on every target.
  const assembly = assemblyOf(pass);
  const functions = pass.files.flatMap((file): Declared[] => {
    const targets = file.presence(pass.targets);
    // Where no target has it, a file counts only for what assembly may be for.
    if (targets === 0 && assembly.length === 0) return [];
    return functionsOf(pass.tree(file)).map((declaration) => ({ ...declaration, file, targets }));
  });
  // A body may be lost to a syntax error anywhere in the file: a brace that is missing so far.
  const bodyless = functions.filter((one) => !one.hasBody && !pass.tree(one.file).hasError);
  if (bodyless.length === 0 && assembly.length === 0) return;
  const contents: Contents = { functions, assembly, linked: linkNamesOf(pass) };
  for (const declaration of bodyless) checkDeclaration(declaration, contents, pass);
  if (pass.package.module.path !== 'std') checkAssembly(contents, pass);
}

function assemblyOf(pass: PackagePass): AssemblyFile[] {
  return pass.package.otherFiles
    .filter((file) => isAssembly(file.name))
    .map((file) => ({ ...readAssembly(pass.text(file.path) ?? ''), file, targets: file.presence(pass.targets) }));
}

function linkNamesOf(pass: PackagePass): Contents['linked'] {
  const local = new Set<string>();
  const remote = new Set<string>();
  for (const file of pass.package.files) {
    const names = linkNames(pass.text(file.path) ?? '');
    for (const name of names.local) local.add(name);
    for (const name of names.remote) remote.add(name);
  }
  return { local, remote };
}

function union(sets: readonly { readonly targets: TargetSet }[]): TargetSet {
  return sets.reduce((set, { targets }) => set | targets, 0);
}

/** The targets on which files other than Go and Go's assembly may define functions: C, objects, cgo. */
function foreignCode(pass: PackagePass): TargetSet {
  const { files, otherFiles } = pass.package;
  const foreign = otherFiles.filter(({ name }) => !isAssembly(name) && !headers.has(extension(name)));
  return [...foreign, ...files.filter((file) => file.usesCgo && !file.isTest)].reduce(
    (set, file) => set | file.presence(pass.targets),
    0,
  );
}

function checkDeclaration(declaration: Declared, contents: Contents, pass: PackagePass): void {
  const { name, file, start, end, isWasmImport, isMethod } = declaration;
  const { module, importPath } = pass.package;
  const isStandard = module.path === 'std';
  if (contents.linked.local.has(name) || (isStandard && suppliedElsewhere.has(importPath))) return;
  const wasm = isWasmImport ? pass.targets.where((target) => target.goarch === 'wasm') : 0;
  const declared = declaration.targets & ~wasm;
  const foreign = foreignCode(pass);
  const assembled = union(contents.assembly);
  const place = { path: file.path, start, end };
  const elsewhere = contents.assembly.filter(({ defined }) => defined.has(name));
  const details = elsewhere
    .slice(0, 3)
    .map(({ file }): Message => message('missing-function-body-elsewhere', { file: file.name }));
  // With any file that might define it, the compiler leaves the question to the linker.
  const missing = declared & ~foreign & ~assembled;
  if (missing !== 0)
    pass.report({
      ...place,
      code: 'MissingFunctionBody',
      targets: missing,
      message: message('missing-function-body', {}),
      details,
    });
  // Only what is known to be implemented in assembly elsewhere: a body may also be pushed from another package by linkname.
  if (isMethod || isStandard || elsewhere.length === 0) return;
  const maybe = union(contents.assembly.filter(({ defined, isOpaque }) => isOpaque || defined.has(name)));
  const undefinedThere = calledOn(declaration, declared & assembled & ~maybe & ~foreign, pass);
  if (undefinedThere === 0) return;
  const symbol = { name, package: importPath };
  pass.report({
    ...place,
    code: 'MissingSymbol',
    targets: undefinedThere,
    message: message('missing-function-body-symbol', symbol),
    details,
  });
}

/** Of some targets those on which the name occurs elsewhere in the package: the linker does not miss what nothing refers to. */
function calledOn({ name, file, start }: Declared, targets: TargetSet, pass: PackagePass): TargetSet {
  const word = new RegExp(`(?<![\\p{L}\\p{Nd}_])${name}(?![\\p{L}\\p{Nd}_])`, 'gu');
  let called: TargetSet = 0;
  for (const other of pass.files) {
    const presence = other.presence(pass.targets) & targets;
    if ((presence & ~called) === 0) continue;
    const text = pass.text(other.path)?.replace(/\/\/[^\n]*/g, (comment) => ' '.repeat(comment.length)) ?? '';
    if ([...text.matchAll(word)].some(({ index }) => other !== file || index !== start)) called |= presence;
  }
  return called;
}

/** Functions of assembly files which Go knows on other targets only. */
function checkAssembly({ functions, assembly, linked }: Contents, pass: PackagePass): void {
  for (const { file, symbols, targets } of assembly) {
    for (const { name, start, end } of symbols) {
      const declared = functions.filter((one) => !one.isMethod && one.name === name);
      const expected = declared.some((one) => !one.hasBody);
      const missing =
        targets & union(pass.package.files.map((one) => ({ targets: one.presence(pass.targets) }))) & ~union(declared);
      if (missing === 0 || !expected || linked.local.has(name) || linked.remote.has(name)) continue;
      // Called by other assembly, it needs no declaration.
      if (assembly.some(({ mentioned }) => mentioned.has(name))) continue;
      pass.report({
        path: file.path,
        start,
        end,
        code: 'MissingDeclaration',
        kind: 'text',
        severity: 'info',
        targets: missing,
        message: message('missing-function-body-declaration', { name }),
      });
    }
  }
}
