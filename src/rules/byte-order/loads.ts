// Numbers that are read from bytes as the machine stores them, `*(*uint32)(unsafe.Pointer(&b[0]))`, where the code itself says that
// the bytes have a fixed order.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { toInt } from '../../types/constant.ts';
import type { Operand } from '../../types/operand.ts';
import { basicOf } from '../../types/predicates.ts';
import { under } from '../../types/resolve.ts';
import { Info, Tag, type Type } from '../../types/type.ts';
import type { Fix } from '../finding.ts';
import { definitionOf } from '../support/definition.ts';
import { countUses, findImport, removeImport } from '../support/imports.ts';
import { onlyArgument, withoutParentheses } from '../support/nodes.ts';
import { operandOf, typeOf } from '../support/operands.ts';
import { parentsAround, topLevelOf } from '../support/parents.ts';
import { pointeeOf } from '../support/pointee.ts';
import { type OrderFact, RULE } from './facts.ts';

/** Notes `(*uint32)(unsafe.Pointer(&b[i]))` of bytes that the same function reads in a fixed order, too. @throws Split */
export function noteLoad(c: Checker, node: Node, x: Operand, type: Type): void {
  if (type.tag !== Tag.Pointer || x.type.tag !== Tag.Basic || x.type.name !== 'unsafe.Pointer') return;
  const { tree } = c.env.file;
  const bytes = bytesBehind(c, x.node);
  const bits = bytes === undefined ? 0 : widthOf(c, type.elem);
  const load = loadAround(tree, node);
  if (bytes === undefined || bits < 16 || load === NONE || isGuarded(tree, node)) return;
  const holder = escaped(tree.textOf(bytes.holder));
  const top = tree.textOf(topLevelOf(tree, node));
  const [, order] = new RegExp(`\\.(Little|Big)Endian\\.Uint\\d+\\(\\s*${holder}(?![\\w(.])`).exec(top) ?? [];
  if (order !== undefined) {
    const words = { bytes: tree.textOf(bytes.holder), order: `binary.${order}Endian` };
    note(c, load, bytes, bits, message('byte-order-mixed', words));
    return;
  }
  const name = nameAround(tree, node);
  if (/(?:LE|[lL]ittleEndian)(?:16|32|64)?$|^le(?:16|32|64)$/.test(name) && isReturned(tree, load))
    note(c, load, bytes, bits, message('byte-order-named', { function: name }));
}

/** Notes `load == 0x464c457f`: the number spells bytes in one order. @throws Split */
export function noteComparison(c: Checker, x: Operand, y: Operand, operator: string): void {
  if (operator !== '==' && operator !== '!=') return;
  const [constant, other] = x.mode === 'constant' ? [x, y] : [y, x];
  if (constant.mode !== 'constant' || other.mode === 'constant' || constant.value === undefined) return;
  const { tree } = c.env.file;
  const load = loadedBy(c, other);
  if (load === NONE) return;
  const pointer = withoutParentheses(tree, tree.child(load, Field.Operand));
  const bytes = bytesBehind(c, onlyArgument(tree, pointer));
  const bits = widthOf(c, other.type);
  const value = toInt(constant.value)?.value;
  if (bytes === undefined || bits < 16 || value === undefined || !spellsBytes(value, bits) || isGuarded(tree, load))
    return;
  note(c, load, bytes, bits, message('byte-order-magic', { value: tree.textOf(constant.node) }));
}

function note(c: Checker, load: Node, bytes: Bytes, bits: number, words: OrderFact['message']): void {
  const { tree, file } = c.env.file;
  const fact: OrderFact = {
    code: 'HostOrderRead',
    severity: 'warning',
    path: file.path,
    start: tree.start[load]!,
    end: tree.end[load]!,
    message: words,
    fix: codecFix(c, load, bytes, bits),
  };
  c.record(RULE, fact);
}

/** Reads the bytes as amd64 does, for you to choose: what order they have is not known. */
function codecFix(c: Checker, load: Node, { holder, index, isSlice }: Bytes, bits: number): Fix | undefined {
  const { tree, file } = c.env.file;
  const binary = findImport(tree, 'encoding/binary');
  const type = typeOf(c, load);
  if (binary === undefined || type?.tag !== Tag.Basic) return undefined;
  const first = tree.textOf(index);
  const part = first === '0' ? (isSlice ? '' : '[:]') : `[${first}:]`;
  const read = `${binary.name}.LittleEndian.Uint${bits}(${tree.textOf(holder)}${part})`;
  const text = type.name === `uint${bits}` ? read : `${type.name}(${read})`;
  const edits = [{ path: file.path, start: tree.start[load]!, end: tree.end[load]!, text }];
  const unsafe = findImport(tree, 'unsafe');
  const isLast = unsafe !== undefined && countUses(tree, unsafe.name) === 1;
  if (isLast) edits.unshift({ path: file.path, ...removeImport(tree, unsafe) });
  return { title: message('byte-order-fix-codec', { bits }), edits, automatic: false };
}

/** The bytes that an address leads to: `holder[index]`. */
interface Bytes {
  readonly holder: Node;
  readonly index: Node;
  readonly isSlice: boolean;
}

/** The bytes at `unsafe.Pointer(&b[i])`, unless they are written there by the program as a probe. @throws Split */
function bytesBehind(c: Checker, pointer: Node): Bytes | undefined {
  const { tree } = c.env.file;
  if (pointer === NONE || pointeeOf(c, pointer) === undefined) return undefined;
  const address = onlyArgument(tree, withoutParentheses(tree, pointer));
  const place =
    address === NONE ? NONE : withoutParentheses(tree, tree.child(withoutParentheses(tree, address), Field.Operand));
  if (place === NONE || tree.kind[place] !== Kind.IndexExpression) return undefined;
  const holder = tree.child(place, Field.Operand);
  const x = operandOf(c, holder);
  const u = x && under(c, x.type);
  if (u === undefined || (u.tag !== Tag.Slice && u.tag !== Tag.Array) || basicOf(c, u.elem)?.bits !== 8)
    return undefined;
  if (isProbe(tree, holder)) return undefined;
  return { holder, index: tree.child(place, Field.Index), isSlice: u.tag === Tag.Slice };
}

/** Whether the bytes are those of a literal of the same function, which asks for the order of the machine. */
function isProbe(tree: Tree, holder: Node): boolean {
  const text = tree.textOf(topLevelOf(tree, holder));
  return new RegExp(`\\b${escaped(tree.textOf(holder))}\\s*:?=\\s*\\[[\\d.]*\\](?:byte|uint8)\\{`).test(text);
}

/** The bits of an integer type; 0 of any other. @throws Split */
function widthOf(c: Checker, type: Type): number {
  const basic = basicOf(c, type);
  return basic !== undefined && (basic.info & Info.Integer) !== 0 ? basic.bits : 0;
}

/** `*p` around `p`; NONE where the pointer is used otherwise: written to, above all. */
function loadAround(tree: Tree, pointer: Node): Node {
  const parents = parentsAround(tree, pointer);
  let at = parents.of(pointer);
  while (tree.kind[at] === Kind.ParenthesizedExpression) at = parents.of(at);
  if (tree.kind[at] !== Kind.UnaryExpression || tree.text[tree.start[at]!] !== '*') return NONE;
  const list = parents.of(at);
  const isWritten = tree.kind[parents.of(list)] === Kind.AssignmentStatement && tree.field[list] === Field.Left;
  return isWritten ? NONE : at;
}

/** The load that an operand is, or that the variable holds which it names. @throws Split */
function loadedBy(c: Checker, { node, object }: Operand): Node {
  const { tree } = c.env.file;
  const definition = object?.kind === 'var' ? definitionOf(tree, object)?.node : node;
  const at = definition === undefined ? NONE : withoutParentheses(tree, definition);
  return at !== NONE && tree.kind[at] === Kind.UnaryExpression && tree.text[tree.start[at]!] === '*' ? at : NONE;
}

/** Whether a number has bytes of its own nearly everywhere, as magic numbers do, and reads otherwise from behind. */
function spellsBytes(value: bigint, bits: number): boolean {
  const bytes = Array.from({ length: bits / 8 }, (_, i) =>
    Number((BigInt.asUintN(bits, value) >> BigInt(8 * i)) & 0xffn),
  );
  const isSame = bytes.every((byte, i) => byte === bytes[bytes.length - 1 - i]);
  return !isSame && bytes.filter((byte) => byte !== 0).length > bits / 16;
}

/** Whether the function around a node knows of byte orders, or of architectures. */
function isGuarded(tree: Tree, node: Node): boolean {
  const top = topLevelOf(tree, node);
  const body = tree.child(top, Field.Body);
  const text = tree
    .textOf(body === NONE ? top : body)
    .replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
    .replace(/\.(?:Little|Big)Endian\.(?:Put)?Uint/g, '');
  return /endian|GOARCH/i.test(text);
}

function nameAround(tree: Tree, node: Node): string {
  const name = tree.child(topLevelOf(tree, node), Field.Name);
  return name === NONE ? '' : tree.textOf(name);
}

function isReturned(tree: Tree, load: Node): boolean {
  const parents = parentsAround(tree, load);
  const list = parents.of(load);
  return tree.kind[parents.of(list)] === Kind.ReturnStatement;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
