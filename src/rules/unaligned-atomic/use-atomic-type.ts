// The fix "use atomic.Int64": the declaration, the calls, and zeros in literals.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { declaredNames, namedChildren } from '../../types/collect.ts';
import { under, varType } from '../../types/resolve.ts';
import type { Struct, Type } from '../../types/type.ts';
import { Tag } from '../../types/type.ts';
import type { Fix, TextEdit } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import { countUses, findImport, removeImport } from '../support/imports.ts';
import { parentsAround } from '../support/parents.ts';
import { changeFields } from '../support/struct-fields.ts';
import type { Evidence } from './evidence.ts';
import type { OperationFact, UseFact, ValueFact } from './facts.ts';
import { type Misalignment, probeAt } from './findings.ts';
import { fieldKey } from './layout.ts';
import { declarationOf, isGenerated, unseenFile } from './package-uses.ts';

/** The fix that gives the field which `one` blames a type of sync/atomic; undefined where it may change more than its alignment. */
export function atomicTypeFix(pass: FactsPass, evidence: Evidence, one: Misalignment): Fix | undefined {
  const { blamed } = one;
  const site = blamed?.field.site;
  if (blamed === undefined || site === undefined || site.file.package_.source !== pass.package) return undefined;
  const { field, struct } = blamed;
  const { tree, file } = site.file;
  const declaration = field.spec;
  const list = declarationOf(tree, site.node).list;
  const isShared = declaredNames(tree, declaration).length !== 1;
  const isVisible = /^\p{Lu}/u.test(field.name) || tree.child(declaration, Field.Tag) !== NONE;
  if (isShared || isVisible || isGenerated(tree) || list === NONE || evidence.obstacle !== undefined) return undefined;
  const type = declaredType(tree, declaration);
  const imported = findImport(tree, 'sync/atomic');
  if (type === undefined || imported === undefined || !hasAtomicTypes(site.file.goVersion)) return undefined;
  const name = imported.alias || 'atomic';
  if (unseenFile(pass, field.name, evidence.seen) !== undefined || isCopied(pass.checker, evidence, struct))
    return undefined;
  const edit = changeFields(tree, list, { types: new Map([[declaration, `${name}.${type}`]]) });
  const calls = callEdits(evidence, fieldKey(field), file.path);
  if (edit === undefined || calls === undefined || !literalsAllow(evidence, struct, field.name)) return undefined;
  return {
    title: message('unaligned-atomic-fix-type', { field: one.name, type }),
    edits: [{ path: file.path, ...edit }, ...calls],
    // It changes the type that fmt prints and what may be copied.
    automatic: false,
  };
}

/** `Int64` of a field written as an int64. */
function declaredType(tree: Tree, declaration: Node): 'Int64' | 'Uint64' | undefined {
  const text = tree.textOf(tree.child(declaration, Field.Type));
  return text === 'int64' ? 'Int64' : text === 'uint64' ? 'Uint64' : undefined;
}

/** Whether a language version has the types of sync/atomic, which came with Go 1.19, and for And and Or with 1.23. */
function hasAtomicTypes(goVersion: string): boolean {
  const [major, minor] = goVersion.split('.').map(Number);
  return major! > 1 || (major === 1 && minor! >= 19);
}

/**
 * `x.f.Add(1)` for `atomic.AddInt64(&x.f, 1)`, and the imports that are not needed any more; undefined where the field is used in another
 * way.
 * @param home the file that declares the field, which goes on using sync/atomic
 */
function callEdits({ facts }: Evidence, key: string, home: string): TextEdit[] | undefined {
  const uses = new Map<string, UseFact>();
  const operations = new Map<string, OperationFact>();
  const place = (env: UseFact['env'], node: Node) => `${env.file.file.path}:${node}`;
  for (const { fact } of facts) {
    if (fact.kind === 'operation') operations.set(place(fact.env, fact.node), fact);
    if (fact.kind === 'use' && fieldKey(fact.field) === key) uses.set(place(fact.env, fact.node), fact);
  }
  const edits: TextEdit[] = [];
  const replaced = new Map<string, { tree: Tree; count: number }>();
  for (const { env, node } of uses.values()) {
    const { tree, file } = env.file;
    if (isGenerated(tree)) return undefined;
    const parents = parentsAround(tree, node);
    let address = parents.of(node);
    while (tree.kind[address] === Kind.ParenthesizedExpression) address = parents.of(address);
    let argument = address;
    while (tree.kind[parents.of(argument)] === Kind.ParenthesizedExpression) argument = parents.of(argument);
    const args = parents.of(argument);
    const operation = operations.get(place(env, parents.of(args)));
    const isAddress = tree.kind[address] === Kind.UnaryExpression && tree.text[tree.start[address]!] === '&';
    if (!isAddress || tree.kind[args] !== Kind.ArgumentList || operation === undefined) return undefined;
    const [first, second] = namedChildren(tree, args);
    if (first !== argument) return undefined;
    const call = parents.of(args);
    replaced.set(file.path, { tree, count: (replaced.get(file.path)?.count ?? 0) + 1 });
    edits.push({
      path: file.path,
      start: tree.start[call]!,
      end: second === undefined ? tree.end[args]! - 1 : tree.start[second]!,
      text: `${tree.textOf(node)}.${operation.operation.method}(`,
    });
  }
  for (const [path, { tree, count }] of replaced) {
    const imported = findImport(tree, 'sync/atomic');
    if (imported === undefined) return undefined;
    if (path !== home && countUses(tree, imported.alias || 'atomic') === count)
      edits.push({ path, ...removeImport(tree, imported) });
  }
  return edits;
}

/** Whether no literal gives the field a value. */
function literalsAllow({ facts }: Evidence, struct: Struct, name: string): boolean {
  const key = fieldKey(struct.fields[0]!);
  return facts.every(({ fact }) => {
    if (fact.kind !== 'literal' || fieldKey(fact.struct.fields[0]!) !== key) return true;
    return fact.keyed && !keysOf(fact.env.file.tree, fact.node).includes(name);
  });
}

function keysOf(tree: Tree, node: Node): string[] {
  const body = tree.kind[node] === Kind.CompositeLiteral ? tree.child(node, Field.Body) : node;
  return tree.childrenOfKind(body, Kind.KeyedElement).map((element) => tree.textOf(tree.child(element, Field.Key)));
}

/** Whether a value with the struct in it is copied: what holds an atomic type must not be. */
function isCopied(c: Checker, { facts }: Evidence, struct: Struct): boolean {
  const values = facts.flatMap(({ fact, targets }) => (fact.kind === 'value' ? [{ fact, targets }] : []));
  return values.some(({ fact, targets }) => {
    if (isOnlyUsed(fact)) return false;
    let holds = false;
    probeAt(c, fact, targets, () => {
      holds ||= contains(c, fact.type, fieldKey(struct.fields[0]!));
    });
    return holds;
  });
}

/** Whether of a struct or array only a part or the address is taken. */
function isOnlyUsed({ env, node }: ValueFact): boolean {
  const { tree } = env.file;
  const parents = parentsAround(tree, node);
  let at = node;
  while (tree.kind[parents.of(at)] === Kind.ParenthesizedExpression) at = parents.of(at);
  const parent = parents.of(at);
  switch (tree.kind[parent]) {
    case Kind.SelectorExpression:
      return true;
    case Kind.IndexExpression:
      return tree.child(parent, Field.Operand) === at;
    case Kind.UnaryExpression:
      return tree.text[tree.start[parent]!] === '&';
    default:
      return false;
  }
}

const MAX_DEPTH = 20;

/** Whether a type holds a struct by value. @throws Split */
function contains(c: Checker, type: Type, key: string, depth = 0): boolean {
  const u = under(c, type);
  if (depth > MAX_DEPTH) return true;
  if (u.tag === Tag.Array) return contains(c, u.elem, key, depth + 1);
  if (u.tag !== Tag.Struct || u.fields[0] === undefined) return false;
  return fieldKey(u.fields[0]) === key || u.fields.some((field) => contains(c, varType(c, field), key, depth + 1));
}
