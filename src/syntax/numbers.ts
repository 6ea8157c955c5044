// The number literals of tree-sitter-go.
import { Kind } from './kinds.ts';

const decimal = '[0-9](?:_?[0-9])*';
const hex = '[0-9a-fA-F](?:_?[0-9a-fA-F])*';
const exponent = `[eE][+-]?${decimal}`;

const int = `0[bB]_?[01](?:_?[01])*|0[xX]_?${hex}|0[oO]?_?[0-7](?:_?[0-7])*|[1-9](?:_?${decimal})?|0`;
const float =
  `0[xX](?:_?${hex}(?:\\.(?:${hex})?)?|\\.${hex})[pP][+-]?${decimal}|` +
  `${decimal}\\.(?:${decimal})?(?:${exponent})?|${decimal}${exponent}|\\.${decimal}(?:${exponent})?`;

const forms: readonly (readonly [Kind, RegExp])[] = [
  [Kind.IntLiteral, new RegExp(int, 'y')],
  [Kind.FloatLiteral, new RegExp(float, 'y')],
  [Kind.ImaginaryLiteral, new RegExp(`(?:${float}|${int}|${decimal})i`, 'y')],
];

/** The number at `start`, where a digit is or a dot before one: as long as one can be. */
export function longestNumber(text: string, start: number): { kind: Kind; end: number } {
  let kind = Kind.IntLiteral;
  let end = start;
  for (const [form, pattern] of forms) {
    pattern.lastIndex = start;
    if (pattern.test(text) && pattern.lastIndex > end) {
      kind = form;
      end = pattern.lastIndex;
    }
  }
  return { kind, end };
}
