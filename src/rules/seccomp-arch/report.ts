// What is said about a list of architectures, in a document or in Go.
import { message } from '../../messages/catalogue.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { Fix, Kind, Span } from '../finding.ts';
import type { Pass } from '../rule.ts';
import type { Judgement } from './architectures.ts';

/** A list of architectures where it is written. */
export interface ListPlace {
  readonly kind: Kind;
  /** The whole list, from its first element to its last. */
  readonly list: Span;
  /** The element with this name. */
  readonly element: (name: string) => Span;
  /** The fix that adds names to it, where there is one. */
  readonly adding?: (names: readonly string[]) => Fix;
  /** The targets on which the list is there. */
  readonly presence: TargetSet;
}

/** Reports what is wrong with a list on the targets that have it. */
export function reportList(pass: Pass, { refused, missing }: Judgement, place: ListPlace): void {
  const { kind, presence } = place;
  for (const { name, targets } of refused) {
    if ((targets & presence) === 0) continue;
    pass.report({
      code: 'ForeignByteOrder',
      kind,
      severity: 'error',
      message: message('seccomp-arch-byte-order', { name }),
      details: [message('seccomp-arch-byte-order-why', {})],
      targets: targets & presence,
      ...place.element(name),
      noFix: message('seccomp-arch-no-fix-byte-order', {}),
    });
  }
  const targets = missing.targets & presence;
  if (targets === 0) return;
  pass.report({
    code: 'MissingArchitecture',
    kind,
    severity: 'info',
    message: message('seccomp-arch-missing', { names: missing.names.join(', ') }),
    details: [message('seccomp-arch-missing-why', {})],
    targets,
    ...place.list,
    ...(place.adding === undefined ? {} : { fixes: [place.adding(missing.names)] }),
  });
}
