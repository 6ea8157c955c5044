// The editor session against the command line's engine, which looks at the same texts afresh, after random edits.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { FollowedSession, never, shown } from '../../test/support/editor-session.ts';
import { runsAll } from '../../test/support/sample.ts';
import { folderWith } from '../../test/support/temporary.ts';
import type { Finding } from '../analysis/finding.ts';
import { loadParsers } from '../analysis/parsers.ts';
import { readEnvironment } from '../module/environment.ts';
import { Cancelled } from './session.ts';

const seed = Number(process.env.ARCHWAY_SEED ?? 1);
const example = fileURLToPath(new URL('../../example', import.meta.url));

const inserted = fc.constantFrom(
  ...['', 'x', ' ', '\n', '{', '}', '"', '/*', '//go:build arm64\n', 'syscall.Dup2(1, 2)\n', 'var n int = 1 << 40\n'],
  ...[
    'uint64',
    '"os"\n',
    'func (c *Counter) again() { atomic.AddInt64(&c.total, 1) }\n',
    'type T[P any] struct{ p P }\n',
  ],
);

/** Something that happens in an editor; places are parts of the text's length, most edits are small, as typed. */
const step = fc.record({
  document: fc.nat(),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(60) }),
  text: inserted,
  isUndone: fc.boolean(),
  next: fc.constantFrom('nothing', 'check', 'checkPackage', 'cancelled', 'view', 'reopen'),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(followed: FollowedSession, path: string, { at, removed, text, isUndone, next }: Step): void {
  const before = followed.texts.get(path)!;
  const start = Math.round(at * before.length);
  const old = before.slice(start, start + removed);
  const { session } = followed;
  followed.edit(path, { start, end: start + old.length, text });
  if (next === 'check' || next === 'checkPackage') session[next](path, never);
  if (next === 'cancelled') {
    let polls = 0;
    try {
      session.checkPackage(path, () => polls++ > at * 20);
    } catch (error) {
      assert.ok(error instanceof Cancelled);
    }
  }
  if (next === 'view') for (const { checker } of session.view(path)?.checkers ?? []) assert.ok(checker);
  if (next === 'reopen') {
    const present = followed.texts.get(path)!;
    followed.close(path);
    followed.open(path, present);
  }
  if (isUndone) followed.edit(path, { start, end: start + text.length, text: old });
}

/** Edits documents of a project at random, and compares twice: what was learnt at the first time must not spoil the second. */
async function compare(
  root: string,
  paths: readonly string[],
  steps: readonly Step[],
  targets?: string,
): Promise<void> {
  const followed = new FollowedSession(root, {}, targets);
  for (const path of paths) followed.open(path);
  for (const half of [steps.slice(0, steps.length >> 1), steps.slice(steps.length >> 1)]) {
    for (const one of half) take(followed, paths[one.document % paths.length]!, one);
    for (const path of paths) await followed.assertFresh(path);
  }
}

const goFilesOf = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.go'))
    .map((name) => join(dir, name));

describe('EditorSession', function () {
  this.timeout(600_000);
  before(loadParsers);

  it('says after any edits of the example what a fresh check says', () =>
    fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(goFilesOf(example), { minLength: 1, maxLength: 4 }),
        fc.array(step, { minLength: 1, maxLength: 12 }),
        (paths, steps) => compare(example, paths, steps),
      ),
      { numRuns: runsAll ? 100 : 12, seed },
    ));

  it('says it of more targets than are checked at once', () =>
    fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(goFilesOf(example), { minLength: 1, maxLength: 3 }),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        (paths, steps) => compare(example, paths, steps, 'all'),
      ),
      { numRuns: runsAll ? 20 : 2, seed },
    ));

  it('says after any edits of a package of the standard library what a fresh check says', async function () {
    const { goroot } = readEnvironment();
    if (goroot === undefined) this.skip();
    const root = join(goroot, 'src');
    const paths = ['fd_unix.go', 'fd_mutex.go', 'fd_mutex_test.go'].map((name) => join(root, 'internal', 'poll', name));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), (steps) => compare(root, paths, steps)),
      { numRuns: runsAll ? 20 : 2, seed },
    );
  });

  it('says at once of edits in functions what a fresh check says of the file', async () => {
    const statements = [
      '_ = syscall.Dup2(1, 2)',
      'var n int = 1 << 40; _ = n',
      'var st syscall.Stat_t; var dev uint64 = st.Dev; _ = dev',
      'path := "/usr/lib/x86_64-linux-gnu/libc.so"; _ = path',
      'unknown(1)',
      'return 1',
      '//archway:ignore undefined for a test\n\t_ = syscall.EpollCreate(1)',
      '',
    ];
    const statement = fc.constantFrom(...statements);
    const text = `package p\n\nimport "syscall"\n\nvar _ = syscall.Getpid\n${[0, 1, 2, 3].map((i) => `\nfunc f${i}() {\n\t// ${i}\n}\n\nconst c${i} int = 1 << 3${i}\n`).join('')}`;
    const root = folderWith({ 'go.mod': 'module example.org/m\n\ngo 1.22\n', 'a.go': text });
    const path = join(root, 'a.go');
    // What only the whole package shows is as it was: an import that nothing uses any more.
    const local = (findings: readonly Finding[]) => shown(findings.filter(({ code }) => code !== 'UnusedImport'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), statement), { minLength: 1, maxLength: 5 }), async (edits) => {
        const followed = new FollowedSession(root);
        followed.open(path, text);
        followed.session.checkPackage(path, never);
        for (const [i, line] of edits) {
          followed.replace(path, `\t// ${i}\n`, `\t// ${i}\n\t${line}\n`);
          const { findings } = followed.session.check(path, never);
          assert.deepEqual(local(findings), local(await followed.fresh([path])));
        }
      }),
      { numRuns: runsAll ? 100 : 8, seed },
    );
  });
});
