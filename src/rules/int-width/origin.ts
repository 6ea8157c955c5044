// Where a number of 64 bits comes from, and so how large it is: a clock, a file, a hash, a parsed or decoded number.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import { Func } from '../../types/object.ts';
import { basicOf } from '../../types/predicates.ts';
import { Info, Tag, type Type } from '../../types/type.ts';
import { operandSubject } from '../../types/variation.ts';
import { definitionOf } from '../support/definition.ts';
import { variableNamed } from '../support/function-names.ts';
import { withoutParentheses } from '../support/nodes.ts';
import { constantAt, operandOf, typeOf } from '../support/operands.ts';

export type OriginKind =
  /** The time since 1970. */
  | 'clock'
  /** A time.Duration, or its number of nano- or microseconds. */
  | 'duration'
  /** The size of a file, a position in one, or a number of bytes that was copied. */
  | 'size'
  /** An inode number, or another that the system gives out. */
  | 'id'
  /** A hash or a random number: all bits of it count. */
  | 'random'
  /** A number of 64 bits in a format. */
  | 'decoded'
  /** A number that was read from text as one of 64 bits. */
  | 'parsed';

export interface Origin {
  readonly kind: OriginKind;
  /** What it comes to today, or its unit in nanoseconds for a duration; 0 where that is not known. */
  readonly magnitude: number;
  /** The call that gives it; NONE for a field. */
  readonly call: Node;
}

/** Seconds since 1970 when this was written; the order of magnitude is what counts. */
const NOW = 1.78e9;

/** Calls by the package that declares the function or method, and its name. */
const CALLS: Readonly<Record<string, Pick<Origin, 'kind' | 'magnitude'>>> = {
  'time.Unix': { kind: 'clock', magnitude: NOW },
  'time.UnixMilli': { kind: 'clock', magnitude: NOW * 1e3 },
  'time.UnixMicro': { kind: 'clock', magnitude: NOW * 1e6 },
  'time.UnixNano': { kind: 'clock', magnitude: NOW * 1e9 },
  'time.Nanoseconds': { kind: 'duration', magnitude: 1 },
  'time.Microseconds': { kind: 'duration', magnitude: 1e3 },
  'io/fs.Size': { kind: 'size', magnitude: 0 },
  'os.Seek': { kind: 'size', magnitude: 0 },
  'io.Seek': { kind: 'size', magnitude: 0 },
  'io.Copy': { kind: 'size', magnitude: 0 },
  'syscall.Seek': { kind: 'size', magnitude: 0 },
  'golang.org/x/sys/unix.Seek': { kind: 'size', magnitude: 0 },
  'hash.Sum64': { kind: 'random', magnitude: 2 ** 63 },
  'hash/maphash.Sum64': { kind: 'random', magnitude: 2 ** 63 },
  'hash/maphash.String': { kind: 'random', magnitude: 2 ** 63 },
  'hash/maphash.Bytes': { kind: 'random', magnitude: 2 ** 63 },
  'hash/crc64.Checksum': { kind: 'random', magnitude: 2 ** 63 },
  'github.com/cespare/xxhash/v2.Sum64': { kind: 'random', magnitude: 2 ** 63 },
  'github.com/cespare/xxhash/v2.Sum64String': { kind: 'random', magnitude: 2 ** 63 },
  'hash.Sum32': { kind: 'random', magnitude: 2 ** 31 },
  'hash/crc32.ChecksumIEEE': { kind: 'random', magnitude: 2 ** 31 },
  'hash/crc32.Checksum': { kind: 'random', magnitude: 2 ** 31 },
  'hash/adler32.Checksum': { kind: 'random', magnitude: 2 ** 31 },
  'math/rand.Int63': { kind: 'random', magnitude: 2 ** 62 },
  'math/rand.Uint32': { kind: 'random', magnitude: 2 ** 31 },
  'math/rand.Uint64': { kind: 'random', magnitude: 2 ** 63 },
  'math/rand/v2.Int64': { kind: 'random', magnitude: 2 ** 62 },
  'math/rand/v2.Uint32': { kind: 'random', magnitude: 2 ** 31 },
  'math/rand/v2.Uint64': { kind: 'random', magnitude: 2 ** 63 },
  'encoding/binary.Uint64': { kind: 'decoded', magnitude: 0 },
  'encoding/binary.Uvarint': { kind: 'decoded', magnitude: 0 },
  'encoding/binary.ReadUvarint': { kind: 'decoded', magnitude: 0 },
  'strconv.ParseInt': { kind: 'parsed', magnitude: 0 },
  'strconv.ParseUint': { kind: 'parsed', magnitude: 0 },
  'encoding/json.Int64': { kind: 'parsed', magnitude: 0 },
  'database/sql.LastInsertId': { kind: 'id', magnitude: 0 },
};

/** Fields by their qualified names. */
const FIELDS: Readonly<Record<string, OriginKind>> = {
  'archive/tar.Header.Size': 'size',
  'archive/zip.FileHeader.UncompressedSize64': 'size',
  'archive/zip.FileHeader.CompressedSize64': 'size',
  'mime/multipart.FileHeader.Size': 'size',
  'net/http.Request.ContentLength': 'size',
  'net/http.Response.ContentLength': 'size',
  'syscall.Stat_t.Size': 'size',
  'syscall.Stat_t.Ino': 'id',
  'golang.org/x/sys/unix.Stat_t.Size': 'size',
  'golang.org/x/sys/unix.Stat_t.Ino': 'id',
  'golang.org/x/sys/unix.Statx_t.Size': 'size',
  'golang.org/x/sys/unix.Statx_t.Ino': 'id',
};

const MAX_DEPTH = 8;

/** Where an integer expression of the present scope comes from; undefined where that is not known, or nothing large. @throws Split */
export function originOf(c: Checker, expression: Node, depth = 0): Origin | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const { tree } = c.env.file;
  const node = withoutParentheses(tree, expression);
  const inner = (child: Node) => (child === NONE ? undefined : originOf(c, child, depth + 1));
  switch (tree.kind[node]) {
    case Kind.CallExpression:
      return ofCall(c, node, depth);
    case Kind.SelectorExpression:
      return ofField(c, node) ?? durationOf(c, node);
    case Kind.BinaryExpression: {
      const operator = tree.textOf(tree.child(node, Field.Operator));
      const [left, right] = [tree.child(node, Field.Left), tree.child(node, Field.Right)];
      if (operator === '+') return inner(left) ?? inner(right);
      // A difference is small, unless it is counted in nanoseconds.
      if (operator === '-') return durationOf(c, node);
      if (operator !== '/' && operator !== '*') return undefined;
      const by = numberOf(c, right);
      const origin = by === undefined || by <= 0 ? undefined : inner(left);
      if (origin === undefined || by === undefined) return undefined;
      // Of a size in blocks it is not known how large it gets.
      if (origin.kind !== 'clock' && origin.kind !== 'duration') return undefined;
      // What is known of a duration is its unit, which gets larger where the number gets smaller.
      const grows = (operator === '*') !== (origin.kind === 'duration');
      return { ...origin, magnitude: grows ? origin.magnitude * by : origin.magnitude / by };
    }
    case Kind.Identifier: {
      const variable = variableNamed(c, node);
      if (variable === undefined) return undefined;
      const definition = definitionOf(tree, variable);
      const origin = definition === undefined ? undefined : inner(definition.node);
      if (origin !== undefined) return definition!.index === 0 ? origin : undefined;
      return durationOf(c, node);
    }
    default:
      return durationOf(c, node);
  }
}

function ofCall(c: Checker, node: Node, depth: number): Origin | undefined {
  const { tree } = c.env.file;
  const args = namedChildren(tree, tree.child(node, Field.Arguments));
  const callee = operandOf(c, tree.child(node, Field.Function));
  if (callee === undefined) return undefined;
  if (callee.mode === 'type') {
    // A conversion; to fewer bits it bounds the number.
    const to = basicOf(c, callee.type);
    if (args.length !== 1 || to === undefined || (to.info & Info.Integer) === 0 || to.bits < 32) return undefined;
    const from = typeOf(c, args[0]!);
    const bits = from === undefined ? 0 : (basicOf(c, from)?.bits ?? 0);
    if (bits > to.bits) return undefined;
    const origin = originOf(c, args[0]!, depth + 1);
    return origin ?? (isDuration(callee.type) ? durationOf(c, node) : undefined);
  }
  const { object } = callee;
  const path = object instanceof Func ? object.package_?.path : undefined;
  const known = path === undefined ? undefined : CALLS[`${path}.${object!.name}`];
  // Other functions may count in a time.Duration whatever they want.
  if (known === undefined) return path === 'time' ? durationOf(c, node) : undefined;
  if (path === 'strconv' && numberOf(c, args[2] ?? NONE) !== 64) return undefined;
  return { ...known, call: node };
}

function ofField(c: Checker, node: Node): Origin | undefined {
  const x = operandOf(c, node);
  const subject = x && operandSubject(c, x);
  const kind = subject === undefined ? undefined : FIELDS[subject];
  return kind && { kind, magnitude: 0, call: NONE };
}

/** Any value of type time.Duration. */
function durationOf(c: Checker, node: Node): Origin | undefined {
  const type = typeOf(c, node);
  return type !== undefined && isDuration(type) ? { kind: 'duration', magnitude: 1, call: NONE } : undefined;
}

export function isDuration(type: Type): boolean {
  return type.tag === Tag.Named && type.object.name === 'Duration' && type.object.package_?.path === 'time';
}

/** The value of a constant expression, rounded; undefined for others. @throws Split */
export function numberOf(c: Checker, node: Node): number | undefined {
  const value = node === NONE ? undefined : constantAt(c, node);
  return value === undefined ? undefined : Number(value);
}
