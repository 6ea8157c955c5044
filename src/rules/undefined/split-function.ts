// The fix of a function that uses what some targets do not have: a file with it for those that do, and one to be written for the others.
import { dirname, join } from 'node:path';
import { message } from '../../messages/catalogue.ts';
import type { Constraint } from '../../module/build-constraint.ts';
import { readConstraints } from '../../module/file-constraints.ts';
import { fileNameTags } from '../../module/file-name.ts';
import { describeTargets } from '../../platform/describe.ts';
import { ports } from '../../platform/ports.ts';
import type { TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { Diagnostic } from '../../types/diagnostic.ts';
import type { FileInfo } from '../../types/package-info.ts';
import type { Fix, NewFile, TextEdit } from '../finding.ts';
import { type CompileContext, type FixMaker, fileInfo, isPartial } from '../support/compile-fix.ts';
import { countUses, importsOf, removeImport } from '../support/imports.ts';
import { topLevelOf } from '../support/parents.ts';
import { portsOf } from '../support/ports-of-file.ts';
import { functionText, importsFor } from './declaration-text.ts';
import { unknownToModule } from './replacements.ts';
import { any, constraintLines, ofSystem, tag } from './target-constraint.ts';

/** The fixes of each function: many places in it may miss something. */
const made = new WeakMap<FileInfo, Map<Node, Fix | undefined>>();

/**
 * Moves a function that uses something of another package which is missing on some targets into a file for the others, and leaves it to be
 * written for these. What is right there has to be decided, so it is never automatic.
 */
export const splitFunctionFixes: FixMaker = (diagnostic, context) => {
  const file = fileInfo(diagnostic, context);
  if (file === undefined || file.variant !== 'package' || !isPartial(diagnostic, file)) return {};
  // Most of such a module would have to be split: it has to be upgraded.
  if (unknownToModule(diagnostic, context) !== 0) return {};
  const declaration = topLevelOf(file.tree, diagnostic.node);
  const known = made.get(file) ?? new Map<Node, Fix | undefined>();
  made.set(file, known);
  if (!known.has(declaration)) known.set(declaration, split(file, declaration, diagnostic, context));
  const fix = known.get(declaration);
  return fix === undefined ? {} : { fixes: [fix] };
};

function split(file: FileInfo, declaration: Node, diagnostic: Diagnostic, context: CompileContext): Fix | undefined {
  const { tree } = file;
  const kind = tree.kind[declaration];
  if (kind !== Kind.FunctionDeclaration && kind !== Kind.MethodDeclaration) return undefined;
  const function_ = tree.textOf(tree.child(declaration, Field.Name));
  if (/^(?:_|init|main)$/.test(function_)) return undefined;
  const missing = missingIn(file, declaration, diagnostic, context);
  const body = functionText(tree, declaration, 'sibling');
  const stub = functionText(tree, declaration, 'stub');
  const conditions = constraintsOf(file, missing, context);
  if (body === undefined || stub === undefined || conditions === undefined) return undefined;
  const created: NewFile[] = [];
  for (const [word, text, constraint] of [
    ['', body, conditions.others],
    ['_other', stub, conditions.missing],
  ] as const) {
    const name = fileName(file, `${function_.toLowerCase()}${word}`);
    const lines = constraintLines(constraint, file.goVersion);
    const imports = importsFor(file, text.qualifiers);
    if (name === undefined || lines === undefined || imports === undefined) return undefined;
    const parts = [`package ${file.file.packageName}\n`, ...imports, `${text.text}\n`];
    created.push({ path: join(dirname(file.file.path), name), text: `${lines}\n\n${parts.join('\n')}` });
  }
  const nameOf = ({ path }: NewFile) => path.slice(dirname(path).length + 1);
  return {
    title: message('fix-split-function', {
      name: function_,
      file: nameOf(created[0]!),
      other: nameOf(created[1]!),
      targets: describeTargets(context.targets, missing),
    }),
    edits: removal(file, declaration),
    newFiles: created,
    automatic: false,
  };
}

/** The targets on which something that a function uses is missing. */
function missingIn(
  { file, tree, presence }: FileInfo,
  declaration: Node,
  { code, package: found, targets }: Diagnostic,
  { checker }: CompileContext,
): TargetSet {
  const inFunction = checker
    .packageOf(found)
    .diagnostics.filter((one) => one.file === file && one.code === code && tree.contains(declaration, one.node));
  return inFunction.reduce((set, one) => set | one.targets, targets) & presence;
}

/** The constraints of the two files, each with what already holds for the file; undefined where there is none to tell them apart. */
function constraintsOf(
  { file, tree, presence }: FileInfo,
  missing: TargetSet,
  { targets }: CompileContext,
): { others: Constraint; missing: Constraint } | undefined {
  const named = (set: TargetSet) => targets.members(set).map(({ goos, goarch }) => `${goos}/${goarch}`);
  const lacking = new Set(named(missing));
  if (missing === presence || named(presence & ~missing).some((name) => lacking.has(name))) return undefined;
  const members = ports.filter(({ goos, goarch }) => lacking.has(`${goos}/${goarch}`));
  const systems = [...new Set(members.map(({ goos }) => goos))];
  const built = new Set(portsOf(file).map(({ goos }) => goos));
  const isOneSystem = built.size === 1 || (built.size === 2 && built.has('linux') && built.has('android'));
  const condition = isOneSystem
    ? any(members.map(({ goarch }) => tag(goarch)))
    : any(systems.map((goos) => ofSystem(goos, members)));
  const { expressions, problem } = readConstraints(tree.text);
  if (problem !== undefined) return undefined;
  const place = { start: 0, end: 0 };
  const together = (last: Constraint): Constraint =>
    expressions.length === 0 ? last : { kind: 'and', operands: [...expressions, last], ...place };
  return { others: together({ kind: 'not', operand: condition, ...place }), missing: together(condition) };
}

/** A name for a file beside another, with what this one's name says of targets, and nothing else. */
function fileName({ file, package_ }: FileInfo, word: string): string | undefined {
  const tags = fileNameTags(file.name);
  const words = file.name.replace(/\.go$/, '').split('_');
  const base = words.slice(0, words.length - tags.length);
  const name = `${[...base, word, ...words.slice(words.length - tags.length)].join('_')}.go`;
  const isFree = package_.source.files.every((other) => other.name !== name);
  return isFree && fileNameTags(name).join() === tags.join() && !name.endsWith('_test.go') ? name : undefined;
}

/** The edits that take a function out of its file, with its comment and the imports that nothing else needs. */
function removal({ file: { path }, tree, imports }: FileInfo, declaration: Node): TextEdit[] {
  const { text } = tree;
  let start = text.lastIndexOf('\n', tree.start[declaration]! - 1) + 1;
  for (;;) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (start === 0 || !text.slice(above, start).trim().startsWith('//')) break;
    start = above;
  }
  const rest = /^[^\n]*\n?(?:[ \t\r]*\n)*/.exec(text.slice(tree.end[declaration]!))![0];
  let end = tree.end[declaration]! + rest.length;
  // At the end of the file the empty line before it goes.
  if (end >= text.length) {
    end = text.length;
    start = text.slice(0, start).trimEnd().length + 1;
  }
  const edits: TextEdit[] = [{ path, start, end, text: '' }];
  const unneeded = importsOf(tree).filter(({ spec, alias }) => {
    const name = alias || nameOfImport(tree, spec, imports);
    return name !== undefined && countUses(tree, name) === countUses(tree, name, declaration);
  });
  for (const one of unneeded) edits.push({ path, ...removeImport(tree, one, unneeded) });
  return edits.filter((edit, i) => edits.findIndex((other) => other.start === edit.start) === i);
}

/** The name that a file knows an imported package by. */
function nameOfImport(tree: Tree, spec: Node, imports: FileInfo['imports']): string | undefined {
  for (const object of imports.all())
    if (object.kind === 'package' && tree.textOf(spec).slice(1, -1) === object.path) return object.name;
  return undefined;
}
