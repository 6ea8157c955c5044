// What is reported of the numbers of raw system calls.
import { message } from '../../messages/catalogue.ts';
import { describeTargets } from '../../platform/describe.ts';
import { isLinux, syscallName, syscallNumber } from '../../platform/linux-abi/syscalls.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { FactsPass } from '../rule.ts';
import { asksArchitecture } from '../support/asks-architecture.ts';
import { placeOf } from '../support/constant-origin.ts';
import { type Noted, unitedFacts } from '../support/united-facts.ts';
import type { ConstantFact, NumberFact } from './facts.ts';
import { fixesFor } from './fixes.ts';
import { isKindOf, meantBy } from './meant.ts';

/** Reports the numbers that mean another call, or none, on some targets. */
export function checkFacts(pass: FactsPass): void {
  const facts = unitedFacts(pass.facts as readonly Noted<NumberFact | ConstantFact>[], (fact) => {
    const { file, node } = fact.kind === 'constant' ? fact.use : placeOf(pass.package, fact);
    return `${fact.kind}:${file.file.path}:${node}:${fact.number}`;
  });
  for (const { fact, targets } of facts) {
    if (fact.kind === 'constant') checkConstant(pass, fact, targets);
    else checkNumber(pass, fact, targets);
  }
}

/** The last call that only the ABI of arm before the EABI had: ipc. (Linux: arch/arm/tools/syscall.tbl) */
const LAST_OBSOLETE = 117;

/** Reports the constants that package syscall has for calls which the kernel of arm has left out since the EABI: `SYS_SELECT`. */
function checkConstant(pass: FactsPass, { number, use: { file, node } }: ConstantFact, targets: TargetSet): void {
  if (asksArchitecture(file)) return;
  if (number > LAST_OBSOLETE || syscallName('arm', number) !== undefined) return;
  const gone = targets & pass.targets.where((target) => isLinux(target) && target.goarch === 'arm');
  if (gone === 0) return;
  pass.report({
    code: 'ObsoleteSyscall',
    severity: 'warning',
    message: message('syscall-number-obsolete', { constant: file.tree.textOf(node) }),
    targets: gone,
    path: file.file.path,
    start: file.tree.start[node]!,
    end: file.tree.end[node]!,
  });
}

function checkNumber(pass: FactsPass, fact: NumberFact, targets: TargetSet): void {
  const { number, origin, use } = fact;
  if (asksArchitecture(origin.file) || asksArchitecture(use.file)) return;
  const linux = targets & pass.targets.where(isLinux);
  const meant = meantBy(fact);
  if (linux === 0 || meant === undefined) return;
  const { call } = meant;
  let wrong = 0;
  let absent = 0;
  const meanings = new Map<string | undefined, TargetSet>();
  for (const target of pass.targets.members(linux)) {
    const { goarch } = target;
    const meaning = syscallName(goarch, number);
    if (meaning !== undefined && isKindOf(meaning, call)) continue;
    const set = pass.targets.where((other) => other === target);
    wrong |= set;
    if (syscallNumber(goarch, call) === undefined) absent |= set;
    meanings.set(meaning, (meanings.get(meaning) ?? 0) | set);
  }
  if (wrong === 0) return;
  const { file, node } = placeOf(pass.package, fact);
  const { tree } = file;
  const elsewhere = [...meanings].map(([meaning, set]) => {
    const on = describeTargets(pass.targets, set);
    return meaning === undefined
      ? message('syscall-number-nothing', { number, targets: on })
      : message('syscall-number-meaning', { number, call: meaning, targets: on });
  });
  pass.report({
    code: 'SyscallNumber',
    severity: meanings.size === 1 && meanings.has(undefined) ? 'warning' : 'error',
    message: message('syscall-number', { number, call }),
    // The meanings are not in the message, by which the findings of several batches of targets are recognised as one.
    details: [
      ...elsewhere,
      ...(meant.isNamed ? [] : [message('syscall-number-reference', { number, call })]),
      ...(absent === 0
        ? []
        : [message('syscall-number-absent', { call, targets: describeTargets(pass.targets, absent) })]),
    ],
    targets: wrong,
    path: file.file.path,
    start: tree.start[node]!,
    end: tree.end[node]!,
    ...fixesFor(pass, fact, meant),
  });
}
