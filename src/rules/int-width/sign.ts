// Fields of kernel structures that are signed and of 32 bits on some targets, compared with what only 64 bits or unsigned ones hold.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { namedChildren } from '../../types/collect.ts';
import { toInt } from '../../types/constant.ts';
import type { Operand } from '../../types/operand.ts';
import { basicOf, isUntyped } from '../../types/predicates.ts';
import { Info } from '../../types/type.ts';
import { operandSubject } from '../../types/variation.ts';
import { isKernelMember } from '../support/kernel-package.ts';
import { withoutParentheses } from '../support/nodes.ts';
import { operandOf } from '../support/pointee.ts';
import { note } from './note.ts';

/** `int64(fs.Type) == 0x9123683E`: as an int32 the magic number of btrfs is negative, and as an int64 then, too. @throws Split */
export function observeSign(c: Checker, x: Operand, y: Operand): void {
  const [value, constant] = x.mode === 'constant' ? [y, x] : [x, y];
  if (constant.mode !== 'constant' || constant.value === undefined || value.mode === 'constant') return;
  const number = toInt(constant.value)?.value;
  if (number === undefined || number < 2n ** 31n || number >= 2n ** 32n) return;
  const { file, tree } = c.env.file;
  const call = withoutParentheses(tree, value.node);
  if (tree.kind[call] !== Kind.CallExpression || basicOf(c, value.type)?.bits !== 64) return;
  const inner = argumentOf(c, call);
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

/** The value that a call may convert. */
function argumentOf(c: Checker, call: Node): Operand | undefined {
  const { tree } = c.env.file;
  const args = namedChildren(tree, tree.child(call, Field.Arguments));
  return args.length === 1 ? operandOf(c, args[0]!) : undefined;
}
