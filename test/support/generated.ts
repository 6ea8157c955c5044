// The files that are generated from the rules and the facts of Go, for the script that writes them and the test that keeps them fresh.
import { configSchema } from '../../src/analysis/config-schema.ts';
import { rulePage, rulesIndex } from '../../src/rules/page.ts';
import { rules } from '../../src/rules/registry.ts';
import { grammars } from './grammars.ts';
import { ruleSettings } from './rule-settings.ts';
import { settingsTables } from './settings-table.ts';

/** Text of each generated file by its path in the repository. */
export function generatedFiles(): Map<string, string> {
  return new Map([
    ['docs/rules/README.md', rulesIndex(rules)],
    ...rules.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, rulePage(rule)]),
    ...grammars(),
    ...ruleSettings(rules),
    ...settingsTables(),
    ['archway.schema.json', `${JSON.stringify(configSchema(), undefined, 2)}\n`],
  ]);
}
