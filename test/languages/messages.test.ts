// The translations of the messages: that all are there, and say what can be checked without knowing Chinese.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { english, verbatimMessages } from '../../src/messages/catalogue.ts';
import { rules } from '../../src/rules/registry.ts';

/** The argument names of a template, sorted; one that stands there twice, twice. */
function argumentsOf(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
}

/** Whether a message is the headings of a table, in one line. */
const isHeading = (id: string) => /-(?:heading|columns)$/.test(id) && id !== 'build-heading';

describe('the Chinese messages', () => {
  const verbatim = new Set<string>(Object.values(verbatimMessages));
  const ours = Object.entries(english).filter(([id]) => !(id in verbatimMessages));
  const wanted = new Set([...ours.map(([, template]) => template), ...rules.map(({ title }) => title)]);
  const file = new URL('../../l10n/bundle.l10n.zh-cn.json', import.meta.url);
  const bundle = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

  it('are there for every English one, and for no other', () => {
    assert.deepEqual(
      [...wanted].filter((template) => !bundle[template]),
      [],
    );
    assert.deepEqual(
      Object.keys(bundle).filter((template) => !wanted.has(template)),
      [],
    );
  });

  it("leave the compiler's and the go command's words alone", () => {
    assert.deepEqual(
      Object.keys(bundle).filter((template) => verbatim.has(template)),
      [],
    );
  });

  it('take the arguments of the English ones', () => {
    for (const [template, chinese] of Object.entries(bundle))
      assert.deepEqual(argumentsOf(chinese), argumentsOf(template), template);
  });

  it('keep code as it is', () => {
    for (const [template, chinese] of Object.entries(bundle)) {
      const code =
        template.match(/`[^`]+`|--\w[\w-]*|\/\/go:build|\/\/ \+build|https?:\S*\w|\b[A-Z]+_[A-Z]+\b|\bGO[A-Z]+\b/g) ??
        [];
      for (const piece of code) assert.ok(chinese.includes(piece), `${piece} of: ${template}`);
    }
  });

  it('have the punctuation of Chinese', () => {
    const isTable = (template: string) => ours.some(([id, one]) => one === template && isHeading(id));
    for (const [template, chinese] of Object.entries(bundle)) {
      if (isTable(template)) continue;
      assert.doesNotMatch(chinese, /\p{Script=Han}[,;:!?]|[,;!?]\p{Script=Han}/u);
      assert.doesNotMatch(chinese, /^\p{Script=Han}.*\p{Script=Han}\.$/u);
      assert.doesNotMatch(chinese, / [，。；：！？）]|[，。；：（] /u);
    }
  });

  it('have as many headings as the tables have columns', () => {
    for (const [id, template] of ours.filter(([id]) => isHeading(id)))
      assert.equal(bundle[template]?.split(', ').length, template.split(', ').length, id);
  });
});
