// The examples of a rule's page, checked as files of a module.
import assert from 'node:assert/strict';
import type { Rule } from '../../src/rules/rule.ts';
import { checkFolder } from './check.ts';
import { folderWith } from './temporary.ts';

/** The names that files of a language have. */
const names: Readonly<Record<string, string>> = {
  go: 'a.go',
  dockerfile: 'Dockerfile',
  yaml: 'a.yaml',
  makefile: 'Makefile',
  sh: 'a.sh',
  json: 'a.json',
};

/** Tests that a rule reports its true examples on Linux, and its false ones not. */
export function testExamples(rule: Rule, module = 'module example.org/m\n\ngo 1.24\n'): void {
  for (const { title, language, code, finding } of rule.documentation.examples) {
    it(`${finding ? 'reports' : 'does not report'} its example: ${title} (${language})`, async () => {
      const { findings } = await checkFolder(folderWith({ 'go.mod': module, [names[language]!]: code }), 'linux');
      assert.equal(
        findings.some((one) => one.rule === rule.id),
        finding,
      );
    });
  }
}
