// What a list of architectures comes to on each target.
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import { architectures } from '../../platform/ports.ts';
import { archOfSeccompName, seccompName } from '../../platform/seccomp.ts';
import type { TargetList, TargetSet } from '../../platform/target.ts';

export interface Judgement {
  /** The first name of each byte order, and the targets of the other one. */
  readonly refused: readonly { readonly name: string; readonly targets: TargetSet }[];
  /** Linux targets whose own architecture is not listed, though it could be, and their names. */
  readonly missing: { readonly targets: TargetSet; readonly names: readonly string[] };
}

/**
 * Judges a list of libseccomp's names. The machine's own architecture is always in a filter; one of the other byte order cannot
 * be added to it (seccomp_arch_add(3): EDOM).
 * @param isMap whether it is looked up by the machine's architecture rather than added as a whole
 */
export function judgeList(names: readonly string[], targets: TargetList, isMap: boolean): Judgement {
  const known = names.flatMap((name) => {
    const goarch = archOfSeccompName(name);
    return goarch === undefined ? [] : [{ name, goarch, order: architectures.get(goarch)!.endianness }];
  });
  const refused = (['little', 'big'] as const).flatMap((order) => {
    const first = known.find((one) => one.order === order);
    const set = targets.where((target) => isLinux(target) && architectures.get(target.goarch)?.endianness !== order);
    return first === undefined || set === 0 || isMap ? [] : [{ name: first.name, targets: set }];
  });
  const broken = refused.reduce((set: TargetSet, { targets: some }) => set | some, 0);
  const unlisted = targets.where(
    (target) =>
      isLinux(target) &&
      seccompName(target.goarch) !== undefined &&
      !known.some(({ goarch }) => goarch === target.goarch),
  );
  // A name that is not known may be the very one; an empty list is the machine's own architecture alone.
  const isUnclear = known.length === 0 || names.some((name) => !/^SCMP_ARCH_(?!NATIVE$)/.test(name));
  const set = isUnclear ? 0 : unlisted & ~broken;
  const missing = targets.members(set).map(({ goarch }) => seccompName(goarch)!);
  return { refused, missing: { targets: set, names: [...new Set(missing)] } };
}
