// The 64-bit operations of sync/atomic, and on which ports they refuse an address that is no multiple of 8.
//
// Source: internal/runtime/atomic of GOROOT. atomic_386.s, atomic_arm.s (and goCas64 and its like in atomic_arm.go) and atomic_mipsx.go
// call panicUnaligned; And64 and Or64 of atomic_386.s do not, elsewhere they are loops around Cas64, which does.
import type { TargetList, TargetSet } from '../../platform/target.ts';
import type { Func } from '../../types/object.ts';

const CHECKING = new Set(['386', 'arm', 'mips', 'mipsle']);
const NAME = /^(Add|Load|Store|Swap|CompareAndSwap|And|Or)(Int64|Uint64)$/;

/** A 64-bit operation on the address that is its first argument. */
export interface Operation {
  /** `AddInt64`. */
  readonly name: string;
  /** The method of `atomic.Int64` and `atomic.Uint64` that does the same: `Add`. */
  readonly method: string;
  /** The type of what it works on. */
  readonly type: 'Int64' | 'Uint64';
}

/** The operation a function is; undefined for every other function. */
export function operationOf(callee: Func): Operation | undefined {
  if (callee.package_?.path !== 'sync/atomic' || callee.signature.known === 0) return undefined;
  return operationNamed(callee.name);
}

/** The operation a function of sync/atomic is, by its name. */
export function operationNamed(name: string): Operation | undefined {
  const match = NAME.exec(name);
  return match === null ? undefined : { name: match[0], method: match[1]!, type: match[2] as Operation['type'] };
}

/** The targets on which an operation panics where its address is not a multiple of 8. */
export function checkingTargets({ method }: Operation, targets: TargetList): TargetSet {
  const lenientOn386 = method === 'And' || method === 'Or';
  return targets.where(({ goarch }) => CHECKING.has(goarch) && !(lenientOn386 && goarch === '386'));
}
