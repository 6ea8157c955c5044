// The words in package.json, which VS Code takes from package.nls.json and its translations.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('the words in package.json', () => {
  const manifest = read('package.json');
  const nls = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const chinese = JSON.parse(read('package.nls.zh-cn.json')) as Record<string, string>;

  it('are there in both languages, and each is used', () => {
    const used = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!));
    assert.deepEqual(Object.keys(nls).sort(), [...used].sort());
    assert.deepEqual(Object.keys(chinese).sort(), Object.keys(nls).sort());
  });

  it('are all taken from there', () => {
    const words = /^(?:title|label|.*[dD]escriptions?|category|contents|altText)$/;
    const names = new Set(['Archway']);
    const found: string[] = [];
    const look = (value: unknown, key: string): void => {
      if (typeof value === 'string') {
        if (words.test(key) && !names.has(value) && !/^%.+%$/.test(value)) found.push(`${key}: ${value}`);
      } else if (Array.isArray(value)) {
        for (const one of value) look(one, key);
      } else if (typeof value === 'object' && value !== null) {
        for (const [name, one] of Object.entries(value)) look(one, name);
      }
    };
    look(JSON.parse(manifest).contributes, '');
    look(JSON.parse(manifest).capabilities, '');
    assert.deepEqual(found, []);
  });

  it('keep code, settings and links as they are', () => {
    for (const [key, template] of Object.entries(nls)) {
      const code = template.match(/`[^`]+`|\]\([^)]*\)|\$\([^)]*\)/g) ?? [];
      for (const piece of code) assert.ok(chinese[key]?.includes(piece), `${piece} of ${key}`);
    }
  });
});
