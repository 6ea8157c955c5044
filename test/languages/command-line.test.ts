// The command line in both languages, as it is shipped: the same findings in other words, and none that is left in English.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { buildIfStale } from '../../scripts/prepare.mjs';
import { verbatimMessages } from '../../src/messages/catalogue.ts';
import { rules } from '../../src/rules/registry.ts';
import { folderWith } from '../support/temporary.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const example = fileURLToPath(new URL('../../example', import.meta.url));

const chinese = { LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8', LANGUAGE: '' };
const english = { ...chinese, LANG: 'C' };

async function archway(args: readonly string[], env: Readonly<Record<string, string>>, cwd = example) {
  const options = { cwd, reject: false, env: { NO_COLOR: '1', ...env } } as const;
  const { stdout, stderr, exitCode } = await execa(process.execPath, [cli, ...args], options);
  return { stdout, stderr, exitCode };
}

const hasChinese = (text: string) => /\p{Script=Han}/u.test(text);

/** What the compiler's and the go command's words look like, with any arguments. */
const verbatim = Object.values(verbatimMessages).map((template) => {
  const parts = template.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(?:.|\\n)*')}$`);
});
const isVerbatim = (text: string) => verbatim.some((pattern) => pattern.test(text));

/** Three English words, one after the other, that are neither code nor words of the compiler. */
function englishIn(text: string, known: readonly string[]): string | undefined {
  const rest = known.reduce((line, words) => line.replaceAll(words, '·'), text).replace(/`[^`]*`/g, '·');
  return /(?<![\w-])[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}(?![\w-])/.exec(rest)?.[0];
}

interface Finding {
  readonly message: string;
  readonly details?: readonly string[];
  readonly related: readonly { readonly message: string }[];
  readonly fixes: readonly { readonly title: string }[];
  readonly noFix?: string;
}

/** All that is said about a finding. */
const textsOf = ({ message, details = [], related, fixes, noFix = '' }: Finding) =>
  [message, ...details, ...related.map((one) => one.message), ...fixes.map((one) => one.title), noFix].filter(Boolean);

/** A finding without its words. */
const wordless = ({ details, noFix, ...finding }: Finding) => ({
  ...finding,
  message: '',
  details: details?.length,
  related: finding.related.map((one) => ({ ...one, message: '' })),
  fixes: finding.fixes.length,
  noFix: noFix !== undefined,
});

async function findings(env: Readonly<Record<string, string>>, jobs: string): Promise<Finding[]> {
  const { stdout } = await archway(['check', '--format', 'json', '--jobs', jobs], env);
  return JSON.parse(stdout).findings;
}

describe('the languages of the command line', () => {
  /** What the compiler says of the example, in either language. */
  let compilerWords: readonly string[] = [];

  before(async () => {
    await buildIfStale();
    const texts = (await findings(chinese, '1')).flatMap(textsOf);
    compilerWords = [...new Set(texts.filter((text) => !hasChinese(text)).flatMap((text) => text.split('\n\t')))];
  });

  it('find the same, in one thread and in several', async () => {
    const [inEnglish, inChinese, inThreads] = await Promise.all([
      findings(english, '1'),
      findings(chinese, '1'),
      findings(chinese, '3'),
    ]);
    assert.deepEqual(inThreads, inChinese);
    assert.deepEqual(inChinese.map(wordless), inEnglish.map(wordless));
    inChinese.forEach((finding, i) => {
      const before = textsOf(inEnglish[i]!);
      textsOf(finding).forEach((text, j) => {
        // What the compiler says is the same in both, and nothing else is.
        if (!hasChinese(text)) assert.ok(text === before[j] && isVerbatim(text), text);
      });
    });
    assert.ok(inChinese.some(({ message }) => message === 'undefined: syscall.Dup2'));
    assert.ok(inChinese.some(({ message }) => /偏移量为 4；64 位原子操作要求 8 字节对齐/.test(message)));
  });

  it('give findings the same fingerprints, rules and codes in SARIF', async () => {
    const [inEnglish, inChinese] = await Promise.all(
      [english, chinese].map(async (env) => {
        const { stdout } = await archway(['check', '--format', 'sarif'], env);
        return JSON.parse(stdout).runs[0];
      }),
    );
    const identity = (run: { results: Record<string, unknown>[] }) =>
      run.results.map(({ ruleId, ruleIndex, level, partialFingerprints, properties }) => {
        return { ruleId, ruleIndex, level, partialFingerprints, properties };
      });
    assert.deepEqual(identity(inChinese), identity(inEnglish));
    assert.deepEqual([inEnglish.language, inChinese.language], ['en', 'zh-cn']);
    for (const rule of inChinese.tool.driver.rules) assert.ok(hasChinese(rule.shortDescription.text), rule.id);
  });

  it('write the same baseline', async () => {
    const [inEnglish, inChinese] = await Promise.all(
      [english, chinese].map(async (env) => {
        const dir = folderWith({
          'go.mod': 'module example.org/m\n',
          'a.go': 'package m\n\nvar _ = syscall.Dup2\n',
          Dockerfile: 'FROM arm64v8/alpine:3\n',
        });
        await archway(['check', '--write-baseline', 'known.json'], env, dir);
        return (await execa('cat', ['known.json'], { cwd: dir })).stdout;
      }),
    );
    assert.ok(inEnglish!.includes('arm64v8/alpine'));
    assert.equal(inChinese, inEnglish);
  });

  const commands = [
    'check',
    'check --format github',
    'check no/such/path',
    'check --targets linux/aarch64',
    'fix --diff ./counter ./stat Dockerfile',
    'layout ./counter',
    'layout ./none',
    'targets',
    'rules',
    'rules no-such-rule',
    'doctor',
    'run --target linux/arm64,linux/arm',
    'help',
    ...['check', 'fix', 'layout', 'build', 'run', 'test', 'doctor', 'targets', 'rules'].map((name) => `${name} --help`),
    'chekc',
    'check --tragets linux',
    'check --targets',
    'check --format yaml',
    'check --jobs many',
    'layout',
    'doctor one',
    'layout one two three',
  ];
  for (const command of commands) {
    it(`differ in words only: archway ${command}`, async () => {
      const [inEnglish, inChinese] = await Promise.all(
        [english, chinese].map((env) => archway(command.split(' '), env)),
      );
      assert.equal(inChinese!.exitCode, inEnglish!.exitCode);
      assert.ok(!hasChinese(inEnglish!.stdout + inEnglish!.stderr));
      assert.ok(hasChinese(inChinese!.stdout + inChinese!.stderr));
      // The lines of a difference are source text.
      const lines = `${inChinese!.stdout}\n${inChinese!.stderr}`
        .split('\n')
        .filter((line) => !/^[-+ @]/.test(line) || !command.includes('--diff'));
      assert.deepEqual(
        lines.flatMap((line) => englishIn(line, compilerWords) ?? []),
        [],
      );
    });
  }

  it('begin the page of a rule with its title', async () => {
    for (const { id, title } of rules.slice(0, 3)) {
      const { stdout } = await archway(['rules', id], chinese);
      const [, , summary = '', , kind = ''] = stdout.split('\n');
      assert.ok(hasChinese(summary) && hasChinese(kind) && !stdout.includes(title), stdout);
    }
  });

  it('are English where the locale asks for none of them', async () => {
    const { stdout } = await archway(['rules'], english);
    for (const LANG of ['', 'POSIX', 'de_DE.UTF-8', 'zh_TW.UTF-8', 'no such locale', '../zh-cn'])
      assert.equal((await archway(['rules'], { ...chinese, LANG })).stdout, stdout, LANG);
    assert.ok(hasChinese((await archway(['rules'], chinese)).stdout));
  });
});
