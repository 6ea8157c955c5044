// Notes a place for the rule, unless the targets it is about never come there.
import type { MessageArgs, MessageId } from '../../messages/catalogue.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import type { Fix } from '../finding.ts';
import { isDeadCode } from '../support/dead-code.ts';
import { RULE, type WidthFact } from './facts.ts';

/** Notes it with the message `id`. @throws Split */
export function note<Id extends MessageId>(
  c: Checker,
  node: Node,
  { bits = 32, ...what }: Pick<WidthFact, 'code' | 'severity'> & { bits?: 32 | 64 },
  id: Id,
  args: MessageArgs<Id>,
  fixes: readonly Fix[] = [],
): void {
  const { file, tree, variant } = c.env.file;
  // What might be too large elsewhere is what it is in a test.
  if ((what.severity === 'info' && variant !== 'package') || isDeadCode(c, node)) return;
  const place = { path: file.path, start: tree.start[node]!, end: tree.end[node]! };
  c.record(RULE, { ...place, ...what, bits, id, args, fixes } satisfies WidthFact);
}
