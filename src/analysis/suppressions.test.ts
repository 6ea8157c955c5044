// Suppression comments, baselines and merging, on findings made by hand.
import assert from 'node:assert/strict';
import { findingAt } from '../../test/support/findings.ts';
import { applyBaseline, parseBaseline, writeBaseline } from './baseline.ts';
import { numberFingerprints } from './fingerprint.ts';
import { mergeFindings } from './merge.ts';
import { hashComments, parseSuppressions } from './suppressions.ts';

describe('suppression comments', () => {
  const parsed = (text: string) =>
    parseSuppressions(text, hashComments(text)).map(({ rules, reason, wholeFile, misplaced, standsAlone }) => ({
      rules,
      reason,
      wholeFile,
      misplaced,
      standsAlone,
    }));

  it('name rules and a reason', () => {
    assert.deepEqual(parsed('RUN x # archway:ignore undefined,hardcoded-arch only for the lab\n'), [
      {
        rules: ['undefined', 'hardcoded-arch'],
        reason: 'only for the lab',
        wholeFile: false,
        misplaced: false,
        standsAlone: false,
      },
    ]);
  });

  it('count for a file only at its head', () => {
    const text = '# archway:ignore-file hardcoded-arch a\nFROM x\n# archway:ignore-file hardcoded-arch b\n';
    assert.deepEqual(
      parsed(text).map(({ reason, misplaced }) => [reason, misplaced]),
      [
        ['a', false],
        ['b', true],
      ],
    );
  });

  it('are not other words, nor parts of words', () => {
    assert.deepEqual(parsed('# archway:ignored x y\nurl#archway:ignore x y\n# see archway:ignore x y\n'), []);
  });
});

describe('baseline', () => {
  it('knows its findings again, and shows new targets of an old one', () => {
    const [a, b] = numberFingerprints([findingAt('a.go', 1), findingAt('a.go', 2)]);
    const baseline = parseBaseline(writeBaseline([a!, b!]))!;
    const grown = { ...b!, targets: ['linux/386', 'linux/arm'] };
    const { findings, baselined } = applyBaseline([a!, grown], baseline);
    assert.deepEqual(
      findings.map((finding) => [finding.start.line, finding.targets]),
      [[2, ['linux/386']]],
    );
    assert.equal(baselined, 1);
  });

  it('is not any other file', () => {
    for (const text of ['', '[]', '{}', '{"version":2,"findings":[]}', '{"version":1,"findings":[{}]}', 'null']) {
      assert.equal(parseBaseline(text), undefined, text);
    }
    assert.equal(parseBaseline('{"version":1,"findings":[]}')?.size, 0);
  });
});

describe('merging', () => {
  it('unites the targets of what is the same, in the order of the run', () => {
    const order = ['linux/386', 'linux/arm', 'windows/386'];
    const merged = mergeFindings(
      [
        findingAt('a.go', 1, { targets: ['windows/386'] }),
        findingAt('a.go', 2, { targets: ['linux/arm'] }),
        findingAt('a.go', 1, { targets: ['linux/386', 'windows/386'] }),
      ],
      order,
    );
    assert.deepEqual(
      merged.map((finding) => [finding.start.line, finding.targets]),
      [
        [1, ['linux/386', 'windows/386']],
        [2, ['linux/arm']],
      ],
    );
  });
});
