// The pages of rules that are shipped with the extension. They are read, as the rules themselves are large and in the server.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { translate } from '../messages/translation.ts';

export interface RulePage {
  readonly id: string;
  /** What the rule finds, in one line, in the user's language. */
  readonly title: string;
}

/** The pages in a folder, by id. */
export async function readRulePages(folder: string): Promise<RulePage[]> {
  const names = (await readdir(folder)).filter((name) => /^[a-z][a-z0-9-]*\.md$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
      const title = lines.find((line) => line !== '' && !line.startsWith('#')) ?? '';
      return { id: name.slice(0, -'.md'.length), title: translate(title.replace(/\.$/, '')) };
    }),
  );
}
