// Numbers of 64 bits, or unsigned ones of 32, that become an int.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import type { Operand } from '../../types/operand.ts';
import { type Basic, Info, Tag } from '../../types/type.ts';
import type { Fix } from '../finding.ts';
import { besideOthers } from '../support/gofmt.ts';
import { withoutParentheses } from '../support/nodes.ts';
import { operandOf } from '../support/operands.ts';
import { callOn, isCompared, isInMemory, operatorOn, useOf } from './bounds.ts';
import { note } from './note.ts';
import { numberOf, type Origin, originOf } from './origin.ts';
import { noteParsed } from './parsed.ts';

const MAX_INT32 = 2 ** 31;

/** The last word of a name for what may well have more than 31 bits: `fileSize`, `user.ID`, `GetOffset()`. */
const LARGE =
  /(?:size|sz|bytes|length|(?<!cpu|core|node|socket|thread|vlan|\b[pt])id|offset|off|pos|time|stamp|ts|nanos?|epoch|ino|inode|serial|revision|rev|seq|token|hash|sum)s?(?:\(\)|\[\w+\])?\)*$/i;

/** `int(x)`. @throws Split */
export function observeTruncation(c: Checker, node: Node, x: Operand, from: Basic, to: Basic): void {
  const { tree } = c.env.file;
  const isSigned = (to.info & Info.Unsigned) === 0;
  const operator = operatorOn(tree, node);
  if (operator === '&') return;
  const isRemainder = operator === '%' && isSigned;
  const isDigits = isSigned && calls(c, node, 'strconv', 'Itoa');
  // A number of 32 bits is whole in an int, and has another sign at most.
  if (from.bits === 32 && ((from.info & Info.Unsigned) === 0 || !isRemainder)) return;
  if (isCompared(tree, x.node)) return;
  const origin = originOf(c, x.node);
  if (isRemainder) observeRemainder(c, node, x, from, origin);
  else if (isDigits) observeDigits(c, node, x, from, origin);
  else if (origin !== undefined) observeOrigin(c, node, x, to, origin);
}

/** What is known to be large. */
function observeOrigin(c: Checker, node: Node, x: Operand, to: Basic, { kind, magnitude, call }: Origin): void {
  const { tree } = c.env.file;
  const args = { type: to.name, operand: tree.textOf(x.node) };
  const code = 'TruncatedValue';
  switch (kind) {
    case 'clock':
      if (magnitude >= 2 * MAX_INT32) note(c, node, { code, severity: 'warning' }, 'int-width-clock', args);
      else if (magnitude >= MAX_INT32 / 2 && (to.info & Info.Unsigned) === 0)
        note(c, node, { code, severity: 'info' }, 'int-width-2038', args);
      return;
    case 'random':
      // Of an unsigned one any half will do.
      if (magnitude > MAX_INT32 && (to.info & Info.Unsigned) === 0)
        note(c, node, { code, severity: 'info' }, 'int-width-random', args);
      return;
    case 'duration':
      // In milliseconds there are 24 days.
      if (magnitude < 1e6)
        note(c, node, { code, severity: 'info' }, 'int-width-duration', { ...args, limit: limitOf(magnitude) });
      return;
    case 'parsed':
      // An address has as many bits as a word.
      if (to.name !== 'uintptr' && !isInMemory(tree, node)) noteParsed(c, node, x, call, args);
      return;
    default:
      if (isInMemory(tree, node)) return;
      note(c, node, { code, severity: 'info' }, kind === 'size' ? 'int-width-size' : 'int-width-decoded', args);
  }
}

/** The duration from which on its number of units has more than 31 bits. @param unit in nanoseconds */
function limitOf(unit: number): string {
  const seconds = (MAX_INT32 * unit) / 1e9;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}

/** `int(x) % n`: of an x that is negative as an int, the remainder is negative, too, and no index. */
function observeRemainder(c: Checker, node: Node, x: Operand, from: Basic, origin: Origin | undefined): void {
  const { tree } = c.env.file;
  if (origin === undefined && !mayBeLarge(c, x.node)) return;
  const isLarge = origin !== undefined && (origin.kind === 'random' || origin.kind === 'clock');
  if (isLarge && origin.magnitude < MAX_INT32) return;
  const use = useOf(tree, node);
  note(
    c,
    use,
    { code: 'NegativeRemainder', severity: isLarge ? 'warning' : 'info' },
    'int-width-remainder',
    { operand: tree.textOf(x.node) },
    remainderFix(c, use, x, from),
  );
}

/** `int(x % 16)`, where the divisor is positive. */
function remainderFix(c: Checker, binary: Node, x: Operand, from: Basic): Fix[] {
  const { file, tree } = c.env.file;
  if (x.type.tag !== Tag.Basic) return [];
  const divisor = tree.child(binary, Field.Right);
  const inner = withoutParentheses(tree, divisor);
  const isLength = tree.kind[inner] === Kind.CallExpression && /^(?:len|cap)\(/.test(tree.textOf(inner));
  const constant = numberOf(c, inner);
  const isOpen = constant !== undefined && tree.kind[inner] === Kind.IntLiteral;
  const by = isOpen ? tree.textOf(inner) : `${from.name}(${tree.textOf(inner)})`;
  const value = tree.kind[x.node] === Kind.BinaryExpression ? `(${tree.textOf(x.node)})` : tree.textOf(x.node);
  // As gofmt has it in the expression around.
  const isSpaced = /\s/.test(tree.text[tree.start[tree.child(binary, Field.Operator)]! - 1]!);
  const text = `int(${value}${isSpaced ? ' % ' : '%'}${by})`;
  const edits = [{ path: file.path, start: tree.start[binary]!, end: tree.end[binary]!, text }];
  const automatic = isLength || (constant !== undefined && constant > 0);
  return [{ title: message('int-width-fix-remainder', { type: from.name }), edits, automatic }];
}

/** `strconv.Itoa(int(x))`. */
function observeDigits(c: Checker, node: Node, x: Operand, from: Basic, origin: Origin | undefined): void {
  const { file, tree } = c.env.file;
  if (origin === undefined && (!mayBeLarge(c, x.node) || !LARGE.test(tree.textOf(x.node)))) return;
  const call = callOn(tree, node);
  const [name, type] = (from.info & Info.Unsigned) === 0 ? ['FormatInt', 'int64'] : ['FormatUint', 'uint64'];
  const number = besideOthers(tree, x.node);
  const value = x.type.tag === Tag.Basic ? number : `${type}(${number})`;
  const strconv = tree.textOf(tree.child(tree.child(call, Field.Function), Field.Operand));
  const text = `${strconv}.${name}(${value}, 10)`;
  const edits = [{ path: file.path, start: tree.start[call]!, end: tree.end[call]!, text }];
  const title = message('int-width-fix-digits', { function: `${strconv}.${name}` });
  const args = { operand: tree.textOf(x.node) };
  note(c, call, { code: 'TruncatedDigits', severity: 'info' }, 'int-width-digits', args, [
    { title, edits, automatic: true },
  ]);
}

/** Whether a number may have more than 31 bits as far as its expression shows: it is no sum of small ones, and not cut down. */
function mayBeLarge(c: Checker, expression: Node): boolean {
  const { tree } = c.env.file;
  const node = withoutParentheses(tree, expression);
  switch (tree.kind[node]) {
    case Kind.BinaryExpression:
      return false;
    case Kind.CallExpression: {
      const callee = operandOf(c, tree.child(node, Field.Function));
      if (callee?.mode !== 'type') return true;
      const [inner] = namedChildren(tree, tree.child(node, Field.Arguments));
      const from = inner === undefined ? undefined : operandOf(c, inner);
      return from?.type.tag === Tag.Basic && (from.type.bits === 64 || from.type.bits === 32) && mayBeLarge(c, inner!);
    }
    default:
      return true;
  }
}

/** Whether a value is the only argument of a function of a package. */
function calls(c: Checker, value: Node, path: string, name: string): boolean {
  const { tree } = c.env.file;
  const call = callOn(tree, value);
  const callee = call === NONE ? NONE : tree.child(call, Field.Function);
  if (callee === NONE || !tree.textOf(callee).endsWith(`.${name}`)) return false;
  const object = operandOf(c, callee)?.object;
  return object?.package_?.path === path;
}
