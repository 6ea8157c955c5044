import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { render } from '../messages/catalogue.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { TargetList } from '../platform/target.ts';
import { evaluate, impliedGoVersion, printConstraint, tagTerms } from './build-constraint.ts';
import { tagSet } from './build-context.ts';
import { type ParsedConstraint, parseGoBuild, parsePlusBuild } from './parse-constraint.ts';

const tags = ['linux', 'arm64', '386', 'cgo', 'go1.18', 'go1.21', 'go1', 'go1.x', 'x.y_z', 'é'];
const tag = fc.constantFrom(...tags);

/** Well-formed expressions, with more parentheses and spaces than needed. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tag,
    fc
      .tuple(tie('expression'), fc.constantFrom('&&', ' && ', '||', '\t|| '), tie('expression'))
      .map((parts) => parts.join('')),
    tie('expression').map((x) => `(${x} )`),
    tie('expression').map((x) => `!(${x})`),
    tag.map((x) => `! ${x}`),
  ),
}));

/** Pieces of expressions in any order: most are not well-formed. */
const pieces = fc
  .array(fc.oneof(tag, fc.constantFrom('&&', '||', '!', '(', ')', ' ', '&', '-', ',', '\u{1f600}')))
  .map((x) => x.join(''));

const oldExpression = fc
  .array(
    fc
      .array(
        fc.oneof(
          tag,
          tag.map((x) => `!${x}`),
          fc.constantFrom('', '!', '!!a', 'a-b'),
        ),
      )
      .map((x) => x.join(',')),
  )
  .map((x) => x.join(' '));

interface Answer {
  readonly error: string;
  readonly text: string;
  readonly holds: boolean;
  readonly version: string;
}

/** What go/build/constraint says. */
function ask(queries: { line: string; tags: string[] }[]): Answer[] {
  const input = JSON.stringify(queries);
  return JSON.parse(
    execFileSync('go', ['run', 'test/oracle/constraint/main.go'], { input, encoding: 'utf8', maxBuffer: 2 ** 28 }),
  );
}

/** The same answer from Archway: the one target there is satisfies the tags. */
function answer({ expression, problem }: ParsedConstraint, satisfied: readonly string[]): Answer {
  if (problem !== undefined) return { error: render(problem.message), text: '', holds: false, version: '' };
  return {
    error: '',
    text: printConstraint(expression),
    holds: evaluate(expression, (tag) => (satisfied.includes(tag) ? 1 : 0), 1) === 1,
    version: impliedGoVersion(expression) ?? '',
  };
}

describe('build constraints', function () {
  this.timeout(30_000);

  it('mean what go/build/constraint says', function () {
    this.timeout(120_000);
    const samples = process.env.ARCHWAY_ORACLE === 'all' ? 50_000 : 2000;
    const one = (text: fc.Arbitrary<string>, prefix: string) =>
      fc.sample(fc.record({ text, prefix: fc.constant(prefix), tags: fc.subarray(tags) }), {
        numRuns: samples,
        seed: 7,
      });
    const cases = [...one(expression, '//go:build'), ...one(pieces, '//go:build'), ...one(oldExpression, '// +build')];
    const answers = ask(cases.map(({ text, prefix, tags }) => ({ line: `${prefix} ${text}`, tags })));
    cases.forEach(({ text, prefix, tags }, i) => {
      const parse = prefix === '//go:build' ? parseGoBuild : parsePlusBuild;
      const ours = answer(parse(text.trim(), 0), tags);
      const theirs = answers[i]!;
      // Go prints a negated negation in a form that it does not parse.
      assert.deepEqual(theirs.text.includes('!!') ? { ...ours, text: theirs.text } : ours, theirs, `${prefix} ${text}`);
    });
    assert.ok(answers.some(({ error }) => error !== '') && answers.some(({ holds }) => holds));
  });

  it('have the same limits as in Go', function () {
    this.timeout(60_000);
    const repeat = (count: number, separator: string) => Array.from({ length: count }, () => 'a').join(separator);
    const lines = [
      ...[1000, 1001].flatMap((n) => [`//go:build ${repeat(n, '||')}`, `//go:build ${'('.repeat(n)}a${')'.repeat(n)}`]),
      ...[999, 1000].map((n) => `//go:build ${'('.repeat(n)}a${')'.repeat(n)}`),
      ...[101, 102].flatMap((n) => [`// +build ${repeat(n, ',')}`, `// +build ${repeat(n, ' ')}`]),
    ];
    const answers = ask(lines.map((line) => ({ line, tags: ['a'] })));
    lines.forEach((line, i) => {
      const text = line.slice(line.indexOf('build ') + 6);
      const parsed = line.startsWith('//go:build') ? parseGoBuild(text, 0) : parsePlusBuild(text, 0);
      assert.deepEqual(answer(parsed, ['a']), answers[i], line.slice(0, 40));
    });
  });

  it('print as a text that parses to the same', () => {
    fc.assert(
      fc.property(expression, (text) => {
        const printed = printConstraint(parseGoBuild(text, 0).expression!);
        assert.equal(printConstraint(parseGoBuild(printed, 0).expression!), printed);
      }),
    );
  });

  it('parse or fail, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), (text) => {
        for (const { problem } of [parseGoBuild(text, 5), parsePlusBuild(text, 5)]) {
          if (problem !== undefined) assert.ok(problem.offset >= 5 && problem.offset <= 5 + text.length);
        }
      }),
    );
  });

  it('know where each tag stands', () => {
    fc.assert(
      fc.property(expression, (text) => {
        const file = `//go:build ${text}`;
        const terms = tagTerms(parseGoBuild(text, '//go:build '.length).expression!);
        assert.deepEqual(
          terms.map(({ start, end }) => file.slice(start, end)),
          terms.map(({ tag }) => tag),
        );
      }),
    );
  });

  it('hold on each target as they would there alone', () => {
    const targets = parseTargets('linux/arm64,android/386,windows/amd64,linux/arm64/v9.0', { cgo: true });
    const context = { goVersion: 'go1.20.3', compiler: 'gc' } as const;
    const list = new TargetList(targets);
    fc.assert(
      fc.property(expression, (text) => {
        const parsed = parseGoBuild(text, 0).expression!;
        const on = (some: TargetList) => evaluate(parsed, (tag) => tagSet(tag, some, context), some.all);
        const together = on(list);
        for (const [i, target] of targets.entries()) assert.equal((together >> i) & 1, on(new TargetList([target])));
      }),
    );
  });
});
