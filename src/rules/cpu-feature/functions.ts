// Function variables that get their value on some targets only, and are called on all.
import { message } from '../../messages/catalogue.ts';
import type { GoFile } from '../../module/package.ts';
import type { TargetList, TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { PackagePass } from '../rule.ts';
import { parentsAround } from '../support/parents.ts';
import { guardsOf } from './guards.ts';

interface Source {
  readonly file: GoFile;
  readonly tree: Tree;
}

/** A place in a file. */
interface Place extends Source {
  readonly node: Node;
}

/** What is done with a variable. */
interface Uses {
  readonly declared: Place[];
  readonly assigned: Place[];
  readonly called: Place[];
}

/** Most such variables of a package that are looked at: nobody writes more by hand. */
const MAX_VARIABLES = 1000;

/** Reports the calls of variables that are nil on some targets. */
export function checkFunctions(pass: PackagePass): void {
  const sources = pass.files.filter((file) => !file.isTest).map((file) => ({ file, tree: pass.tree(file) }));
  const names = candidates(sources);
  if (names.size === 0 || names.size > MAX_VARIABLES) return;
  for (const [name, uses] of usesOf(names, sources)) checkVariable(pass, name, uses);
}

/** Names of unexported variables of a package that are declared with a function's type and no value. */
function candidates(sources: readonly Source[]): Set<string> {
  const byType: { name: string; type: string }[] = [];
  const names = new Set<string>();
  for (const { tree } of sources) {
    for (let top = 1; top < tree.length; top = tree.next[top]!) {
      if (tree.kind[top] !== Kind.VarDeclaration) continue;
      for (const { name, type } of bareVariables(tree, top)) {
        if (tree.kind[type] === Kind.FunctionType) names.add(name);
        else if (tree.kind[type] === Kind.TypeIdentifier) byType.push({ name, type: tree.textOf(type) });
      }
    }
  }
  if (byType.length > 0) {
    const types = functionTypes(sources);
    for (const { name, type } of byType) if (types.has(type)) names.add(name);
  }
  return names;
}

/** The unexported variables of a declaration that get no value there. */
function* bareVariables(tree: Tree, declaration: Node): Generator<{ name: string; type: Node }> {
  for (let n = declaration + 1; n < tree.next[declaration]!; n++) {
    if (tree.kind[n] === Kind.VarSpecList) continue;
    if (tree.kind[n] === Kind.VarSpec) {
      const type = tree.child(n, Field.Type);
      if (type !== NONE && tree.child(n, Field.Value) === NONE) {
        for (const node of tree.children(n, Field.Name)) {
          const name = tree.textOf(node);
          if (tree.kind[node] === Kind.Identifier && /^[\p{Ll}_]./u.test(name)) yield { name, type };
        }
      }
    }
    n = tree.next[n]! - 1;
  }
}

/** The types of a package that are declared as a function's. */
function functionTypes(sources: readonly Source[]): Set<string> {
  const found = new Set<string>();
  for (const { tree } of sources) {
    for (let top = 1; top < tree.length; top = tree.next[top]!) {
      if (tree.kind[top] !== Kind.TypeDeclaration) continue;
      for (const spec of tree.childrenOfKind(top, Kind.TypeSpec)) {
        if (tree.kind[tree.child(spec, Field.Type)] === Kind.FunctionType)
          found.add(tree.textOf(tree.child(spec, Field.Name)));
      }
    }
  }
  return found;
}

/** The uses of variables in their package, without those with which something is done that is not followed, or whose names mean something else somewhere. */
function usesOf(names: ReadonlySet<string>, sources: readonly Source[]): Map<string, Uses> {
  const found = new Map<string, Uses>();
  const unclear = new Set<string>();
  for (const source of sources) {
    const { tree } = source;
    for (const [, name] of tree.text.matchAll(/^\/\/go:linkname (\w+)/gm)) unclear.add(name!);
    if (![...names].some((name) => tree.text.includes(name))) continue;
    for (let node = 0; node < tree.length; node++) {
      if (tree.kind[node] !== Kind.Identifier) continue;
      const name = tree.textOf(node);
      if (!names.has(name) || unclear.has(name)) continue;
      const kind = useOf(tree, node);
      const uses = found.get(name) ?? { declared: [], assigned: [], called: [] };
      found.set(name, uses);
      if (kind === undefined) unclear.add(name);
      else uses[kind].push({ ...source, node });
    }
  }
  for (const name of unclear) found.delete(name);
  return found;
}

function useOf(tree: Tree, node: Node): keyof Uses | undefined {
  const parents = parentsAround(tree, node);
  const [parent = NONE, around = NONE] = parents.around(node);
  switch (tree.kind[parent]) {
    case Kind.VarSpec:
      return tree.field[node] === Field.Name && tree.kind[parents.root] === Kind.VarDeclaration
        ? 'declared'
        : undefined;
    case Kind.CallExpression:
      return tree.field[node] === Field.Function ? 'called' : undefined;
    case Kind.ExpressionList: {
      const isAssigned = tree.kind[around] === Kind.AssignmentStatement && tree.field[parent] === Field.Left;
      return isAssigned && tree.kind[tree.child(around, Field.Operator)] === Kind.Assign ? 'assigned' : undefined;
    }
    default:
      return undefined;
  }
}

function checkVariable(pass: PackagePass, name: string, { declared, assigned, called }: Uses): void {
  const { targets } = pass;
  if (assigned.length === 0) return;
  const given = assigned.reduce((set: TargetSet, place) => set | reached(place, targets), 0);
  const nil = declared.reduce((set: TargetSet, { file }) => set | file.presence(targets), 0) & ~given;
  for (const call of called) {
    const set = call.file.presence(targets) & nil;
    // Where it is called on no target that has it, it is not a matter of the target.
    if (set === 0 || !isCertain(call)) continue;
    pass.report({
      code: 'NilFunction',
      severity: 'error',
      message: message('cpu-feature-nil', { name }),
      targets: set,
      path: call.file.path,
      start: call.tree.start[call.node]!,
      end: call.tree.end[call.node]!,
      related: assigned.map(({ file, tree, node }) => ({
        path: file.path,
        start: tree.start[node]!,
        end: tree.end[node]!,
        message: message('cpu-feature-assigned', {}),
      })),
      noFix: message('cpu-feature-no-fix-nil', {}),
    });
  }
}

/** The targets on which an assignment may be reached: those of its file, less what the conditions around it exclude. */
function reached({ file, tree, node }: Place, targets: TargetList): TargetSet {
  let set = file.presence(targets);
  const guards = guardsOf(tree);
  let inner = node;
  for (const around of parentsAround(tree, node).around(node)) {
    if (tree.kind[around] === Kind.IfStatement && tree.field[inner] === Field.Consequence) {
      const goarchs = guards.restricts(tree.child(around, Field.Condition));
      if (goarchs !== undefined) set &= targets.where(({ goarch }) => goarchs.includes(goarch));
    }
    inner = around;
  }
  return set;
}

/** Statements that are run under a condition, or for what is not known. */
const conditional = new Set<number>([
  Kind.IfStatement,
  Kind.ForStatement,
  Kind.ExpressionCase,
  Kind.DefaultCase,
  Kind.TypeCase,
  Kind.CommunicationCase,
  Kind.FuncLiteral,
  Kind.GoStatement,
]);

/**
 * Whether a call is made whenever its function is, and that one is there for others to call: under no condition, and behind none that
 * may have left the function.
 */
function isCertain({ tree, node }: Place): boolean {
  const parents = parentsAround(tree, node);
  const declaration = parents.root;
  const name = tree.child(declaration, Field.Name);
  if (
    name === NONE ||
    tree.kind[declaration] === Kind.VarDeclaration ||
    !/^(?:\p{Lu}|main$|init$)/u.test(tree.textOf(name))
  )
    return false;
  let inner = node;
  for (const around of parents.around(node)) {
    // What an if statement asks is asked in any case.
    const isAsked = tree.field[inner] === Field.Condition || tree.field[inner] === Field.Initializer;
    if (conditional.has(tree.kind[around]!) && !(tree.kind[around] === Kind.IfStatement && isAsked)) return false;
    inner = around;
    // `ok && f()`.
    if (tree.kind[around] === Kind.BinaryExpression && /&&|\|\|/.test(tree.textOf(around))) return false;
  }
  for (let n = declaration; n < node; n++) {
    const kind = tree.kind[n];
    if (kind === Kind.ReturnStatement && tree.next[n]! <= node) return false;
    if (kind === Kind.GotoStatement || kind === Kind.BreakStatement || kind === Kind.ContinueStatement) return false;
    if (
      kind === Kind.CallExpression &&
      tree.next[n]! <= node &&
      /^(?:panic|os\.Exit|log\.Fatal\w*)$/.test(tree.textOf(n + 1))
    )
      return false;
  }
  return true;
}
