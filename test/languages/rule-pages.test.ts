// The list of rules' pages that the extension shows: titles in the user's language.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { readRulePages } from '../../src/extension/rule-pages.ts';
import { setLanguage } from '../../src/messages/set-language.ts';
import { translate } from '../../src/messages/translation.ts';
import { rules } from '../../src/rules/registry.ts';

describe("rules' pages in the extension", () => {
  const folder = fileURLToPath(new URL('../../docs/rules', import.meta.url));
  afterEach(() => setLanguage('en'));

  for (const locale of ['en', 'zh-cn']) {
    it(`have the titles of the rules in ${locale}`, async () => {
      setLanguage(locale);
      const wanted = rules.map(({ id, title }) => ({ id, title: translate(title) }));
      assert.deepEqual(await readRulePages(folder), wanted);
      assert.equal(/\p{Script=Han}/u.test(wanted[0]!.title), locale === 'zh-cn');
    });
  }
});
