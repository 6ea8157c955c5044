// What is reported of the requests that come to ioctl.
import { message, say } from '../../messages/catalogue.ts';
import { describeTargets } from '../../platform/describe.ts';
import {
  hasThreeDirectionBits,
  type IoctlRequest,
  ioctlRequests,
  requestNamed,
  requestNumber,
  synonymsOf,
  translated,
} from '../../platform/linux-abi/ioctls.ts';
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import { type Target, type TargetSet, targetName } from '../../platform/target.ts';
import type { Func } from '../../types/object.ts';
import type { Fix } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import { asksArchitecture } from '../support/asks-architecture.ts';
import { placeOf } from '../support/constant-origin.ts';
import { kernelConstantFix } from '../support/kernel-constant-fix.ts';
import { portsOf } from '../support/ports-of-file.ts';
import type { ForwardFact, IoctlFact, Parameter, RequestFact } from './facts.ts';
import { checkHelpers } from './helpers.ts';

/** A place where a request is written, with the numbers it has. */
interface Request {
  readonly fact: RequestFact;
  readonly numbers: Map<number, TargetSet>;
}

/** Reports requests that have another number on some targets, and what makes such requests. */
export function checkFacts(pass: FactsPass): void {
  const facts = pass.facts.map(({ fact, targets }) => ({ fact: fact as IoctlFact, targets }));
  const comesToIoctl = parametersOf(facts.flatMap(({ fact }) => (fact.kind === 'forward' ? [fact] : [])));
  const requests = new Map<string, Request>();
  for (const { fact, targets } of facts) {
    if (fact.kind !== 'request' || (fact.to !== undefined && !comesToIoctl(fact.to))) continue;
    const { file, node } = placeOf(pass.package, fact);
    const key = `${file.file.path}:${node}`;
    const request = requests.get(key) ?? { fact, numbers: new Map() };
    requests.set(key, request);
    request.numbers.set(fact.number, (request.numbers.get(fact.number) ?? 0) | targets);
  }
  for (const request of requests.values()) checkRequest(pass, request);
  if (facts.some(({ fact }) => fact.kind === 'helper')) checkHelpers(pass);
}

/** Which parameters of the package's functions come to ioctl in the end. */
function parametersOf(forwards: readonly ForwardFact[]): (parameter: Parameter) => boolean {
  const found = new Map<Func, Set<number>>();
  const has = ({ function_, index }: Parameter) => found.get(function_)?.has(index) === true;
  const into = new Map<Func | undefined, ForwardFact[]>();
  for (const forward of forwards) {
    const to = forward.to?.function_;
    const known = into.get(to);
    if (known === undefined) into.set(to, [forward]);
    else known.push(forward);
  }
  const open: (Parameter | undefined)[] = [undefined];
  while (open.length > 0) {
    const reached = open.pop();
    for (const { from, to } of into.get(reached?.function_) ?? []) {
      if (to?.index !== reached?.index || has(from)) continue;
      found.set(from.function_, (found.get(from.function_) ?? new Set()).add(from.index));
      open.push(from);
    }
  }
  return has;
}

function checkRequest(pass: FactsPass, { fact, numbers }: Request): void {
  const { origin, use } = fact;
  if (asksArchitecture(origin.file) || asksArchitecture(use.file)) return;
  const named = origin.names.map(requestNamed).find((request) => request !== undefined);
  for (const [number, set] of numbers) {
    const targets = pass.targets.members(set).filter(isLinux);
    if (named === undefined) checkCommon(pass, fact, number, targets, numbers);
    else if (numbersOf(named).has(number)) checkNamed(pass, fact, number, targets, synonymsOf(named));
  }
}

function numbersOf({ numbers, common }: IoctlRequest): Set<number | undefined> {
  return new Set([common, ...numbers.values()]);
}

/** A number without a name: it is what it is on amd64, where the file is built for that. */
function checkCommon(
  pass: FactsPass,
  fact: RequestFact,
  number: number,
  targets: readonly Target[],
  numbers: ReadonlyMap<number, TargetSet>,
): void {
  const amd64 = (target: Target) => target.goarch === 'amd64' && isLinux(target);
  const isForAmd64 = fact.origin.isLiteral
    ? [fact.origin, fact.use].every(({ file }) => portsOf(file.file).some(amd64))
    : pass.targets.members(numbers.get(number)!).some(amd64);
  if (!isForAmd64) return;
  const requests = ioctlRequests().filter(({ common }) => common === number);
  if (requests.length > 0) checkNamed(pass, fact, number, targets, requests);
  else checkDirection(pass, fact, number, targets);
}

/** Reports where none of some requests has the number. */
function checkNamed(
  pass: FactsPass,
  fact: RequestFact,
  number: number,
  targets: readonly Target[],
  requests: readonly IoctlRequest[],
): void {
  const wrong = targets.filter(({ goarch }) => {
    const right = requests.map((request) => requestNumber(request, goarch));
    return right[0] !== undefined && !right.includes(number);
  });
  if (wrong.length === 0) return;
  const [request] = requests;
  const right = new Map<number, TargetSet>();
  for (const target of wrong) {
    const wanted = requestNumber(request!, target.goarch)!;
    right.set(wanted, (right.get(wanted) ?? 0) | setOf(pass, [target]));
  }
  pass.report({
    code: 'IoctlNumber',
    message: message('ioctl-number', { number: hex(number), request: request!.name }),
    // Not in the message, by which the findings of several batches of targets are recognised as one.
    details: [...right].map(([wanted, set]) => {
      const targets = describeTargets(pass.targets, set);
      return message('ioctl-number-wanted', { request: request!.name, number: hex(wanted), targets });
    }),
    targets: setOf(pass, wrong),
    ...spanOf(placeOf(pass.package, fact)),
    ...fixesFor(pass, fact, requests),
  });
}

/** The constant of one of the requests, which may be several names of one. */
function fixesFor(pass: FactsPass, fact: RequestFact, requests: readonly IoctlRequest[]): { fixes?: Fix[] } {
  const place = placeOf(pass.package, fact);
  if (!fact.origin.isLiteral || place.file !== fact.origin.file) return {};
  const isOne = new Set(requests.map(({ numbers }) => [...numbers].join())).size === 1;
  for (const { name } of requests) {
    const outcome = kernelConstantFix(pass, place, name, isOne);
    if (outcome.fixes !== undefined) return outcome;
  }
  return {};
}

/** Reports where the bits of the direction mean something else. */
function checkDirection(pass: FactsPass, fact: RequestFact, number: number, targets: readonly Target[]): void {
  const other = translated(number);
  const wrong = targets.filter(({ goarch }) => hasThreeDirectionBits(goarch));
  if (other === undefined || wrong.length === 0) return;
  pass.report({
    code: 'IoctlDirection',
    message: message('ioctl-number-direction', {
      number: hex(number),
      meant: say(`ioctl-number-${other.meant}`, {}),
      here: say(`ioctl-number-${other.here}`, {}),
      wanted: hex(other.number),
    }),
    targets: setOf(pass, wrong),
    ...spanOf(placeOf(pass.package, fact)),
  });
}

function spanOf({ file, node }: RequestFact['use']) {
  return { path: file.file.path, start: file.tree.start[node]!, end: file.tree.end[node]! };
}

function setOf({ targets }: FactsPass, members: readonly Target[]): TargetSet {
  const names = new Set(members.map(targetName));
  return targets.where((target) => names.has(targetName(target)));
}

function hex(number: number): string {
  return `0x${number.toString(16)}`;
}
