// The page of a rule in Markdown, and the list of all: docs/rules/ is generated from these, `archway rules` shows them.
// Pages are in English; only what a page begins with, the title and the kind, is in the user's language.
import { say } from '../messages/catalogue.ts';
import { translate } from '../messages/translation.ts';
import type { Kind } from './finding.ts';
import type { Rule } from './rule.ts';

const kinds: readonly Kind[] = ['compile', 'run', 'text'];

/** The page of one rule. */
export function rulePage(rule: Rule): string {
  const { what, fix, examples } = rule.documentation;
  const parts = [
    `# ${rule.id}`,
    say('rule-title', { title: translate(rule.title) }),
    say('rule-kind', { kind: rule.kind, meaning: say(`rule-kind-${rule.kind}`, {}), severity: rule.severity }),
    what.trim(),
    '## What to do',
    fix.trim(),
  ];
  for (const [heading, finding] of [
    ['## Reported', true],
    ['## Not reported', false],
  ] as const) {
    const chosen = examples.filter((example) => example.finding === finding);
    if (chosen.length > 0) parts.push(heading);
    for (const example of chosen) {
      const fence = example.code.includes('```') ? '````' : '```';
      parts.push(`${example.title}:`, `${fence}${example.language}\n${example.code.replace(/\n*$/, '\n')}${fence}`);
    }
  }
  return `${parts.join('\n\n')}\n`;
}

/** The list of all rules. */
export function rulesIndex(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => `| [${rule.id}](${rule.id}.md) | ${rule.kind} | ${rule.severity} | ${rule.title} |`);
  const legend = kinds.map((kind) => `- \`${kind}\`: ${say(`rule-kind-${kind}`, {})}`);
  return `# Rules

| rule | kind | severity | what it finds |
| --- | --- | --- | --- |
${rows.join('\n')}

${legend.join('\n')}

The severity of each rule can be set in \`archway.json\`; single findings are taken away by a comment with a reason, see
[suppression](suppression.md).
`;
}
