// Broken Go: tokens and lines of a text deleted, doubled, swapped and moved.
import fc from 'fast-check';

/** What is done to a list of tokens or lines, at places that are parts of its length. */
export type Edit = readonly [
  what: 'delete' | 'double' | 'swap' | 'move',
  of: 'tokens' | 'lines',
  from: number,
  to: number,
];

// Any part of the text is as likely: numbers with a bias, or of type double, are mostly next to 0.
const place = fc.noBias(fc.integer({ min: 0, max: 2 ** 30 - 1 })).map((part) => part / 2 ** 30);
/** Any edit. */
export const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.constantFrom('delete', 'double', 'swap', 'move'),
  fc.constantFrom('tokens', 'tokens', 'tokens', 'lines'),
  place,
  place,
);

/** The text after an edit. */
export function edited(text: string, [what, of, from, to]: Edit): string {
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|`[^`]*`|"(?:\\.|[^"\\\n])*"|[\p{L}_\p{Nd}]+|\s+|[\s\S]/gu;
  const parts = of === 'lines' ? text.split(/(?<=\n)/) : text.match(token);
  if (parts === null || parts.length === 0) return text;
  const i = Math.floor(from * parts.length);
  const j = Math.floor(to * parts.length);
  const [first, second] = [parts[i]!, parts[j]!];
  if (what === 'delete') parts.splice(i, 1);
  else if (what === 'double') parts.splice(i, 1, first, first);
  else if (what === 'move') parts.splice(i, 1, second);
  else [parts[i], parts[j]] = [second, first];
  return parts.join('');
}
