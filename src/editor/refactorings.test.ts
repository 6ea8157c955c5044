// Refactorings in a real session: packing structs of unsaved texts.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FollowedSession } from '../../test/support/editor-session.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { loadParsers } from '../analysis/parsers.ts';
import { type Refactoring, refactoringsFor } from './refactorings.ts';

const holes = `package stats

// T has holes.
type T struct {
	On   bool
	Name string
	Off  bool // the last
}

var list = []T{{true, "a", false}}
`;

const packed = `package stats

// T has holes.
type T struct {
	Name string
	On   bool
	Off  bool // the last
}

var list = []T{{On: true, Name: "a", Off: false}}
`;

const module_ = { 'go.mod': 'module example.org/m\n\ngo 1.22\n' };

/** What is offered at a place of a file of a session. */
function offered(followed: FollowedSession, root: string, path: string, place: string): Refactoring[] {
  const { session } = followed;
  const view = session.view(path)!;
  const start = followed.texts.get(path)!.indexOf(place);
  return refactoringsFor(view, { start, root, fileSystem: session.fileSystem });
}

/** Makes the texts of files what a refactoring makes of them. */
function apply(followed: FollowedSession, refactoring: Refactoring | undefined): Map<string, string> {
  assert.ok(refactoring !== undefined && 'change' in refactoring, JSON.stringify(refactoring));
  const texts = new Map<string, string>();
  for (const { path, start, end, text } of refactoring.change.edits.toReversed()) {
    const before = texts.get(path) ?? followed.texts.get(path) ?? readFileSync(path, 'utf8');
    texts.set(path, before.slice(0, start) + text + before.slice(end));
  }
  return texts;
}

describe('packing a struct in the editor', function () {
  this.timeout(60_000);
  before(loadParsers);

  it('says what it saves on which targets, and rewrites what is typed and what is on disk', () => {
    const user =
      'package user\n\nimport "example.org/m/stats"\n\nfunc New() stats.T { return stats.T{true, "a", false} }\n';
    const dir = folderWith({
      ...module_,
      'stats/stats.go': 'package stats\n',
      'stats/stats_test.go': 'package stats\n\nfunc test() { _ = T{false, "b", true} }\n',
      'user/user.go': user,
    });
    const [path, test] = [join(dir, 'stats/stats.go'), join(dir, 'stats/stats_test.go')];
    const followed = new FollowedSession(dir, {}, 'linux/386,linux/amd64,linux/arm64');
    followed.open(path);
    followed.open(test);
    followed.edit(path, { start: 0, end: followed.texts.get(path)!.length, text: holes });
    assert.equal(offered(followed, dir, path, 'Name').length, 1);
    // A body of a function in another document changes meanwhile.
    followed.edit(test, { start: 0, end: 0, text: '// More.\n\n' });
    const found = offered(followed, dir, path, 'Off ');
    assert.deepEqual(
      found.map(({ title }) => title),
      ['Pack T: saves 8 bytes on linux/amd64, linux/arm64, 4 on linux/386'],
    );
    const texts = apply(followed, found[0]);
    assert.equal(texts.get(path), packed);
    assert.match(texts.get(test)!, /_ = T\{On: false, Name: "b", Off: true\}/);
    assert.match(texts.get(join(dir, 'user/user.go'))!, /stats\.T\{On: true, Name: "a", Off: false\}/);
    for (const [name, text] of texts) writeFileSync(name, text);
    const options = { cwd: dir, env: { ...process.env, GOWORK: 'off' }, encoding: 'utf8' } as const;
    execFileSync('go', ['vet', './...'], options);
    assert.equal(execFileSync('gofmt', ['-l', '.'], options), '');
    followed.edit(path, { start: 0, end: holes.length, text: packed });
    assert.deepEqual(offered(followed, dir, path, 'Off '), []);
  });

  it('is offered inside of the declaration of a struct only, and for the innermost', () => {
    const text = `package m

var before int

type T struct {
	a bool
	b struct {
		c bool
		d int64
		e bool
	}
}
`;
    const dir = folderWith({ ...module_, 'a.go': text });
    const path = join(dir, 'a.go');
    const followed = new FollowedSession(dir, {}, 'linux/amd64');
    followed.open(path);
    assert.deepEqual(offered(followed, dir, path, 'before'), []);
    assert.deepEqual(offered(followed, dir, path, 'a bool'), []);
    const texts = apply(followed, offered(followed, dir, path, 'd int64')[0]);
    assert.match(texts.get(path)!, /\t\td int64\n\t\tc bool\n\t\te bool\n/);
  });

  const refused: [string, string, RegExp][] = [
    ['padding', 'type T struct {\n\ta bool\n\tb int64\n\tc bool\n\t_ [3]byte\n}\n', /padded on purpose: _ \[3\]byte/],
    [
      'unsafe',
      'import "unsafe"\n\ntype T struct {\n\ta bool\n\tb int64\n\tc bool\n}\n\nvar s = unsafe.Sizeof(T{})\n',
      /unsafe/,
    ],
    ['a directive', '//go:notinheap\ntype T struct {\n\ta bool\n\tb int64\n\tc bool\n}\n', /go:notinheap/],
  ];
  for (const [why, body, reason] of refused) {
    it(`says why it is not possible: ${why}`, () => {
      const dir = folderWith({ ...module_, 'a.go': `package m\n\n${body}` });
      const path = join(dir, 'a.go');
      const followed = new FollowedSession(dir, {}, 'linux/amd64');
      followed.open(path);
      const [one] = offered(followed, dir, path, 'b int64');
      assert.ok(one !== undefined && 'reason' in one);
      assert.match(one.title, /^Pack T: saves 8 bytes on /);
      assert.match(one.reason, reason);
    });
  }

  it('is not offered for what no target can save, or whose size is not known', () => {
    const text = `package m

type Good struct {
	n int64
	a bool
}

type Generic[T any] struct {
	a bool
	n int64
	t T
	b bool
}
`;
    const dir = folderWith({ ...module_, 'a.go': text });
    const path = join(dir, 'a.go');
    const followed = new FollowedSession(dir, {}, 'linux/386,linux/amd64');
    followed.open(path);
    assert.deepEqual(offered(followed, dir, path, 'Good'), []);
    assert.deepEqual(offered(followed, dir, path, 'Generic'), []);
  });
});
