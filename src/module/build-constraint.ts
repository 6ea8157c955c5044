// Build constraint expressions: the tree, its canonical text and its value for a list of targets.
import type { TargetSet } from '../platform/target.ts';

/** A build constraint expression. `start` and `end` are UTF-16 offsets in the file; parentheses around it are left out. */
export type Constraint = TagTerm | Negation | Junction;

export interface TagTerm {
  readonly kind: 'tag';
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

export interface Negation {
  readonly kind: 'not';
  readonly operand: Constraint;
  readonly start: number;
  readonly end: number;
}

/** Two or more operands joined by `&&` or `||`. */
export interface Junction {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Constraint[];
  readonly start: number;
  readonly end: number;
}

/**
 * The targets that satisfy an expression.
 *
 * @param satisfied the targets on which a tag is satisfied
 * @param all the targets there are
 */
export function evaluate(expression: Constraint, satisfied: (tag: string) => TargetSet, all: TargetSet): TargetSet {
  switch (expression.kind) {
    case 'tag':
      return satisfied(expression.tag);
    case 'not':
      return all & ~evaluate(expression.operand, satisfied, all);
    case 'and':
      return expression.operands.reduce((set, operand) => set & evaluate(operand, satisfied, all), all);
    case 'or':
      return expression.operands.reduce((set, operand) => set | evaluate(operand, satisfied, all), 0);
  }
}

/** The expression as gofmt writes it in a //go:build line: single spaces, no parentheses but where they are needed. */
export function printConstraint(expression: Constraint): string {
  switch (expression.kind) {
    case 'tag':
      return expression.tag;
    case 'not':
      // Two exclamation marks in a row are not allowed, so parentheses are needed around a negation, too.
      return `!${inParentheses(expression.operand, expression.operand.kind !== 'tag')}`;
    case 'and':
      return expression.operands.map((operand) => inParentheses(operand, operand.kind === 'or')).join(' && ');
    case 'or':
      return expression.operands.map((operand) => inParentheses(operand, operand.kind === 'and')).join(' || ');
  }
}

function inParentheses(expression: Constraint, needed: boolean): string {
  return needed ? `(${printConstraint(expression)})` : printConstraint(expression);
}

/** The tags an expression names, in source order, repetitions included. */
export function tagTerms(expression: Constraint): TagTerm[] {
  switch (expression.kind) {
    case 'tag':
      return [expression];
    case 'not':
      return tagTerms(expression.operand);
    default:
      return expression.operands.flatMap(tagTerms);
  }
}

/**
 * The Go release without which an expression cannot hold, `go1.21`; undefined where it can hold without any. A
 * file's language version follows from it. Tags count as independent of each other.
 */
export function impliedGoVersion(expression: Constraint): string | undefined {
  const release = impliedRelease(expression, true);
  if (release < 0) return undefined;
  return release === 0 ? 'go1' : `go1.${release}`;
}

/** The N of the go1.N that `expression` being `wanted` implies, -1 for none. */
function impliedRelease(expression: Constraint, wanted: boolean): number {
  if (expression.kind === 'tag') {
    if (!wanted) return -1;
    if (expression.tag === 'go1') return 0;
    // As Go does, `xgo1.21` is taken for go1.21, too.
    const release = expression.tag.slice(expression.tag.indexOf('go1.'));
    return Number(/^go1\.(\d{1,15})$/.exec(release)?.[1] ?? -1);
  }
  if (expression.kind === 'not') return impliedRelease(expression.operand, !wanted);
  const releases = expression.operands.map((operand) => impliedRelease(operand, wanted));
  // An `and` that is to be false is an `or` of its operands being false.
  return (expression.kind === 'and') === wanted ? Math.max(...releases) : Math.min(...releases);
}
