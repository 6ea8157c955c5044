// Uses of kernel structures that compile and are wrong on some targets: bits dropped by a conversion, assertions to a type
// the field has elsewhere, buffers of the size it has elsewhere.
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Observer } from '../../types/observer.ts';
import type { Operand } from '../../types/operand.ts';
import { basicOf, identical, isInterface } from '../../types/predicates.ts';
import { under } from '../../types/resolve.ts';
import { sizeOf } from '../../types/sizes.ts';
import { Info, Tag, type Type } from '../../types/type.ts';
import { operandSubject } from '../../types/variation.ts';
import { isKernelMember, kernelTypeName } from '../support/kernel-package.ts';
import { pointeeOf } from '../support/pointee.ts';

/** What is wrong, with what the message needs; it holds on the targets of the fact. */
export interface KernelFact {
  readonly kind: 'drops bits' | 'keeps bits' | 'other type' | 'small buffer';
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly args: Readonly<Record<string, string | number>>;
}

function record(c: Checker, node: Node, kind: KernelFact['kind'], args: KernelFact['args']): void {
  const { file, tree } = c.env.file;
  const fact: KernelFact = { kind, path: file.path, start: tree.start[node]!, end: tree.end[node]!, args };
  c.record('kernel-struct', fact);
}

/** `Stat_t.Dev` of `syscall.Stat_t.Dev`. */
function shortName(subject: string): string {
  return subject.split('.').slice(-2).join('.');
}

/**
 * Fields whose values take no more than 32 bits, however wide they are: parts of a second, sizes of blocks and names, flags, links, magic
 * numbers of file systems, and device numbers, of which Linux has 32 bits (12 major, 20 minor: include/linux/kdev_t.h).
 */
const SMALL = /\.(?:Nsec|Usec|Bsize|Blksize|Frsize|Namelen|Flags|Nlink|Type|Dev|Rdev|Mode)$/;

/** `int32(ts.Sec)`: whether the field has more bits than that is noted for every target, so that differences show. */
function observeWidth(c: Checker, node: Node, x: Operand, type: Type): void {
  const subject = operandSubject(c, x);
  if (subject === undefined || !isKernelMember(subject) || SMALL.test(subject)) return;
  const from = basicOf(c, x.type);
  const to = basicOf(c, type);
  if (from === undefined || to === undefined || (from.info & to.info & Info.Integer) === 0) return;
  // An int is a field that Go made up, such as SysProcAttr.Pgid: the kernel's have a size.
  if (from.bits === 0) return;
  const bits = (info: typeof from) => info.bits || c.wordBits();
  const args = { field: shortName(subject), from: from.name, to: c.typeString(type) };
  record(c, node, bits(from) > bits(to) ? 'drops bits' : 'keeps bits', args);
}

/** `(*syscall.EpollEvent)(unsafe.Pointer(&buf[0]))` of an array of bytes that is smaller than the structure. */
function observeBuffer(c: Checker, node: Node, x: Operand, type: Type): void {
  if (type.tag !== Tag.Pointer || x.type.tag !== Tag.Basic || x.type.name !== 'unsafe.Pointer') return;
  const name = kernelTypeName(type.elem);
  const buffer = name === undefined ? undefined : bufferBehind(c, x.node);
  if (name === undefined || buffer === undefined) return;
  const size = sizeOf(c, type.elem);
  if (size !== undefined && buffer < size) record(c, node, 'small buffer', { type: name, size, buffer });
}

/** The bytes of the array whose start `unsafe.Pointer(&buf)` or `unsafe.Pointer(&buf[0])` takes; undefined for anything else. */
function bufferBehind(c: Checker, pointer: Node): number | undefined {
  const type = pointeeOf(c, pointer)?.type;
  const array = type && under(c, type);
  if (array?.tag !== Tag.Array || basicOf(c, array.elem)?.bits !== 8 || array.length < 0) return undefined;
  return array.length;
}

export const useObserver: Observer = {
  conversion(c, node, x, type) {
    observeWidth(c, node, x, type);
    observeBuffer(c, node, x, type);
  },
  assertion(c, node, x, type) {
    const subject = x.dynamic && operandSubject(c, x);
    if (x.dynamic === undefined || subject === undefined || !isKernelMember(subject)) return;
    if (isInterface(c, type) || identical(c, x.dynamic, type)) return;
    record(c, node, 'other type', {
      field: shortName(subject),
      from: c.typeString(x.dynamic),
      to: c.typeString(type),
    });
  },
};
