// The rules, one line each. Documentation pages, the schema of archway.json and the SARIF rule table are generated from this list.
import type { Rule } from './rule.ts';
import { suppression } from './suppression/index.ts';

/** Every rule, by id. */
export const rules: readonly Rule[] = [suppression].sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** The rule of an id, undefined where there is none. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}
