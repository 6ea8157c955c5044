// Notes the raw system calls whose number is a literal, or a constant that comes from one.
import type { Observer } from '../../types/observer.ts';
import { constantOrigin } from '../support/constant-origin.ts';
import { isRawSyscall, KERNEL_PACKAGE } from '../support/kernel-package.ts';
import { type NumberFact, RULE } from './facts.ts';

export const observer: Observer = {
  call(c, _node, callee, args) {
    const [trap] = args;
    if (trap?.mode !== 'constant' || trap.value?.kind !== 'int' || !isRawSyscall(callee)) return;
    const origin = constantOrigin(c, trap.node, ({ path }) => KERNEL_PACKAGE.test(path));
    if (origin?.isLiteral !== true) return;
    const { file } = c.env;
    const fact: NumberFact = {
      number: Number(trap.value.value),
      origin,
      use: { file, node: trap.node },
      kernelPackage: callee.package_!.path,
    };
    c.record(RULE, fact);
  },
};
