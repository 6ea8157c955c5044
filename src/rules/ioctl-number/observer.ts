// Notes the constants that come to ioctl as requests, and the functions of the package that hand a parameter on to it.

import { requestNamed } from '../../platform/linux-abi/ioctls.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { Func, Var } from '../../types/object.ts';
import type { Observer } from '../../types/observer.ts';
import type { Operand } from '../../types/operand.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import { signatureOf } from '../../types/resolve.ts';
import { constantOrigin } from '../support/constant-origin.ts';
import { isDeadCode } from '../support/dead-code.ts';
import { isRawSyscall, KERNEL_PACKAGE } from '../support/kernel-package.ts';
import { objectNamed } from '../support/named-object.ts';
import { withoutConversion } from '../support/nodes.ts';
import { type IoctlFact, type Parameter, RULE } from './facts.ts';
import { isHelperName } from './helpers.ts';

const IOCTL = /\bSYS_IOCTL\b|\bIoctl[A-Z]\w*\(|\b_?(?:IOC|ioc)_?W|\bfunc _?(?:IO|io)[RWCrwc]/;

/** Whether files of a package have to do with ioctl. */
const concerned = new WeakMap<PackageInfo, boolean>();

function isConcerned(c: Checker): boolean {
  const { package_ } = c.env.file;
  let found = concerned.get(package_);
  if (found === undefined) {
    const { source, files } = package_;
    const isNear = source.files.some(({ imports }) => imports.some(({ path }) => KERNEL_PACKAGE.test(path)));
    found = isNear && !KERNEL_PACKAGE.test(package_.path) && files.some(({ tree }) => IOCTL.test(tree.text));
    concerned.set(package_, found);
  }
  return found;
}

export const observer: Observer = {
  call(c, node, callee, args) {
    if (!isConcerned(c)) return;
    const { package_ } = c.env.file;
    const request = requestOf(c, callee, args);
    if (request !== undefined) {
      note(c, node, args[request]!, undefined);
      return;
    }
    if (callee.package_ !== package_) return;
    args.forEach((arg, index) => {
      if (mayBeRequest(arg)) note(c, node, arg, { function_: callee, index });
    });
  },

  // `request = TCSETS`: a constant with the name and the number of a request.
  expression(c, x) {
    if (x.mode !== 'constant' || x.value?.kind !== 'int' || !isConcerned(c)) return;
    const { file } = c.env;
    if (file.tree.kind[x.node] !== Kind.Identifier) return;
    const name = file.tree.textOf(x.node);
    if (isHelperName(name)) c.record(RULE, HELPER);
    const request = requestNamed(name);
    if (request === undefined || Number(x.value.value) !== request.common) return;
    const origin = constantOrigin(c, x.node, ({ path }) => KERNEL_PACKAGE.test(path));
    if (origin?.isLiteral !== true) return;
    const use = { file, node: x.node };
    const fact: IoctlFact = { kind: 'request', to: undefined, number: request.common, origin, use };
    c.record(RULE, fact);
  },

  // `dir<<30 | size<<16 | t<<8 | nr` in a function that is called as the kernel's macro is.
  operation(c, _x, _y, operator) {
    const { declaration } = c.env;
    if (operator !== '|' || !(declaration instanceof Func) || !isHelperName(declaration.name)) return;
    if (isConcerned(c)) c.record(RULE, HELPER);
  },
};

const HELPER: IoctlFact = { kind: 'helper' };

/** The index of the request among the arguments of ioctl; undefined for other calls. */
function requestOf(c: Checker, callee: Func, args: readonly Operand[]): number | undefined {
  const { name, package_ } = callee;
  if (package_ === undefined || !KERNEL_PACKAGE.test(package_.path)) return undefined;
  if (isRawSyscall(callee)) {
    const isIoctl = args[0] !== undefined && /\bSYS_IOCTL\)*$/.test(c.env.file.tree.textOf(args[0].node));
    return isIoctl && args.length > 2 ? 2 : undefined;
  }
  if (!name.startsWith('Ioctl')) return undefined;
  const index = signatureOf(c, callee)?.params.findIndex((param) => param.name === 'req') ?? -1;
  return index >= 0 && index < args.length ? index : undefined;
}

/** Whether an argument can be a request: a constant above those that are small numbers, or a name. */
function mayBeRequest(arg: Operand): boolean {
  if (arg.mode === 'constant')
    return arg.value?.kind === 'int' && arg.value.value > 0xffn && arg.value.value < 2n ** 32n;
  return arg.mode === 'variable' || arg.mode === 'value';
}

function note(c: Checker, call: Node, arg: Operand, to: Parameter | undefined): void {
  const { file, declaration } = c.env;
  const record = (fact: IoctlFact) => c.record(RULE, fact);
  if (arg.mode === 'constant') {
    const origin = constantOrigin(c, arg.node, ({ path }) => KERNEL_PACKAGE.test(path));
    if (arg.value?.kind !== 'int' || origin === undefined || isDeadCode(c, call)) return;
    record({ kind: 'request', to, number: Number(arg.value.value), origin, use: { file, node: arg.node } });
    return;
  }
  const name = withoutConversion(file.tree, arg.node);
  if (file.tree.kind[name] !== Kind.Identifier || !(declaration instanceof Func)) return;
  const object = objectNamed(c, name);
  if (!(object instanceof Var) || object.role !== 'param') return;
  const isSame = (param: Var) => param.name === object.name && param.site?.node === object.site?.node;
  const index = signatureOf(c, declaration)?.params.findIndex(isSame) ?? -1;
  if (index >= 0) record({ kind: 'forward', from: { function_: declaration, index }, to });
}
