// archway rules: the rules, or the page of one.
import { say } from '../messages/catalogue.ts';
import { translate } from '../messages/translation.ts';
import { rulePage } from '../rules/page.ts';
import { ruleById, rules } from '../rules/registry.ts';
import type { AddCommand } from './command.ts';
import { table } from './format/table.ts';
import { ruleIds } from './options.ts';

export const addRules: AddCommand = (program, { stdout }) => {
  program
    .command('rules')
    .description(say('rules-description', {}))
    .argument('[id]', say('rules-id', {}))
    .action((id?: string) => {
      if (id === undefined) {
        const rows = rules.map((rule) => [rule.id, rule.kind, rule.severity, translate(rule.title)]);
        stdout.write(table([say('rules-heading', {}).split(', '), ...rows]));
      } else {
        for (const known of ruleIds(id)) stdout.write(rulePage(ruleById(known)!));
      }
    });
};
