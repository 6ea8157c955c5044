// The hover text of a suppression comment: what it takes away.
import { type Comment, mentionsSuppression, parseSuppressions } from '../../analysis/suppressions.ts';
import { say } from '../../messages/catalogue.ts';
import { translate } from '../../messages/translation.ts';
import { ruleById } from '../../rules/registry.ts';
import type { Hover } from '../answers.ts';
import { code, plain } from '../markdown.ts';

/** The hover text of the suppression at an offset, in a file of any format, given its comments. */
export function suppressionHover(text: string, comments: () => Iterable<Comment>, offset: number): Hover | undefined {
  if (!mentionsSuppression(text)) return undefined;
  const found = parseSuppressions(text, comments()).find(({ start, end }) => start <= offset && offset <= end);
  if (found === undefined || found.rules.length === 0) return undefined;
  const { wholeFile, misplaced, standsAlone, rules, reason, start, end } = found;
  const where = misplaced
    ? say('hover-suppression-misplaced', {})
    : say(
        wholeFile ? 'hover-suppression-file' : standsAlone ? 'hover-suppression-next-line' : 'hover-suppression-line',
        {},
      );
  const list = rules.map((id) => {
    const rule = ruleById(id);
    return rule === undefined
      ? `- ${say('hover-suppression-unknown-rule', { rule: code(id) })}`
      : `- ${say('hover-suppression-rule', { rule: code(id), title: plain(translate(rule.title)) })}`;
  });
  const why = reason === '' ? [] : [say('hover-suppression-reason', { reason: plain(reason) })];
  return { start, end, markdown: [where, list.join('\n'), ...why].join('\n\n') };
}
