// Choices by the architecture: patterns, and that what is found stands where it is said to, whatever the document's format.
import assert from 'node:assert/strict';
import { matchesPattern } from './choice.ts';
import { choicesIn } from './choices.ts';
import type { Document, Format } from './document.ts';
import { loadShellParser } from './shell-parser.ts';

const documentOf = (format: Format, text: string): Document => ({ path: `/m/a.${format}`, format, text });

describe('choices by the architecture', () => {
  before(loadShellParser);

  it('match patterns as the shell does', () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ['x86_64', 'x86_64', true],
      ['x86.64', 'x86_64', false],
      ['arm*', 'armv7l', true],
      ['arm*', 'aarch64', false],
      ['i?86', 'i686', true],
      ['i[3-6]86', 'i786', false],
      ['i[!3]86', 'i686', true],
      ['Linux\\ *64', 'Linux aarch64', true],
      ['*', '', true],
      ['a[z-a]', 'az', false],
      ['[', '[', true],
    ];
    for (const [pattern, name, matches] of cases) assert.equal(matchesPattern(pattern, name), matches, pattern);
  });

  const script = 'case $(uname -m) in x86_64) A=amd64 ;; *) A="arm64" ;; esac';
  const documents: readonly (readonly [Format, string])[] = [
    ['shell', `#!/bin/sh\n# é\n${script}\n`],
    ['dockerfile', `FROM alpine\nRUN set -e; \\\n    ${script}\n`],
    ['makefile', `all:\n\t@${script.replaceAll('$', '$$$$')}\n`],
    ['yaml', `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - args:\n        - |\n          ${script}\n`],
  ];
  for (const [format, text] of documents) {
    it(`say where the names stand (${format})`, () => {
      const [choice, ...others] = choicesIn(documentOf(format, text));
      assert.deepEqual(others, []);
      assert.equal(choice?.asked, 'machine');
      const values = [...choice.branches, choice.fallback].flatMap((outcome) => outcome.values);
      assert.deepEqual(
        values.map(({ slot, start, end }) => `${slot}=${text.slice(start, end)}`),
        ['A=amd64', 'A=arm64'],
      );
    });
  }

  it('know which variable holds what the machine says', () => {
    const asked = (text: string) => choicesIn(documentOf('shell', text)).map((choice) => choice.asked);
    const rest = 'case $M in x86_64) A=amd64 ;; *) A=arm64 ;; esac';
    assert.deepEqual(asked(`M=$(uname -m)\n${rest}`), ['machine']);
    assert.deepEqual(asked(`M=\`uname -m\`\n${rest}`), ['machine']);
    assert.deepEqual(asked(`M=$(dpkg --print-architecture)\n${rest}`), ['debian']);
    assert.deepEqual(asked(`M=$(uname -m | tr a-z A-Z)\n${rest}`), ['any']);
    assert.deepEqual(asked(`M=$(hostname) # uname\n${rest}`), []);
  });

  it('read nothing from conditions without an end, and never throw', () => {
    const test = '[ "$(uname -m)" = x86_64 ]';
    const hostile = [
      `if ${Array(5000).fill(test).join(' || ')}; then A=amd64; else A=arm64; fi`,
      `${'if true; then '.repeat(3000)}A=amd64 # uname`,
      `case $(uname -m) in ${'x86_64|'.repeat(5000)}`,
    ];
    for (const text of hostile) assert.ok(Array.isArray(choicesIn(documentOf('shell', text))));
    const nested = `${'ifeq ($(shell uname -m),x86_64)\n'.repeat(5000)}A := amd64\n`;
    assert.deepEqual(choicesIn(documentOf('makefile', nested)), []);
  });
});
