// The languages that messages are written in, and which of them a locale asks for.

/** A language of the catalogue, named as VS Code names it. */
export type Language = 'en' | 'zh-cn';

/**
 * The language for a locale's name as POSIX (`zh_CN.UTF-8`), VS Code (`zh-cn`) or BCP 47 (`zh-Hans-SG`) write it; undefined where
 * there is none. Traditional Chinese is none: its readers are not served with Simplified Chinese unasked.
 */
export function findLanguage(locale: string): Language | undefined {
  const tag = locale.replace(/[.@].*$/s, '').replaceAll('_', '-');
  try {
    // Chinese is written in the script that is usual in the region, where the tag does not name one.
    const { language, script } = new Intl.Locale(tag).maximize();
    if (language === 'zh' && script === 'Hans') return 'zh-cn';
    return language === 'en' ? 'en' : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The language a POSIX environment asks for, as gettext finds it: the first of LC_ALL, LC_MESSAGES and LANG that is not empty is the
 * locale, and for any but C and POSIX a list in LANGUAGE goes before it. Ours are UTF-8: a locale with another encoding gets English.
 * https://www.gnu.org/software/gettext/manual/html_node/Users.html
 */
export function languageOfEnvironment(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || 'C';
  const encoding = /\.([^@]*)/.exec(locale)?.[1] ?? 'utf8';
  if (/^(?:C|POSIX)$/.test(locale) || !/^utf-?8$/i.test(encoding)) return 'en';
  const wanted = env.LANGUAGE ? env.LANGUAGE.split(':') : [locale];
  return wanted.map(findLanguage).find((language) => language !== undefined) ?? 'en';
}
