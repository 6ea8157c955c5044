import assert from 'node:assert/strict';
import type { FindingsResult, FoundFinding } from '../../server/protocol.ts';
import { type Grouping, groupFindings } from './finding-groups.ts';

const finding = (file: string, rule: string, severity: FoundFinding['severity'], targets: number[]): FoundFinding => ({
  uri: `file:///w/${file}`,
  file,
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  severity,
  rule,
  message: `${rule} in ${file}`,
  targets,
});

const result: FindingsResult = {
  folder: 'file:///w',
  isChecked: true,
  errors: 2,
  warnings: 3,
  infos: 0,
  targets: ['linux/386', 'linux/amd64', 'linux/arm64'],
  findings: [
    finding('Dockerfile', 'hardcoded-arch', 'warning', [0, 2]),
    finding('a/b/x.go', 'int-width', 'warning', [0]),
    finding('a/b/y.go', 'undefined', 'error', [2]),
    finding('a/x.go', 'int-width', 'warning', [0]),
    finding('a/x.go', 'dependency-build', 'error', [2]),
    finding('go.mod', 'dependency-build', 'error', [2]),
  ],
};

const groups = (grouping: Grouping) =>
  groupFindings(result, grouping).map(({ kind, key, findings }) => `${kind} ${key}: ${findings.map((f) => f.file)}`);

describe('findings in groups', () => {
  it('by rule: the worst first, then the most', () => {
    assert.deepEqual(groups('rule'), [
      'rule undefined: a/b/y.go',
      'rule int-width: a/b/x.go,a/x.go',
      'rule hardcoded-arch: Dockerfile',
      'dependencies : go.mod',
    ]);
  });

  it('by package', () => {
    assert.deepEqual(groups('package'), [
      'package a/b: a/b/x.go,a/b/y.go',
      'package .: Dockerfile',
      'package a: a/x.go',
      'dependencies : go.mod',
    ]);
  });

  it('by target: in the order of the targets, those without findings as well', () => {
    assert.deepEqual(groups('target'), [
      'target linux/386: Dockerfile,a/b/x.go,a/x.go',
      'target linux/amd64: ',
      'target linux/arm64: Dockerfile,a/b/y.go',
      'dependencies : go.mod',
    ]);
  });
});
