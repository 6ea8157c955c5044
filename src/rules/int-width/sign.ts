// Fields of kernel structures that are signed and of 32 bits on some targets, compared with what only 64 bits or unsigned ones hold.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { toInt } from '../../types/constant.ts';
import type { Operand } from '../../types/operand.ts';
import { basicOf, isUntyped } from '../../types/predicates.ts';
import { type Basic, Info } from '../../types/type.ts';
import { operandSubject } from '../../types/variation.ts';
import { isKernelMember } from '../support/kernel-package.ts';
import { onlyArgument, operatorOf, withoutParentheses } from '../support/nodes.ts';
import { operandOf } from '../support/operands.ts';
import { topLevelOf } from '../support/parents.ts';
import { useOf } from './bounds.ts';
import { note } from './note.ts';
import { numberOf } from './origin.ts';

/** `int64(fs.Type) == 0x9123683E`: as an int32 the magic number of btrfs is negative, and as an int64 then, too. @throws Split */
export function observeSign(c: Checker, x: Operand, y: Operand): void {
  const [value, constant] = x.mode === 'constant' ? [y, x] : [x, y];
  if (constant.mode !== 'constant' || constant.value === undefined || value.mode === 'constant') return;
  const number = toInt(constant.value)?.value;
  if (number === undefined || number < 2n ** 31n || number >= 2n ** 32n) return;
  const { file, tree } = c.env.file;
  const call = withoutParentheses(tree, value.node);
  if (tree.kind[call] !== Kind.CallExpression || basicOf(c, value.type)?.bits !== 64) return;
  const argument = onlyArgument(tree, call);
  const inner = argument === NONE ? undefined : operandOf(c, argument);
  const subject = inner && operandSubject(c, inner);
  const from = inner && basicOf(c, inner.type);
  if (subject === undefined || from === undefined || !isKernelMember(subject)) return;
  if (from.bits !== 32 || (from.info & Info.Unsigned) !== 0) return;
  const callee = tree.child(call, Field.Function);
  const edits = [{ path: file.path, start: tree.start[callee]!, end: tree.end[callee]!, text: 'uint32' }];
  const field = subject.split('.').slice(-2).join('.');
  const title = message('fix-convert', { operand: tree.textOf(inner!.node), type: 'uint32' });
  const args = { field, value: tree.textOf(constant.node) };
  const fixes = isUntyped(constant.type) ? [{ title, edits, automatic: true }] : [];
  note(c, value.node, { code: 'SignExtension', severity: 'warning' }, 'int-width-sign', args, fixes);
}

/**
 * `int64(fs.Type)` where what it is compared with does not show: a key of a map, a value that is kept. The magic numbers of btrfs, f2fs,
 * hugetlbfs and others have bit 31 set (linux/magic.h).
 * @throws Split
 */
export function observeExtension(c: Checker, node: Node, x: Operand, from: Basic): void {
  if (from.bits !== 32 || (from.info & Info.Unsigned) !== 0) return;
  const subject = operandSubject(c, x);
  if (subject === undefined || !subject.endsWith('.Statfs_t.Type') || !isKernelMember(subject)) return;
  const { file, tree } = c.env.file;
  const use = useOf(tree, node);
  // What observeSign looks at.
  if (use !== NONE && /^[!=]=$/.test(operatorOf(tree, use)) && isWithConstant(c, use)) return;
  const text = `uint32(${tree.textOf(x.node)})`;
  // The author knows, and does it for these targets.
  const around = topLevelOf(tree, node);
  if (tree.text.slice(tree.start[around], tree.end[around]).includes(text)) return;
  const edits = [{ path: file.path, start: tree.start[x.node]!, end: tree.end[x.node]!, text }];
  const title = message('fix-convert', { operand: tree.textOf(x.node), type: 'uint32' });
  const args = { type: tree.textOf(tree.child(node, Field.Function)) };
  note(c, node, { code: 'SignExtension', severity: 'info' }, 'int-width-magic', args, [
    { title, edits, automatic: true },
  ]);
}

/** Whether one side of a comparison is a constant. */
function isWithConstant(c: Checker, comparison: Node): boolean {
  const { tree } = c.env.file;
  return [Field.Left, Field.Right].some((side) => numberOf(c, tree.child(comparison, side)) !== undefined);
}
