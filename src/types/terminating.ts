// Terminating statements: whether a function with results can reach its end (Go spec, Terminating statements).
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import { namedChildren } from './collect.ts';

/** The statements of a block or clause, comments and empty statements at its end left out. */
export function statementsOf(tree: Tree, block: Node): Node[] {
  const list = tree.childOfKind(block, Kind.StatementList);
  const found = list === NONE ? [] : namedChildren(tree, list);
  while (found.length > 0 && tree.kind[found.at(-1)!] === Kind.EmptyStatement) found.pop();
  return found;
}

/** The statement a label stands before; NONE where nothing follows it in its block. */
export function labeled(tree: Tree, statement: Node): Node {
  return namedChildren(tree, statement).find((n) => tree.kind[n] !== Kind.LabelName) ?? NONE;
}

/** The label of a labeled statement, or the one a branch statement names; empty without one. */
export function labelOf(tree: Tree, statement: Node): string {
  const name = tree.childOfKind(statement, Kind.LabelName);
  return name === NONE ? '' : tree.textOf(name);
}

/** The clauses of a switch or select statement. */
export function clausesOf(tree: Tree, statement: Node): Node[] {
  return namedChildren(tree, statement).filter((n) => isClause(tree.kind[n]!));
}

function isClause(kind: number): boolean {
  return (
    kind === Kind.ExpressionCase ||
    kind === Kind.TypeCase ||
    kind === Kind.CommunicationCase ||
    kind === Kind.DefaultCase
  );
}

/** Whether a list of statements ends in a terminating one. */
export function terminates(tree: Tree, block: Node): boolean {
  const last = statementsOf(tree, block).at(-1);
  return last !== undefined && isTerminating(tree, last, '');
}

function isTerminating(tree: Tree, node: Node, label: string): boolean {
  switch (tree.kind[node]) {
    case Kind.ReturnStatement:
    case Kind.GotoStatement:
    case Kind.FallthroughStatement:
      return true;
    case Kind.ExpressionStatement:
      return isPanic(tree, node);
    case Kind.LabeledStatement: {
      const inner = labeled(tree, node);
      return inner !== NONE && isTerminating(tree, inner, labelOf(tree, node));
    }
    case Kind.Block:
      return terminates(tree, node);
    case Kind.IfStatement: {
      const alternative = tree.child(node, Field.Alternative);
      return (
        alternative !== NONE &&
        terminates(tree, tree.child(node, Field.Consequence)) &&
        isTerminating(tree, alternative, '')
      );
    }
    case Kind.ForStatement:
      return isEndless(tree, node) && !hasBreak(tree, tree.child(node, Field.Body), label, true);
    case Kind.ExpressionSwitchStatement:
    case Kind.TypeSwitchStatement: {
      const clauses = clausesOf(tree, node);
      const hasDefault = clauses.some((clause) => tree.kind[clause] === Kind.DefaultCase);
      return hasDefault && clauses.every((clause) => clauseTerminates(tree, clause, label));
    }
    case Kind.SelectStatement:
      return clausesOf(tree, node).every((clause) => clauseTerminates(tree, clause, label));
    default:
      return false;
  }
}

function clauseTerminates(tree: Tree, clause: Node, label: string): boolean {
  return terminates(tree, clause) && !hasBreak(tree, clause, label, true);
}

/** A call of panic. Who declares a panic of their own and ends a function with it is not told that a return is missing. */
function isPanic(tree: Tree, statement: Node): boolean {
  const call = withoutParentheses(tree, namedChildren(tree, statement)[0] ?? NONE);
  if (call === NONE || tree.kind[call] !== Kind.CallExpression) return false;
  const callee = withoutParentheses(tree, tree.child(call, Field.Function));
  return callee !== NONE && tree.textOf(callee) === 'panic';
}

function withoutParentheses(tree: Tree, expression: Node): Node {
  let node = expression;
  while (node !== NONE && tree.kind[node] === Kind.ParenthesizedExpression) node = namedChildren(tree, node)[0] ?? NONE;
  return node;
}

/** A `for` statement without condition and range clause. */
function isEndless(tree: Tree, node: Node): boolean {
  const body = tree.child(node, Field.Body);
  const header = namedChildren(tree, node).find((n) => n !== body);
  if (header === undefined) return true;
  return tree.kind[header] === Kind.ForClause && tree.child(header, Field.Condition) === NONE;
}

/**
 * Whether a statement or clause holds a break out of the statement around it: one with its label, or, where
 * `implicit`, one without any that no statement inside takes for itself.
 */
function hasBreak(tree: Tree, node: Node, label: string, implicit: boolean): boolean {
  switch (tree.kind[node]) {
    case Kind.BreakStatement: {
      const name = labelOf(tree, node);
      return name === '' ? implicit : name === label;
    }
    case Kind.LabeledStatement: {
      const inner = labeled(tree, node);
      return inner !== NONE && hasBreak(tree, inner, label, implicit);
    }
    case Kind.IfStatement: {
      const alternative = tree.child(node, Field.Alternative);
      return (
        hasBreak(tree, tree.child(node, Field.Consequence), label, implicit) ||
        (alternative !== NONE && hasBreak(tree, alternative, label, implicit))
      );
    }
    case Kind.ForStatement:
      return label !== '' && hasBreak(tree, tree.child(node, Field.Body), label, false);
    case Kind.ExpressionSwitchStatement:
    case Kind.TypeSwitchStatement:
    case Kind.SelectStatement:
      return label !== '' && clausesOf(tree, node).some((clause) => hasBreak(tree, clause, label, false));
    case Kind.Block:
    case Kind.ExpressionCase:
    case Kind.TypeCase:
    case Kind.CommunicationCase:
    case Kind.DefaultCase:
      return statementsOf(tree, node).some((statement) => hasBreak(tree, statement, label, implicit));
    default:
      return false;
  }
}
