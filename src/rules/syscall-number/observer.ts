// Notes the raw system calls whose number is a literal, or a constant that comes from one, and those with constants of package syscall.
import type { Observer } from '../../types/observer.ts';
import { constantOrigin } from '../support/constant-origin.ts';
import { isDeadCode } from '../support/dead-code.ts';
import { isRawSyscall, KERNEL_PACKAGE } from '../support/kernel-package.ts';
import { type ConstantFact, type NumberFact, RULE } from './facts.ts';

export const observer: Observer = {
  call(c, node, callee, args) {
    const [trap] = args;
    if (trap?.mode !== 'constant' || trap.value?.kind !== 'int' || !isRawSyscall(callee)) return;
    const number = Number(trap.value.value);
    const use = { file: c.env.file, node: trap.node };
    const origin = constantOrigin(c, trap.node, ({ path }) => KERNEL_PACKAGE.test(path));
    if (origin === undefined) {
      const isConstant = /\bSYS_\w+\)*$/.test(use.file.tree.textOf(trap.node)) && !isDeadCode(c, node);
      const fact: ConstantFact = { kind: 'constant', number, use };
      if (isConstant) c.record(RULE, fact);
    } else if (origin.isLiteral) {
      const fact: NumberFact = { kind: 'number', number, origin, use };
      c.record(RULE, fact);
    }
  },
};
