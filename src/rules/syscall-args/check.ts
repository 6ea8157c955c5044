// What is reported of the arguments of raw system calls.
import { type Message, message } from '../../messages/catalogue.ts';
import { describeTargets } from '../../platform/describe.ts';
import {
  argumentSlots,
  type Prototype,
  type Slot,
  takesArgumentsInMemory,
  takesStackBeforeFlags,
  widePrototype,
} from '../../platform/linux-abi/arguments.ts';
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { Severity } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import { asksArchitecture } from '../support/asks-architecture.ts';
import type { Argument, CallFact } from './facts.ts';

/** What is wrong with a call on a target. */
interface Problem {
  readonly code: 'SplitArgument' | 'UpperHalf' | 'ArgumentOrder' | 'ArgumentBlock';
  readonly severity: Severity;
  readonly message: Message;
  /** The arguments as the target wants them: `fd, 0, offset, offset>>32, count`. */
  readonly wanted?: string;
}

/** Reports calls whose arguments the kernel takes otherwise on some targets. */
export function checkFacts(pass: FactsPass): void {
  const found = new Map<
    string,
    { fact: CallFact; problem: Problem; targets: TargetSet; wanted: Map<string, TargetSet> }
  >();
  for (const { fact, targets } of pass.facts) {
    const call = fact as CallFact;
    if (asksArchitecture(call.file)) continue;
    pass.targets.targets.forEach((target, i) => {
      const problem = (targets & (1 << i)) !== 0 && isLinux(target) ? problemOf(call, target.goarch) : undefined;
      if (problem === undefined) return;
      const key = `${call.file.file.path}:${call.node}:${JSON.stringify(problem.message)}`;
      const one = found.get(key) ?? { fact: call, problem, targets: 0, wanted: new Map<string, TargetSet>() };
      const { wanted } = problem;
      if (wanted !== undefined) one.wanted.set(wanted, (one.wanted.get(wanted) ?? 0) | (1 << i));
      found.set(key, { ...one, targets: one.targets | (1 << i) });
    });
  }
  for (const { fact, problem, targets, wanted } of found.values()) {
    const { file, node, call } = fact;
    const function_ = widePrototype(call)?.function_ ?? (call === 'mmap' ? 'Mmap' : undefined);
    const { code, severity } = problem;
    pass.report({
      code,
      severity,
      message: problem.message,
      details: [
        ...[...wanted].map(([list, set]) =>
          message('syscall-args-wanted', { arguments: list, targets: describeTargets(pass.targets, set) }),
        ),
        ...(function_ === undefined ? [] : [message('syscall-args-use', { function: function_ })]),
      ],
      targets,
      path: file.file.path,
      start: file.tree.start[node]!,
      end: file.tree.end[node]!,
    });
  }
}

function problemOf(fact: CallFact, goarch: string): Problem | undefined {
  const { call, args } = fact;
  const isGiven = (arg: Argument) => arg.kind !== 'constant' || arg.value !== 0n;
  if (call === 'clone') {
    const [flags, stack] = args;
    const isSwapped = takesStackBeforeFlags(goarch) && flags !== undefined && isGiven(flags);
    if (!isSwapped || stack === undefined || isGiven(stack)) return undefined;
    return { code: 'ArgumentOrder', severity: 'error', message: message('syscall-args-clone', {}) };
  }
  if (takesArgumentsInMemory(call, goarch)) {
    if (!args.slice(1).some(isGiven)) return undefined;
    return { code: 'ArgumentBlock', severity: 'error', message: message('syscall-args-block', { call }) };
  }
  const prototype = widePrototype(call);
  const slots = prototype && argumentSlots(prototype, goarch);
  return slots && splitProblem(prototype!, slots, args);
}

/** What is wrong where the kernel takes a parameter of 64 bits in two arguments. */
function splitProblem(prototype: Prototype, slots: readonly Slot[], args: readonly Argument[]): Problem | undefined {
  const wrong: Problem = {
    code: 'SplitArgument',
    severity: 'error',
    message: message('syscall-args-split', { call: prototype.call }),
    wanted: describe(prototype, slots),
  };
  if (args.some(({ kind }) => kind === 'high')) return areHalvesRight(slots, args) ? undefined : wrong;
  const nothing: Argument = { kind: 'constant', value: 0n };
  // More arguments than parameters: some of them are halves that were made elsewhere.
  if (args.slice(prototype.parameters.length).some((arg) => !isSameConstant(arg, nothing))) return undefined;
  // One argument for each parameter, as on 64-bit targets: what does the kernel make of them?
  let narrowed: string | undefined;
  for (const [at, { parameter, half }] of slots.entries()) {
    const meant = args[parameter] ?? nothing;
    const given = args[at] ?? nothing;
    if (half === 'none') continue;
    if (half === 'high') {
      if (given.kind !== 'constant' || given.value !== upper(meant)) return wrong;
      if (meant.kind === 'value' && meant.isWide) narrowed = meant.text;
    } else if (at !== parameter && !isSameConstant(meant, given)) return wrong;
  }
  if (narrowed === undefined) return undefined;
  return {
    code: 'UpperHalf',
    severity: 'info',
    message: message('syscall-args-upper', { call: prototype.call, argument: narrowed }),
  };
}

/** What has to be in the upper half of an argument: of one that is no constant it is at least not certain to be wrong without. */
function upper(arg: Argument): bigint | undefined {
  return arg.kind === 'constant' ? arg.value && BigInt.asUintN(64, arg.value) >> 32n : 0n;
}

function isSameConstant(a: Argument, b: Argument): boolean {
  return a.kind === 'constant' && b.kind === 'constant' && a.value !== undefined && a.value === b.value;
}

/** Whether each upper half that is given stands where the kernel takes one, beside the lower half of the same value. */
function areHalvesRight(slots: readonly Slot[], args: readonly Argument[]): boolean {
  return args.every((arg, at) => {
    if (arg.kind !== 'high') return true;
    const slot = slots[at];
    if (slot?.half !== 'high') return false;
    const low = slots.findIndex(({ parameter, half }) => parameter === slot.parameter && half === 'low');
    const other = args[low];
    // Other ways to write the lower half are not looked into.
    return other === undefined || other.kind !== 'constant' || other.value !== 0n;
  });
}

/** `fd, buf, count, 0, offset (low), offset (high)`. */
function describe({ parameters }: Prototype, slots: readonly Slot[]): string {
  const words = slots.map(({ parameter, half }) => {
    const { name } = parameters[parameter]!;
    return half === 'whole' ? name : half === 'none' ? '0' : half === 'low' ? name : `${name}>>32`;
  });
  return words.join(', ');
}
