// The tokens of Go as the compiler tells them apart, and what it calls them in messages.

/**
 * `name`, `literal`, `op` (every operator but `*` and `<-`), `op=`, `opop` (`++`, `--`), `EOF`, or the sign or keyword itself. `;` is
 * also what the end of a line or of the file stands for.
 */
export type Token = string;

export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface map package range ' +
    'return select struct switch type var'
  ).split(' '),
);

/** How tightly binary operators bind (Go spec, Operator precedence); those that are only unary have none. */
const PRECEDENCES: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  ...Object.fromEntries(['==', '!=', '<', '<=', '>', '>='].map((sign) => [sign, 3])),
  ...Object.fromEntries(['+', '-', '|', '^'].map((sign) => [sign, 4])),
  ...Object.fromEntries(['*', '/', '%', '&', '&^', '<<', '>>'].map((sign) => [sign, 5])),
};

/** The precedence of an operator, 0 for one that is not binary. */
export function precedenceOf(operator: string): number {
  return PRECEDENCES[operator] ?? 0;
}

/** A kind of token in a message. */
export function tokenName(token: Token): string {
  if (token === ',') return 'comma';
  if (token === ';') return 'semicolon or newline';
  return KEYWORDS.has(token) ? `keyword ${token}` : token;
}
