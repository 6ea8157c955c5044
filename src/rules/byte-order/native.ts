// Data that is in the byte order of the machine, read or written as little-endian: structures of the kernel, netlink, files of /proc.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Func } from '../../types/object.ts';
import type { Operand } from '../../types/operand.ts';
import { under, varType } from '../../types/resolve.ts';
import { Tag, type Type } from '../../types/type.ts';
import { definitionOf } from '../support/definition.ts';
import { kernelTypeName } from '../support/kernel-package.ts';
import { importedObject } from '../support/named-object.ts';
import { withoutParentheses } from '../support/nodes.ts';
import { operandOf, typeOf } from '../support/operands.ts';
import { topLevelOf } from '../support/parents.ts';
import { type OrderFact, RULE } from './facts.ts';
import { hasNativeEndian, nativeFix } from './native-endian.ts';

const BINARY = 'encoding/binary';
/** Functions of encoding/binary that are given an order, and behind it the data. */
const CODECS = /^(?:Read|Write|Decode|Encode|Append)$/;
const ACCESSORS = /^(?:Put|Append)?Uint(?:16|32|64)$/;

/** Structures in structures beyond which nobody looks, and variables of variables. */
const MAX_DEPTH = 3;

/** Notes `binary.Read(r, binary.LittleEndian, &event)` and `binary.LittleEndian.Uint32(attr.Value)`. @throws Split */
export function noteNative(c: Checker, node: Node, callee: Func, args: readonly Operand[]): void {
  if (callee.package_?.path !== BINARY) return;
  const { tree } = c.env.file;
  if (CODECS.test(callee.name)) {
    const order = args[1];
    const data = args[2];
    if (order === undefined || data === undefined || !isLittleEndian(c, order.node)) return;
    const name = kernelStructIn(c, data.type);
    if (name !== undefined) note(c, order.node, order.node, message('byte-order-struct', { type: name }));
    return;
  }
  if (!ACCESSORS.test(callee.name) || args[0] === undefined) return;
  const order = tree.child(tree.child(node, Field.Function), Field.Operand);
  if (order < 0 || !isLittleEndian(c, order)) return;
  const name = netlinkData(c, args[0].node) ?? hostFile(tree, node);
  if (name !== undefined) note(c, node, order, message('byte-order-native', { data: name }));
}

function note(c: Checker, at: Node, order: Node, words: OrderFact['message']): void {
  const { tree, file, package_ } = c.env.file;
  const orders = [withoutParentheses(tree, order)];
  const fact: OrderFact = {
    code: 'NativeData',
    severity: 'warning',
    path: file.path,
    start: tree.start[at]!,
    end: tree.end[at]!,
    message: words,
    fix: hasNativeEndian(package_.source) ? nativeFix(file.path, tree, orders, true) : undefined,
  };
  c.record(RULE, fact);
}

/** Whether an expression is `binary.LittleEndian`. @throws Split */
function isLittleEndian(c: Checker, node: Node): boolean {
  const { tree } = c.env.file;
  const at = withoutParentheses(tree, node);
  if (tree.kind[at] !== Kind.SelectorExpression) return false;
  if (tree.textOf(tree.child(at, Field.Field)) !== 'LittleEndian') return false;
  return importedObject(c, at)?.package_?.path === BINARY;
}

/** The structure of the kernel that a value is, points to, or has as a field. @throws Split */
function kernelStructIn(c: Checker, type: Type, depth = 0): string | undefined {
  const t = type.tag === Tag.Pointer || type.tag === Tag.Slice || type.tag === Tag.Array ? type.elem : type;
  const u = under(c, t);
  if (u.tag !== Tag.Struct) return undefined;
  const name = kernelTypeName(t);
  if (name !== undefined || depth === MAX_DEPTH) return name;
  for (const field of u.fields) {
    const inner = kernelStructIn(c, varType(c, field), depth + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Types whose field holds what the kernel sent in a netlink message: one number in the machine's order, mostly. */
const NETLINK: readonly (readonly [path: RegExp, type: string, field: string])[] = [
  [/^(?:.*\/)?(?:syscall|golang\.org\/x\/sys\/unix)$/, 'NetlinkRouteAttr', 'Value'],
  [/^(?:.*\/)?github\.com\/mdlayher\/netlink$/, 'Attribute', 'Data'],
];

/** The field of a netlink attribute that is read from its start. @throws Split */
function netlinkData(c: Checker, node: Node, depth = 0): string | undefined {
  const { tree } = c.env.file;
  const at = withoutParentheses(tree, node);
  switch (tree.kind[at]) {
    case Kind.SliceExpression: {
      const start = tree.child(at, Field.Start);
      // A part behind the start belongs to a structure of which more may have to be known.
      if (start >= 0 && tree.textOf(start) !== '0') return undefined;
      return netlinkData(c, tree.child(at, Field.Operand), depth + 1);
    }
    case Kind.SelectorExpression: {
      const field = tree.textOf(tree.child(at, Field.Field));
      const found = NETLINK.filter(([, , name]) => name === field);
      if (found.length === 0) return undefined;
      const type = typeOf(c, tree.child(at, Field.Operand));
      const named = type?.tag === Tag.Pointer ? type.elem : type;
      if (named?.tag !== Tag.Named) return undefined;
      const { package_, name } = named.object;
      const isOne = found.some(([path, own]) => own === name && path.test(package_?.path ?? ''));
      return isOne ? `${package_!.name}.${name}.${field}` : undefined;
    }
    case Kind.Identifier: {
      const object = depth < MAX_DEPTH ? operandOf(c, at)?.object : undefined;
      const definition = object?.kind === 'var' ? definitionOf(tree, object) : undefined;
      return definition && netlinkData(c, definition.node, depth + 1);
    }
    default:
      return undefined;
  }
}

/** Files with numbers in the machine's order: the auxiliary vector of a process, the records of logins, events of input devices. */
const FILES = /^["`](\/proc\/(?:self|%d|%s|%v)\/auxv|\/(?:var\/)?(?:run|log)\/[uwb]tmp|\/dev\/input\/event\w*)["`]$/;

const named = new WeakMap<Tree, ReadonlyMap<Node, string>>();

/** The file with numbers in the machine's order that the declaration around a node names. */
function hostFile(tree: Tree, node: Node): string | undefined {
  let found = named.get(tree);
  if (found === undefined) {
    found = /auxv|[uwb]tmp|\/dev\/input/.test(tree.text) ? filesIn(tree) : new Map();
    named.set(tree, found);
  }
  return found.get(topLevelOf(tree, node));
}

function filesIn(tree: Tree): Map<Node, string> {
  const found = new Map<Node, string>();
  for (let top = 1; top < tree.length; top = tree.next[top]!) {
    for (let n = top; n < tree.next[top]!; n++) {
      if (tree.kind[n] !== Kind.InterpretedStringLiteral && tree.kind[n] !== Kind.RawStringLiteral) continue;
      const [, path] = FILES.exec(tree.textOf(n)) ?? [];
      if (path !== undefined && !found.has(top)) found.set(top, path);
    }
  }
  return found;
}
