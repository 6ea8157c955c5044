// The walkthrough and the READMEs: every file, page and command they lead to is there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const languages = ['package.nls.json', 'package.nls.zh-cn.json'];

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg?: string; readonly markdown?: string };
  readonly completionEvents: readonly string[];
}

const [walkthrough] = manifest.contributes.walkthroughs;
const steps: readonly Step[] = walkthrough.steps;
const views: readonly { readonly id: string }[] = manifest.contributes.views.archway;
const declared = new Set<string>([
  ...manifest.contributes.commands.map(({ command }: { command: string }) => command),
  // VS Code has one for each view.
  ...views.map(({ id }) => `${id}.focus`),
]);

describe('the walkthrough', () => {
  for (const language of languages) {
    const words: Record<string, string> = JSON.parse(read(language));
    const say = (text: string) => text.replace(/^%(.*)%$/, (_, key: string) => words[key] ?? '');

    it(`has its pictures and pages (${language})`, () => {
      for (const { id, media } of steps) {
        const path = say(media.svg ?? media.markdown ?? '');
        assert.ok(path.startsWith('media/') && existsSync(join(root, path)), `${id}: ${path}`);
        // VS Code takes the page in its own language, by this name.
        if (media.markdown) assert.ok(existsSync(join(root, path.replace(/\.md$/, '.nls.zh-cn.md'))), path);
      }
    });

    it(`leads to commands that there are, and is done by them (${language})`, () => {
      for (const { id, description, completionEvents } of steps) {
        const links = [...say(description).matchAll(/\]\(command:([\w.]+)/g)].map(([, command]) => command!);
        assert.ok(links.length > 0, id);
        const all = [...links, ...completionEvents.map((event) => event.replace(/^onCommand:/, ''))];
        for (const command of all) assert.ok(declared.has(command) || !command.startsWith('archway.'), command);
      }
    });
  }

  it('has pictures in the colours of the theme, without styles, which its page does not allow', () => {
    for (const { media } of steps.filter(({ media }) => media.svg?.startsWith('media/'))) {
      const svg = read(media.svg!);
      assert.match(svg, /var\(--vscode-/);
      assert.doesNotMatch(svg, /<style|style=|<script|href=/);
    }
  });
});

describe('the pages about Archway', () => {
  for (const page of ['README.md', 'README.zh-cn.md', 'CONTRIBUTING.md', 'docs/editor.md', 'example/README.md']) {
    it(`link to what there is (${page})`, () => {
      const folder = join(root, page, '..');
      const links = [...read(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!);
      const missing = links.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(folder, target)));
      assert.deepEqual(missing, []);
    });
  }
});
