// Notes the raw system calls whose arguments are not the same everywhere.
import { widePrototype } from '../../platform/linux-abi/arguments.ts';
import { Field } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Observer } from '../../types/observer.ts';
import type { Operand } from '../../types/operand.ts';
import { basicOf } from '../../types/predicates.ts';
import { Info } from '../../types/type.ts';
import { isDeadCode } from '../support/dead-code.ts';
import { isRawSyscall } from '../support/kernel-package.ts';
import { operatorOf, withoutConversion, withoutParentheses } from '../support/nodes.ts';
import { operandOf } from '../support/operands.ts';
import { type Argument, type CallFact, RULE } from './facts.ts';

const OTHERS = new Set(['clone', 'mmap', 'select']);

export const observer: Observer = {
  call(c, node, callee, args) {
    if (!isRawSyscall(callee) || args[0]?.mode !== 'constant') return;
    const { file } = c.env;
    const [, name] = /\bSYS_(\w+)\)*$/.exec(file.tree.textOf(args[0].node)) ?? [];
    const call = name?.toLowerCase() ?? '';
    if (!OTHERS.has(call) && widePrototype(call) === undefined) return;
    if (isDeadCode(c, node)) return;
    const fact: CallFact = { file, node, call, args: args.slice(1).map((arg) => argumentOf(c, arg)) };
    c.record(RULE, fact);
  },
};

function argumentOf(c: Checker, arg: Operand): Argument {
  const { tree } = c.env.file;
  if (arg.mode === 'constant') {
    return { kind: 'constant', value: arg.value?.kind === 'int' ? arg.value.value : undefined };
  }
  const inner = withoutConversion(tree, arg.node);
  const upper = upperHalfOf(tree, inner);
  if (upper !== undefined) return { kind: 'high', text: tree.textOf(withoutConversion(tree, upper)) };
  const text = tree.textOf(inner);
  if (inner === withoutParentheses(tree, arg.node)) return { kind: 'value', text, isWide: false };
  const x = operandOf(c, inner);
  const type = x && basicOf(c, x.type);
  return { kind: 'value', text, isWide: type?.bits === 64 && (type.info & Info.Integer) !== 0 };
}

/** The `x` of `x >> 32`. */
function upperHalfOf(tree: Tree, node: Node): Node | undefined {
  const isShift = operatorOf(tree, node) === '>>' && tree.textOf(tree.child(node, Field.Right)) === '32';
  return isShift ? tree.child(node, Field.Left) : undefined;
}
