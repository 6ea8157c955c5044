// The tables of settings in the READMEs, which are generated from package.json and the words for it.
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** The pages with a table, and the words and headings of each. */
const pages = [
  { page: 'README.md', words: 'package.nls.json', headings: ['setting', 'default', 'what it does'] },
  { page: 'README.zh-cn.md', words: 'package.nls.zh-cn.json', headings: ['设置', '默认值', '作用'] },
] as const;

/** What stands between the comments, with these. */
const between = /(<!-- settings\b[^\n]*-->\n).*(<!-- \/settings -->)/s;

interface Property {
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
}

/** The pages as they should be: the table stands between two comments, everything else is as it is. */
export function settingsTables(): [string, string][] {
  const { configuration } = JSON.parse(read('package.json')).contributes;
  const settings = Object.entries(configuration.properties as Record<string, Property>);
  return pages.map(({ page, words, headings }) => {
    const nls: Record<string, string> = JSON.parse(read(words));
    const lines = [
      headings,
      headings.map(() => '---'),
      ...settings.map(([name, property]) => row(name, property, nls)),
    ];
    const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
    const text = read(page).replace(between, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
    if (!text.includes(table)) throw new Error(`${page} has no place for the table of settings`);
    return [page, text];
  });
}

function row(name: string, property: Property, nls: Readonly<Record<string, string>>): string[] {
  const key = (property.markdownDescription ?? property.description ?? '').slice(1, -1);
  const choices = property.enum ? ` (${property.enum.map((choice) => `\`${choice}\``).join(', ')})` : '';
  return [`\`${name}\``, `\`${JSON.stringify(property.default)}\``, `${nls[key]}${choices}`];
}

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}
