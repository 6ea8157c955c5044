// Unions `A | ~B` of constraints and the rules for their terms (Go spec, General interfaces).
import { Kind } from '../syntax/kinds.ts';
import type { Node } from '../syntax/tree.ts';
import type { Checker } from './checker.ts';
import { firstNamed } from './collect.ts';
import { identical, isInterface } from './predicates.ts';
import { termString } from './print.ts';
import { under } from './resolve.ts';
import { Tag, type Term, type Type, UNKNOWN, Union } from './type.ts';
import { typeExpression } from './type-expression.ts';
import { disjoint, typeSetOf } from './type-set.ts';
import { universe } from './universe.ts';

/** How many terms the compiler takes. */
const MAX_TERMS = 100;

/**
 * The terms `A | ~B` as a type: a lone type stands for itself.
 * @param isConstraint whether they stand alone as a constraint: what is wrong with a lone type parameter is said elsewhere
 * @throws Split
 */
export function unionOf(c: Checker, parts: readonly Node[], isConstraint = false): Type {
  const { tree } = c.env.file;
  const lone = parts.length === 1;
  const terms: Term[] = [];
  for (const part of parts) {
    const tilde = tree.kind[part] === Kind.NegatedType;
    const node = tilde ? firstNamed(tree, part) : part;
    let type = typeExpression(c, node);
    if (type.tag === Tag.TypeParam && !(lone && !tilde && isConstraint)) {
      if (tilde) c.report(node, 'MisplacedTypeParam', 'tildeTypeParameter', { term: tree.textOf(part) });
      else c.report(node, 'MisplacedTypeParam', 'termTypeParameter', {});
      type = UNKNOWN;
    }
    if (lone && !tilde) return type;
    if (terms.length === MAX_TERMS) {
      c.report(part, 'InvalidUnion', 'tooManyTerms', { max: MAX_TERMS });
      return UNKNOWN;
    }
    terms.push({ tilde, type });
  }
  c.later(() => checkTerms(c, terms, parts));
  return new Union(terms);
}

function checkTerms(c: Checker, terms: readonly Term[], nodes: readonly Node[]): void {
  terms.forEach((term, i) => {
    const { type, tilde } = term;
    const u = under(c, type);
    if (u.tag === Tag.Unknown) return;
    const text = c.typeString(type);
    const report = (why: string) => c.report(nodes[i]!, 'InvalidUnion', 'invalidTerm', { why });
    if (tilde && u.tag === Tag.Interface) report(`invalid use of ~ (${text} is an interface)`);
    else if (tilde && !identical(c, u, type)) {
      report(`invalid use of ~ (underlying type of ${text} is ${c.typeString(u)})`);
    } else if (u.tag === Tag.Interface) {
      const set = typeSetOf(c, u);
      const object = type.tag === Tag.Named ? type.object : undefined;
      const full = termString(c, term);
      if (set.methods.size > 0) report(`cannot use ${full} in union (${full} contains methods)`);
      else if (set.comparable && object !== undefined && object === universe.get('comparable')) {
        report('cannot use comparable in union');
      } else if (set.comparable) report(`cannot use ${full} in union (${full} embeds comparable)`);
    } else {
      const other = terms
        .slice(0, i)
        .find((one) => one.type.tag !== Tag.Unknown && !isInterface(c, one.type) && !disjoint(c, one, term));
      if (other !== undefined) report(`overlapping terms ${termString(c, term)} and ${termString(c, other)}`);
    }
  });
}
