// Tables of byte orders by architecture: switches over runtime.GOARCH and conditions on it.
import { message } from '../../messages/catalogue.ts';
import { architectures } from '../../platform/ports.ts';
import type { TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import { namedChildren } from '../../types/collect.ts';
import type { Fix } from '../finding.ts';
import type { FilePass } from '../rule.ts';
import { findImport } from '../support/imports.ts';
import { withoutParentheses } from '../support/nodes.ts';
import { type Parents, parentsAround, topLevelOf } from '../support/parents.ts';
import { type Order, type Outcome, orderOfName, other, outcomeOf, targetsOf } from './order.ts';

/** Conditions of more parts are not read. */
const MAX_DEPTH = 100;

/** A branch for some architectures, or for those that no other is for. */
interface Branch {
  /** Where it is reported: the head of it. */
  readonly node: Node;
  readonly holds: (goarch: string) => boolean;
  readonly outcome: Outcome | undefined;
  /** The last of the names of architectures, where it has a list of them. */
  readonly lastName?: Node | undefined;
}

/** Reports tables that give targets an order which is not theirs, or none. */
export function checkChoices(pass: FilePass): void {
  const { tree } = pass;
  if (!tree.text.includes('GOARCH') || !/endian/i.test(tree.text)) return;
  const imported = findImport(tree, 'runtime');
  if (imported === undefined) return;
  const reader = new Reader(tree, `${imported.name}.GOARCH`);
  for (let n = 0; n < tree.length; n++) {
    const branches = reader.branchesAt(n);
    if (branches !== undefined && isTable(branches)) report(pass, branches);
  }
}

/** Whether most of the ports that branches name get the order that they have: whether it is the host's order that is meant. */
function isTable(branches: readonly Branch[]): boolean {
  let [right, wrong] = [0, 0];
  for (const { goarch, endianness } of architectures.values()) {
    const own = branches.slice(0, -1).find(({ holds }) => holds(goarch))?.outcome;
    if (own === endianness) right++;
    else if (own === other(endianness)) wrong++;
  }
  return right > wrong;
}

function report(pass: FilePass, branches: readonly Branch[]): void {
  const { tree, targets } = pass;
  const { path } = pass.file;
  const presence = pass.file.presence(targets);
  const wrong = new Map<Branch, TargetSet>();
  for (const order of ['little', 'big'] as const) {
    let rest = presence & targetsOf(targets, order);
    for (const branch of branches) {
      const set = rest & targets.where(({ goarch }) => branch.holds(goarch));
      rest &= ~set;
      const { outcome } = branch;
      if (set === 0 || outcome === undefined || outcome === order) continue;
      wrong.set(branch, (wrong.get(branch) ?? 0) | set);
      const fix = listedFix(pass, branches, branch, order, set);
      pass.report({
        code: outcome === 'fails' ? 'NoByteOrder' : 'WrongByteOrder',
        severity: outcome === 'fails' ? 'warning' : 'error',
        message:
          outcome === 'fails'
            ? message('byte-order-none', {})
            : message('byte-order-wrong', { order, chosen: outcome }),
        path,
        start: tree.start[branch.node]!,
        end: Math.min(tree.end[branch.node]!, lineEnd(tree, branch.node)),
        targets: set,
        ...(fix === undefined ? {} : { fixes: [fix] }),
      });
    }
  }
}

/** The names of the architectures of some targets. */
function goarches({ targets }: FilePass, set: TargetSet): string[] {
  return [...new Set(targets.members(set).map(({ goarch }) => goarch))];
}

function lineEnd(tree: Tree, node: Node): number {
  const end = tree.text.indexOf('\n', tree.start[node]!);
  return end < 0 ? tree.text.length : end;
}

/** Adds the architectures to the branch of their order, where that lists names and none has them yet. */
function listedFix(
  pass: FilePass,
  branches: readonly Branch[],
  chosen: Branch,
  order: Order,
  set: TargetSet,
): Fix | undefined {
  const home = branches.find(({ outcome, lastName }) => outcome === order && lastName !== undefined);
  // A name that a branch lists, and wrongly so, would have to go there first.
  if (home?.lastName === undefined || chosen !== branches.at(-1)) return undefined;
  const { tree } = pass;
  const names = goarches(pass, set);
  const end = tree.end[home.lastName]!;
  const text = names.map((name) => `, "${name}"`).join('');
  const title = message('byte-order-fix-list', { names: names.join(', ') });
  return { title, edits: [{ path: pass.file.path, start: end, end, text }], automatic: true };
}

class Reader {
  private readonly parents = new Map<Node, Parents>();

  /** @param goarch how the file writes runtime.GOARCH */
  constructor(
    private readonly tree: Tree,
    private readonly goarch: string,
  ) {}

  /** The branches of a table at a node, the last of which is for all other architectures; undefined where there is none. */
  branchesAt(node: Node): Branch[] | undefined {
    const { tree } = this;
    switch (tree.kind[node]) {
      case Kind.ExpressionSwitchStatement:
        return this.isGoarch(tree.child(node, Field.Value)) ? this.ofSwitch(node) : undefined;
      case Kind.IfStatement:
        return this.ofIf(node);
      case Kind.BinaryExpression:
        return this.ofValue(node);
      default:
        return undefined;
    }
  }

  private isGoarch(node: Node): boolean {
    return node !== NONE && this.tree.textOf(node) === this.goarch;
  }

  private ofSwitch(node: Node): Branch[] | undefined {
    const { tree } = this;
    const about = this.about(node);
    const branches: Branch[] = [];
    for (const clause of tree.childrenOfKind(node, Kind.ExpressionCase)) {
      const values = namedChildren(tree, tree.child(clause, Field.Value));
      const names = values.map((value) => stringAt(tree, value));
      if (names.includes(undefined) || hasFallthrough(tree, clause)) return undefined;
      const outcome = outcomeOf(tree, clause, about);
      const holds = (goarch: string) => names.includes(goarch);
      branches.push({ node: clause, holds, outcome, lastName: values.at(-1) });
    }
    const otherwise = tree.childOfKind(node, Kind.DefaultCase);
    const rest =
      otherwise === NONE
        ? { node, outcome: this.outcomeAround(node, about) }
        : { node: otherwise, outcome: outcomeOf(tree, otherwise, about) };
    return [...branches, { ...rest, holds: () => true }];
  }

  private ofIf(node: Node): Branch[] | undefined {
    const { tree } = this;
    // One after an else belongs to the first of its chain.
    if (tree.field[node] === Field.Alternative) return undefined;
    const about = this.about(node);
    const branches: Branch[] = [];
    for (let at = node; ; ) {
      const holds = this.condition(tree.child(at, Field.Condition));
      if (holds === undefined) return undefined;
      branches.push({ node: at, holds, outcome: outcomeOf(tree, tree.child(at, Field.Consequence), about) });
      const alternative = tree.child(at, Field.Alternative);
      const isLast = alternative === NONE || tree.kind[alternative] !== Kind.IfStatement;
      if (isLast) {
        const rest = alternative === NONE ? node : alternative;
        const outcome = alternative === NONE ? this.outcomeAround(node, about) : outcomeOf(tree, alternative, about);
        return [...branches, { node: rest, holds: () => true, outcome }];
      }
      at = alternative;
    }
  }

  /** `isBigEndian := runtime.GOARCH == "s390x" || …` and `return runtime.GOARCH == …`. */
  private ofValue(node: Node): Branch[] | undefined {
    const { tree } = this;
    const list = this.around(node).of(node);
    if (tree.kind[list] !== Kind.ExpressionList) return undefined;
    const statement = this.around(node).of(list);
    const names = tree.child(statement, tree.kind[statement] === Kind.VarSpec ? Field.Name : Field.Left);
    const about = names === NONE ? this.about(node) : orderOfName(tree.textOf(names));
    const holds = about === undefined ? undefined : this.condition(node);
    if (about === undefined || holds === undefined) return undefined;
    return [
      { node, holds, outcome: about },
      { node, holds: () => true, outcome: other(about) },
    ];
  }

  /** What a condition on nothing but the architecture says of it. */
  private condition(node: Node, depth = 0): ((goarch: string) => boolean) | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const { tree } = this;
    const at = withoutParentheses(tree, node);
    if (tree.kind[at] !== Kind.BinaryExpression) return undefined;
    const [left, right] = [tree.child(at, Field.Left), tree.child(at, Field.Right)];
    const operator = tree.textOf(tree.child(at, Field.Operator));
    if (operator === '||' || operator === '&&') {
      const [a, b] = [this.condition(left, depth + 1), this.condition(right, depth + 1)];
      if (a === undefined || b === undefined) return undefined;
      return operator === '||' ? (goarch) => a(goarch) || b(goarch) : (goarch) => a(goarch) && b(goarch);
    }
    const name = this.isGoarch(left) ? stringAt(tree, right) : undefined;
    if (name === undefined || (operator !== '==' && operator !== '!=')) return undefined;
    return (goarch) => (goarch === name) === (operator === '==');
  }

  /** What holds where no branch does: the statement behind, if all branches return, or else the value before. */
  private outcomeAround(node: Node, about: Order | undefined): Outcome | undefined {
    const { tree } = this;
    const list = this.around(node).of(node);
    const statements = namedChildren(tree, list);
    const i = statements.indexOf(node);
    // What an earlier statement has decided by the architecture is not seen here.
    if (statements.slice(0, i).some((statement) => tree.textOf(statement).includes(this.goarch))) return undefined;
    const [before, after] = [statements[i - 1], statements[i + 1]];
    const isEnd = after !== undefined && /^(?:return|panic)\b/.test(tree.textOf(after));
    const behind = isEnd ? outcomeOf(tree, after, about) : undefined;
    if (behind !== undefined) return behind;
    if (before === undefined || !/endian/i.test(tree.textOf(before))) return undefined;
    const isDeclaration =
      tree.kind[before] === Kind.ShortVarDeclaration || tree.kind[before] === Kind.AssignmentStatement;
    return isDeclaration ? outcomeOf(tree, tree.child(before, Field.Right), about) : undefined;
  }

  /** The order in the name of the function around a node. */
  private about(node: Node): Order | undefined {
    const { tree } = this;
    const top = topLevelOf(tree, node);
    const name = tree.child(top, Field.Name);
    return name === NONE ? undefined : orderOfName(tree.textOf(name));
  }

  private around(node: Node): Parents {
    const top = topLevelOf(this.tree, node);
    let parents = this.parents.get(top);
    if (parents === undefined) {
      parents = parentsAround(this.tree, node);
      this.parents.set(top, parents);
    }
    return parents;
  }
}

function stringAt(tree: Tree, node: Node): string | undefined {
  return tree.kind[node] === Kind.InterpretedStringLiteral ? tree.textOf(node).slice(1, -1) : undefined;
}

function hasFallthrough(tree: Tree, clause: Node): boolean {
  for (let n = clause; n < tree.next[clause]!; n++) if (tree.kind[n] === Kind.FallthroughStatement) return true;
  return false;
}
