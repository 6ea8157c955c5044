// What the recognizer remembers of an expression or type: enough to tell which errors the compiler sees in what follows.

/**
 * An expression or type. Offsets are UTF-16 units: `start` its first token, `position` where the compiler puts it (the operator of a
 * binary operation, the parenthesis of a call), `end` past its last token.
 */
export interface Shape {
  readonly kind:
    | 'name'
    | 'literal'
    | 'paren'
    | 'selector'
    | 'index'
    | 'slice'
    | 'assertion'
    | 'guard'
    | 'call'
    | 'composite'
    | 'function'
    | 'unary'
    | 'binary'
    | 'list'
    | 'array'
    | 'slice type'
    | 'struct'
    | 'signature'
    | 'interface'
    | 'map'
    | 'channel'
    | 'variadic';
  readonly start: number;
  readonly position: number;
  readonly end: number;
  /** The operator, or the direction of a channel: `<-chan`, `chan<-`, `chan`. */
  readonly operator?: string;
  /** Operands, the parts of a list, the arguments of a call behind what is called, the element of a channel. */
  readonly parts?: readonly Shape[];
  /** Whether a call ends in `...`. */
  readonly isSpread?: boolean;
}

/** The expression inside of all parentheses. */
export function unparenthesized(x: Shape): Shape {
  return x.kind === 'paren' ? unparenthesized(x.parts![0]!) : x;
}

const VALUES: ReadonlySet<Shape['kind']> = new Set([
  'literal',
  'composite',
  'function',
  'slice',
  'assertion',
  'guard',
  'call',
  'binary',
]);

/** Whether an expression can only be a value, not a type. */
export function isValue(x: Shape): boolean {
  if (x.kind === 'unary') return x.operator !== '*';
  if (x.kind === 'paren') return isValue(x.parts![0]!);
  if (x.kind === 'index') return x.parts!.some(isValue);
  return VALUES.has(x.kind);
}

const TYPES: ReadonlySet<Shape['kind']> = new Set([
  'array',
  'slice type',
  'struct',
  'signature',
  'interface',
  'map',
  'channel',
]);

/** Whether an expression can only be an element of a constraint. */
export function isTypeElement(x: Shape): boolean {
  if (x.kind === 'unary' || x.kind === 'binary') return x.operator === '~' || x.parts!.some(isTypeElement);
  if (x.kind === 'paren') return isTypeElement(x.parts![0]!);
  return TYPES.has(x.kind);
}

/**
 * In `type T[P *C]`, `type T[P (C)]` and `type T[P *C|Q]` what begins like the length of an array is a type parameter and its
 * constraint (Go spec, Type parameter declarations); undefined where it is a length.
 * @param force whether a comma behind it says that it is a type parameter
 */
export function parameterIn(x: Shape, force: boolean): { name: Shape; constraint: Shape | undefined } | undefined {
  if (x.kind === 'name') return { name: x, constraint: undefined };
  const [left, right] = x.parts ?? [];
  if (x.kind === 'binary' && x.operator === '*' && left!.kind === 'name' && (force || isTypeElement(right!))) {
    return { name: left!, constraint: right };
  }
  if (x.kind === 'binary' && x.operator === '|') {
    const found = parameterIn(left!, force || isTypeElement(right!));
    return found?.constraint === undefined ? undefined : { name: found.name, constraint: x };
  }
  if (x.kind === 'call' && left!.kind === 'name' && x.parts!.length === 2 && x.isSpread !== true) {
    if (force || isTypeElement(right!)) return { name: left!, constraint: right };
  }
  return undefined;
}

/** An expression as the compiler prints it: with blanks around binary operators, and otherwise as it is written. */
export function textOf(x: Shape, source: string): string {
  const parts = x.parts ?? [];
  if (x.kind === 'binary') return parts.map((part) => textOf(part, source)).join(` ${x.operator} `);
  let text = '';
  let at = x.start;
  for (const part of parts) {
    text += source.slice(at, part.start) + textOf(part, source);
    at = part.end;
  }
  return (text + source.slice(at, x.end)).trim().replace(/\s*\n\s*/g, '');
}
