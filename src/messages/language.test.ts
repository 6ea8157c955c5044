// Which language a locale asks for.
import assert from 'node:assert/strict';
import { findLanguage, languageOfEnvironment } from './language.ts';

describe('the language', () => {
  it('of a locale', () => {
    for (const name of [
      'zh_CN.UTF-8',
      'zh_CN',
      'zh-cn',
      'zh-CN',
      'zh',
      'zh-Hans',
      'zh_SG.utf8',
      'zh-hans-hk',
      'zh_CN@pinyin',
    ])
      assert.equal(findLanguage(name), 'zh-cn', name);
    for (const name of ['en', 'en_US.UTF-8', 'en-GB']) assert.equal(findLanguage(name), 'en', name);
    for (const name of [
      '',
      'C',
      'POSIX',
      'zh-tw',
      'zh_TW.UTF-8',
      'zh-Hant',
      'zh_HK',
      'de_DE.UTF-8',
      'zz',
      '../zh-cn',
      'z',
      '\0',
      '-',
    ])
      assert.equal(findLanguage(name), undefined, name);
  });

  it('of an environment, as gettext finds it', () => {
    const chinese = { LANG: 'zh_CN.UTF-8' };
    const cases: [Record<string, string | undefined>, string][] = [
      [{}, 'en'],
      [{ LANG: '' }, 'en'],
      [{ LANG: 'C' }, 'en'],
      [{ LANG: 'de_DE.UTF-8' }, 'en'],
      [chinese, 'zh-cn'],
      [{ ...chinese, LC_ALL: '' }, 'zh-cn'],
      [{ ...chinese, LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
      [{ ...chinese, LC_MESSAGES: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh-cn'],
      [{ ...chinese, LC_ALL: 'C.UTF-8' }, 'en'],
      [{ ...chinese, LC_CTYPE: 'C' }, 'zh-cn'],
      // A list of languages goes before the locale, unless that is C.
      [{ ...chinese, LANGUAGE: 'en_US:zh_CN' }, 'en'],
      [{ ...chinese, LANGUAGE: 'de:fr' }, 'en'],
      [{ LANG: 'de_DE.UTF-8', LANGUAGE: 'de:zh_CN:en' }, 'zh-cn'],
      [{ LANG: 'C', LANGUAGE: 'zh_CN' }, 'en'],
      [{ LANG: 'C.UTF-8', LANGUAGE: 'zh_CN' }, 'zh-cn'],
      [{ LANGUAGE: 'zh_CN' }, 'en'],
      // A terminal that does not take UTF-8 could not show it.
      [{ LANG: 'zh_CN.GBK' }, 'en'],
      [{ LANG: 'zh_CN.utf8@pinyin' }, 'zh-cn'],
    ];
    for (const [env, language] of cases) assert.equal(languageOfEnvironment(env), language, JSON.stringify(env));
  });
});
