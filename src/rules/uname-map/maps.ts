// uname-map in Go: tables between names of architectures, and look-ups in them that do not ask whether there is an entry.
import { archValue, nothing } from '../../formats/choice.ts';
import { message } from '../../messages/catalogue.ts';
import type { GoFile } from '../../module/package.ts';
import { canonicalArch } from '../../platform/aliases.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { PackagePass } from '../rule.ts';
import { isGenerated } from '../support/generated.ts';
import { findImport } from '../support/imports.ts';
import { operands } from '../support/nodes.ts';
import { parentsAround } from '../support/parents.ts';
import { translates } from './go.ts';
import { stringOf } from './go-choices.ts';
import { misfits } from './judge.ts';
import { reportMisfit } from './report.ts';

/** A table that translates names of architectures. */
interface Table {
  readonly file: GoFile;
  readonly tree: Tree;
  /** The variable that holds it; empty where it is used in place. */
  readonly name: string;
  /** The top-level declaration it stands in, and whether that is the variable's own. */
  readonly isGlobal: boolean;
  readonly literal: Node;
  readonly entries: readonly { readonly key: string; readonly value: Node }[];
}

/** Reports wrong entries of a package's tables, and targets that a table has none for. */
export function checkMaps(pass: PackagePass): void {
  const trees = pass.files.filter((file) => !file.isTest).map((file) => ({ file, tree: pass.tree(file) }));
  for (const { file, tree } of trees) {
    if (!tree.text.includes('map[string]string{') || !translates(tree.text) || isGenerated(tree)) continue;
    for (const table of tablesIn(file, tree)) {
      checkEntries(pass, table);
      const files = table.isGlobal ? trees : [{ file, tree }];
      if (table.name !== '') checkLookups(pass, table, files);
    }
  }
}

/** The literals of type map[string]string all of whose keys are names of architectures, some of which get their own names. */
function tablesIn(file: GoFile, tree: Tree): Table[] {
  const found: Table[] = [];
  for (let n = 0; n < tree.length; n++) {
    if (tree.kind[n] !== Kind.CompositeLiteral) continue;
    const type = tree.child(n, Field.Type);
    if (tree.kind[type] !== Kind.MapType || tree.textOf(type) !== 'map[string]string') continue;
    const elements = operands(tree, tree.child(n, Field.Body));
    const entries = elements.map((element) => ({
      key: keyOf(tree, element) ?? '',
      value: valueIn(tree, element),
    }));
    const isTable = entries.length > 1 && entries.every(({ key, value }) => isArch(key) && value !== NONE);
    if (isTable && entries.some(({ key, value }) => namesOf(tree, value)?.goarch === canonicalArch(key)))
      found.push({ file, tree, literal: n, entries, ...holder(tree, n) });
  }
  return found;
}

function isArch(name: string): boolean {
  return canonicalArch(name) !== undefined;
}

function keyOf(tree: Tree, element: Node): string | undefined {
  return tree.kind[element] === Kind.KeyedElement ? stringOf(tree, tree.child(element, Field.Key) + 1) : undefined;
}

function valueIn(tree: Tree, element: Node): Node {
  const value = tree.kind[element] === Kind.KeyedElement ? tree.child(element, Field.Value) + 1 : NONE;
  return value !== NONE && stringOf(tree, value) !== undefined ? value : NONE;
}

function namesOf(tree: Tree, value: Node) {
  return archValue('entry', stringOf(tree, value) ?? '', tree.start[value]! + 1);
}

/** The variable that is declared with the literal as its value. */
function holder(tree: Tree, literal: Node): { name: string; isGlobal: boolean } {
  const parents = parentsAround(tree, literal);
  const list = parents.of(literal);
  const declaration = list === NONE ? NONE : parents.of(list);
  const none = { name: '', isGlobal: false };
  if (declaration === NONE || operands(tree, list).length !== 1) return none;
  switch (tree.kind[declaration]) {
    case Kind.VarSpec: {
      const name = tree.textOf(tree.child(declaration, Field.Name));
      return { name, isGlobal: tree.kind[parents.root] === Kind.VarDeclaration };
    }
    case Kind.ShortVarDeclaration:
      return { name: tree.textOf(tree.child(declaration, Field.Left)), isGlobal: false };
    default:
      return none;
  }
}

/** Entries whose value names another architecture than the key. */
function checkEntries(pass: PackagePass, { file, tree, entries }: Table): void {
  const branches = entries.flatMap(({ key, value }) => {
    const name = namesOf(tree, value);
    return name === undefined ? [] : [{ patterns: [key], values: [name], fails: false }];
  });
  const presence = file.presence(pass.targets);
  for (const misfit of misfits([{ asked: 'any', branches, fallback: nothing }], pass.targets)) {
    const targets = misfit.targets & presence;
    if (targets !== 0) reportMisfit(pass, file.path, 'run', { ...misfit, targets });
  }
}

/** Look-ups of runtime.GOARCH in a table that nothing else is done with than to look up and to go through it. */
function checkLookups(pass: PackagePass, table: Table, files: readonly { file: GoFile; tree: Tree }[]): void {
  const keys = new Set(table.entries.map(({ key }) => key));
  const found: { file: GoFile; tree: Tree; node: Node }[] = [];
  // Other packages may add entries to what they can name.
  if (table.isGlobal && /^\p{Lu}/u.test(table.name)) return;
  for (const { file, tree } of files) {
    if (!tree.text.includes(table.name)) continue;
    const runtime = findImport(tree, 'runtime')?.name;
    for (let n = 0; n < tree.length; n++) {
      if (tree.kind[n] !== Kind.Identifier || tree.textOf(n) !== table.name) continue;
      const use = useOf(tree, n);
      if (use === 'other') return;
      if (use === 'read' && runtime !== undefined && indexOf(tree, n) === `${runtime}.GOARCH` && !isChecked(tree, n))
        found.push({ file, tree, node: parentsAround(tree, n).of(n) });
    }
  }
  for (const { file, tree, node } of found) {
    const targets = file.presence(pass.targets) & pass.targets.where(({ goarch }) => !keys.has(goarch));
    if (targets === 0) continue;
    const isReturned =
      tree.kind[parentsAround(tree, parentsAround(tree, node).of(node)).of(node)] === Kind.ReturnStatement;
    pass.report({
      code: 'MissingEntry',
      // Whoever gets the result may ask whether it is empty.
      severity: isReturned ? 'info' : 'warning',
      message: message('uname-map-missing', { map: table.name }),
      targets,
      path: file.path,
      start: tree.start[node]!,
      end: tree.end[node]!,
      related: [
        {
          path: table.file.path,
          start: table.tree.start[table.literal]!,
          end: table.tree.end[table.literal]!,
          message: message('uname-map-table', {}),
        },
      ],
      noFix: message('uname-map-no-fix', {}),
    });
  }
}

/** What is done with a variable at one place. */
function useOf(tree: Tree, node: Node): 'declared' | 'read' | 'harmless' | 'other' {
  const parents = parentsAround(tree, node);
  const [parent = NONE, around = NONE, beyond = NONE] = parents.around(node);
  switch (tree.kind[parent]) {
    case Kind.VarSpec:
      return tree.field[node] === Field.Name ? 'declared' : 'other';
    case Kind.RangeClause:
      return 'harmless';
    case Kind.IndexExpression:
      if (tree.field[node] !== Field.Operand) return 'other';
      // `m[k] = v` is an entry more.
      return tree.field[around] === Field.Left && tree.kind[beyond] === Kind.AssignmentStatement ? 'other' : 'read';
    case Kind.ExpressionList:
      return tree.kind[around] === Kind.ShortVarDeclaration && tree.field[parent] === Field.Left ? 'declared' : 'other';
    case Kind.ArgumentList:
      return tree.text.startsWith('len(', tree.start[around]) ? 'harmless' : 'other';
    default:
      return 'other';
  }
}

function indexOf(tree: Tree, operand: Node): string {
  return tree.textOf(tree.child(parentsAround(tree, operand).of(operand), Field.Index));
}

/** Whether it is asked whether a look-up found something: `v, ok :=`, a comparison of it or of the variable that it goes to. */
function isChecked(tree: Tree, operand: Node): boolean {
  const [, around = NONE, beyond = NONE] = parentsAround(tree, operand).around(operand);
  if (tree.kind[around] === Kind.BinaryExpression) return /==|!=/.test(tree.textOf(around));
  const left = beyond === NONE ? NONE : tree.child(beyond, Field.Left);
  const name = left === NONE ? (beyond === NONE ? NONE : tree.child(beyond, Field.Name)) : left;
  if (name === NONE) return false;
  const text = tree.textOf(name);
  if (!/^\w+$/.test(text) || tree.children(beyond, Field.Name).length > 1) return true;
  return new RegExp(`\\b${text}\\s*(?:==|!=)\\s*(?:""|\`\`)|\\blen\\(${text}\\)`).test(tree.text);
}
