import assert from 'node:assert/strict';
import { parseCoverage } from './coverage-profile.ts';

describe('the coverage profile of go test', () => {
  it('is read file by file, blocks that several packages ran added up', () => {
    const text = [
      'mode: atomic',
      'example.org/m/a b/x.go:3.20,5.2 2 4',
      'example.org/m/y.go:1.1,2.2 1 0',
      'example.org/m/a b/x.go:3.20,5.2 2 1',
      '',
    ].join('\n');
    assert.deepEqual(
      parseCoverage(text),
      new Map([
        ['example.org/m/a b/x.go', [{ startLine: 3, startColumn: 20, endLine: 5, endColumn: 2, count: 5 }]],
        ['example.org/m/y.go', [{ startLine: 1, startColumn: 1, endLine: 2, endColumn: 2, count: 0 }]],
      ]),
    );
  });
});
