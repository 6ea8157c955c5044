// The page of a rule in Markdown, and the list of all: docs/rules/ is generated from these, `archway rules` shows them.
import type { Kind } from './finding.ts';
import type { Rule } from './rule.ts';

const kinds: Readonly<Record<Kind, string>> = {
  compile: 'the Go toolchain rejects the code on some targets',
  run: 'the code compiles and misbehaves on some targets',
  text: 'a name or a setting holds for some targets only',
};

/** The page of one rule. */
export function rulePage(rule: Rule): string {
  const { what, fix, examples } = rule.documentation;
  const parts = [
    `# ${rule.id}`,
    `${rule.title}.`,
    `Kind: \`${rule.kind}\` (${kinds[rule.kind]}). Default severity: ${rule.severity}.`,
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
  const legend = Object.entries(kinds).map(([kind, meaning]) => `- \`${kind}\`: ${meaning}`);
  return `# Rules

| rule | kind | severity | what it finds |
| --- | --- | --- | --- |
${rows.join('\n')}

${legend.join('\n')}

The severity of each rule can be set in \`archway.json\`; single findings are taken away by a comment with a reason, see
[suppression](suppression.md).
`;
}
