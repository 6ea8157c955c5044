// Findings made up for tests of what is done with findings.
import type { Finding } from '../../src/analysis/finding.ts';
import { message } from '../../src/messages/catalogue.ts';
import type { Fix } from '../../src/rules/finding.ts';

const at = (line: number, column: number) => ({ line, column, utf16Column: column });

/** A finding at a line of a file of `/root`. */
export function findingAt(file: string, line: number, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'undefined',
    code: 'UndeclaredName',
    kind: 'compile',
    severity: 'error',
    message: message('suppression-unknown-rule', { rule: `in ${file}` }),
    details: [],
    path: `/root/${file}`,
    file,
    start: at(line, 1),
    end: at(line, 5),
    targets: ['linux/arm'],
    package: 'example.org/p',
    module: 'example.org',
    related: [],
    fixes: [],
    fingerprint: 'f',
    ...more,
  };
}

/** An automatic fix that replaces ranges of one file. */
export function fixOf(path: string, ...edits: [start: number, end: number, text: string][]): Fix {
  return {
    title: message('suppression-no-rule', {}),
    edits: edits.map(([start, end, text]) => ({ path, start, end, text })),
    automatic: true,
  };
}
