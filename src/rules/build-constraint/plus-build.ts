// Writes an expression as // +build lines, for modules whose Go is older than 1.17.
import type { Constraint } from '../../module/build-constraint.ts';

/**
 * The `// +build` lines that mean an expression, as gofmt writes them beside its //go:build line. Undefined where they cannot
 * express it: a line is an `or` of `and`s, and all lines must hold.
 */
export function plusBuildLines(expression: Constraint): string[] | undefined {
  const lines: string[][] = [];
  for (const line of operandsOf(withNotInside(expression, false), 'and')) {
    const options: string[] = [];
    for (const option of operandsOf(line, 'or')) {
      const terms = operandsOf(option, 'and').map(literal);
      if (terms.includes(undefined)) return undefined;
      options.push(terms.join(','));
    }
    lines.push(options);
  }
  // Without any `or`, one line says it all.
  if (lines.every((options) => options.length === 1)) return [`// +build ${lines.flat().join(',')}`];
  return lines.map((options) => `// +build ${options.join(' ')}`);
}

/** An expression without positions, in which only tags are negated. */
type Plain =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Plain[] };

function withNotInside(expression: Constraint, isNegated: boolean): Plain {
  switch (expression.kind) {
    case 'tag':
      return { kind: 'literal', text: isNegated ? `!${expression.tag}` : expression.tag };
    case 'not':
      return withNotInside(expression.operand, !isNegated);
    default: {
      const kind = (expression.kind === 'and') === isNegated ? 'or' : 'and';
      return { kind, operands: expression.operands.map((operand) => withNotInside(operand, isNegated)) };
    }
  }
}

/** The operands of a junction of this kind, nested ones of the same kind opened; anything else is its own only operand. */
function operandsOf(expression: Plain, kind: 'and' | 'or'): Plain[] {
  return expression.kind === kind ? expression.operands.flatMap((one) => operandsOf(one, kind)) : [expression];
}

function literal(expression: Plain): string | undefined {
  return expression.kind === 'literal' ? expression.text : undefined;
}
