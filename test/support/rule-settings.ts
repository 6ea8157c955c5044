// The setting archway.rules of package.json and its words, which are generated from the rules.
import { readFileSync } from 'node:fs';
import { severities } from '../../src/analysis/config-schema.ts';
import type { Rule } from '../../src/rules/rule.ts';

const root = new URL('../../', import.meta.url);

/** Where the words about a rule are in package.nls.json. */
const keyOf = (rule: Rule) => `config.rules.${rule.id}`;

/** package.json with the setting, and package.nls.json with its words, as they should be; everything else is as it is. */
export function ruleSettings(rules: readonly Rule[]): [string, string][] {
  const manifest = read('package.json');
  manifest.contributes.configuration.properties['archway.rules'] = {
    type: 'object',
    markdownDescription: '%config.rules%',
    scope: 'resource',
    default: {},
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map((rule) => [
        rule.id,
        { type: 'string', enum: severities, default: rule.severity, description: `%${keyOf(rule)}%` },
      ]),
    ),
  };
  const entries = Object.entries(read('package.nls.json') as Record<string, string>);
  const others = entries.filter(([key]) => !key.startsWith('config.rules.'));
  const at = others.findIndex(([key]) => key === 'config.rules') + 1;
  const words = rules.map((rule): [string, string] => [keyOf(rule), `${rule.title}.`]);
  return [
    ['package.json', text(manifest)],
    ['package.nls.json', text(Object.fromEntries(others.toSpliced(at, 0, ...words)))],
  ];
}

function read(path: string) {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'));
}

function text(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
