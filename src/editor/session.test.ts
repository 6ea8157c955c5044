// The editor session: what it says while documents change. `session.property.test.ts` holds it against the command line's engine.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { checkFolder } from '../../test/support/check.ts';
import { FollowedSession, never, shown } from '../../test/support/editor-session.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { writeBaseline } from '../analysis/baseline.ts';
import type { Finding } from '../analysis/finding.ts';
import { loadParsers } from '../analysis/parsers.ts';
import { render } from '../messages/catalogue.ts';
import { Cancelled } from './session.ts';

const GO_MOD = 'module example.org/m\n\ngo 1.22\n';

/** `file:line rule` of each finding. */
const places = (findings: readonly Finding[]) =>
  findings.map(({ file, start, rule }) => `${file}:${start.line} ${rule}`);
const messages = (findings: readonly Finding[]) => findings.map(({ message }) => render(message));

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

describe('EditorSession', function () {
  this.timeout(120_000);
  before(loadParsers);

  it('says at once what an edit in a function makes and mends, and the rest where it was', () => {
    const root = folderWith({
      'go.mod': GO_MOD,
      'a.go': `package p

import "syscall"

func first() { _ = syscall.Dup2(1, 2) }

func second() {
}

func third(st *syscall.Stat_t) uint64 { return st.Dev }
`,
    });
    const path = join(root, 'a.go');
    const followed = new FollowedSession(root);
    followed.open(path);
    const check = () => followed.session.check(path, never);
    assert.deepEqual(places(followed.session.checkPackage(path, never).findings), [
      'a.go:5 undefined',
      'a.go:10 kernel-struct',
    ]);
    followed.replace(path, 'second() {\n', 'second() {\n\tvar n int = 1 << 40\n\t_ = n\n');
    const { findings, files, isProvisional } = check();
    assert.deepEqual([files, isProvisional], [[path], true]);
    assert.deepEqual(places(findings), ['a.go:5 undefined', 'a.go:8 constant-overflow', 'a.go:12 kernel-struct']);
    const [fix] = findings.at(-1)!.fixes;
    const { start, end } = fix!.edits[0]!;
    assert.match(followed.texts.get(path)!.slice(start - 7, end + 6), /return .*st\.Dev|st\.Dev/);
    followed.replace(path, 'Dup2(1, 2)', 'Dup3(1, 2, 0)');
    followed.replace(path, '1 << 40', '1 << 4');
    assert.deepEqual(places(check().findings), ['a.go:12 kernel-struct']);
  });

  it('keeps what only the whole package shows where it was until the package is checked again', async () => {
    const root = folderWith({
      'go.mod': GO_MOD,
      'a.go': 'package p\n\nfunc f() {\n}\n\ntype T struct {\n\tready bool\n\tcount int64\n}\n',
      'b.go': 'package p\n\nimport "sync/atomic"\n\nfunc (t *T) add() { atomic.AddInt64(&t.count, 1) }\n',
    });
    const [a, b] = [join(root, 'a.go'), join(root, 'b.go')];
    const followed = new FollowedSession(root);
    followed.open(a);
    assert.deepEqual(followed.session.check(a, never).findings, []);
    assert.deepEqual(places(followed.session.checkPackage(a, never).findings), ['a.go:8 unaligned-atomic']);
    followed.replace(a, 'func f() {\n', 'func f() {\n\tprintln()\n');
    assert.deepEqual(places(followed.session.check(a, never).findings), ['a.go:9 unaligned-atomic']);
    // Also where more than the body of a function has changed.
    followed.replace(a, 'func f()', 'var x int\n\nfunc f(n int)');
    assert.deepEqual(places(followed.session.check(a, never).findings), ['a.go:11 unaligned-atomic']);
    followed.open(b);
    followed.replace(b, '&t.count, 1', 'new(int64), 1');
    assert.deepEqual(places(followed.session.check(a, never).findings), ['a.go:11 unaligned-atomic']);
    await followed.assertFresh(a);
    assert.deepEqual(followed.session.check(a, never).findings, []);
  });

  it('follows changes in a package through those that import it, in other modules of a go.work, too', () => {
    const root = folderWith({
      'go.work': 'go 1.22\n\nuse ./lib\n\nuse ./app\n',
      'lib/go.mod': 'module example.org/lib\n\ngo 1.22\n',
      'lib/lib.go': 'package lib\n\nfunc Size() int { return 1 }\n',
      'app/go.mod': 'module example.org/app\n\ngo 1.22\n',
      'app/middle/middle.go': 'package middle\n\nimport "example.org/lib"\n\nvar Size = lib.Size()\n',
      'app/app.go': 'package app\n\nimport "example.org/app/middle"\n\nvar size int = middle.Size\n',
      'other/go.mod':
        'module example.org/other\n\ngo 1.22\n\nrequire example.org/lib v0.0.0\n\nreplace example.org/lib => ../lib\n',
      'other/other.go': 'package other\n\nimport "example.org/lib"\n\nvar size int = lib.Size()\n',
    });
    const [lib, app, other] = ['lib/lib.go', 'app/app.go', 'other/other.go'].map((name) => join(root, name));
    const followed = new FollowedSession(root);
    for (const path of [lib!, app!, other!]) followed.open(path);
    const check = (path: string) => messages(followed.session.check(path, never).findings);
    assert.deepEqual([check(app!), check(other!)], [[], []]);
    followed.replace(lib!, 'Size() int', 'Size() int64');
    assert.match(check(app!).join(), /^cannot use middle\.Size/);
    assert.match(check(other!).join(), /^cannot use lib\.Size\(\)/);
    followed.replace(lib!, 'return 1', 'x := 1; return 1');
    followed.replace(lib!, 'Size() int64', 'Size() int');
    assert.deepEqual([check(app!), check(other!)], [[], []]);
    followed.close(lib!);
    assert.deepEqual(check(app!), []);
  });

  it('sees what happens on disk: files, folders and go.mod', () => {
    const root = folderWith({
      'go.mod': GO_MOD,
      'a.go': 'package p\n\nimport "example.org/dep"\n\nvar x = y\n\nvar z int = dep.Z\n',
      'dep/go.mod': 'module example.org/dep\n\ngo 1.22\n',
      'dep/dep.go': 'package dep\n\nconst Z = "z"\n',
    });
    const path = join(root, 'a.go');
    const followed = new FollowedSession(root);
    followed.open(path);
    const check = () => {
      const { findings, incomplete } = followed.session.checkPackage(path, never);
      return [...messages(findings), ...incomplete.map((one) => one.package)];
    };
    const missing = 'undefined: y';
    assert.deepEqual(check(), ['example.org/dep']);
    write(join(root, 'go.mod'), `${GO_MOD}\nrequire example.org/dep v0.0.0\n\nreplace example.org/dep => ./dep\n`);
    followed.session.forget([join(root, 'go.mod')]);
    const wrongType = 'cannot use dep.Z (untyped string constant "z") as int value in variable declaration';
    assert.deepEqual(check(), [missing, wrongType]);
    write(join(root, 'b.go'), 'package p\n\nvar y int\n');
    followed.session.forget([join(root, 'b.go')]);
    assert.deepEqual(check(), [wrongType]);
    write(join(root, 'dep', 'dep.go'), 'package dep\n\nconst Z = 1\n');
    followed.session.forget([join(root, 'dep', 'dep.go')]);
    assert.deepEqual(check(), []);
    rmSync(join(root, 'b.go'));
    rmSync(join(root, 'dep'), { recursive: true });
    followed.session.forget([join(root, 'b.go'), join(root, 'dep')]);
    assert.deepEqual(check(), ['example.org/dep', 'example.org/m']);
    // A go.mod that is not saved counts as well.
    followed.open(join(root, 'go.mod'), GO_MOD.replace('example.org/m', 'example.org/dep'));
    followed.open(join(root, 'dep', 'new.go'), 'package dep\n');
    followed.replace(path, 'example.org/dep', 'example.org/dep/dep');
    assert.deepEqual(check(), [missing, 'undefined: dep.Z']);
  });

  it('answers about other formats, comments that suppress, excluded files and the baseline', async () => {
    const dockerfile = 'FROM alpine\nRUN wget https://example.org/v1/tool-linux-amd64.tar.gz\n';
    const ignored = dockerfile.replace('RUN', '# archway:ignore hardcoded-arch built there only\nRUN');
    const root = folderWith({
      'go.mod': GO_MOD,
      Dockerfile: dockerfile,
      'left/Dockerfile': dockerfile,
      'vendor/x/Dockerfile': dockerfile,
      'a.go': 'package p\n\nvar x = y\n',
      'left/b.go': 'package left\n\nvar x = y\n',
      'testdata/c.go': 'package c\n\nvar x = y\n',
    });
    const known = await checkFolder(root, 'linux', { paths: ['a.go'] });
    const baseline = join(root, 'baseline.json');
    writeFileSync(baseline, writeBaseline(known.findings));
    const followed = new FollowedSession(root, { exclude: ['left/**'], baseline });
    const check = (name: string, text?: string) => {
      const path = join(root, name);
      followed.open(path, text);
      return places(followed.session.checkPackage(path, never).findings);
    };
    assert.deepEqual(check('Dockerfile'), ['Dockerfile:2 hardcoded-arch']);
    assert.deepEqual(check('Dockerfile', ignored), []);
    assert.deepEqual(check('left/Dockerfile'), []);
    assert.deepEqual(check('vendor/x/Dockerfile'), []);
    assert.deepEqual(check('a.go'), []);
    assert.deepEqual(check('a.go', 'package p\n\nvar x = y\n\nvar z = yy\n'), ['a.go:5 undefined']);
    assert.deepEqual(check('left/b.go'), []);
    assert.deepEqual(check('testdata/c.go'), []);
    rmSync(baseline);
    followed.session.forget([baseline]);
    const { incomplete } = followed.session.checkPackage(join(root, 'a.go'), never);
    assert.deepEqual(incomplete, [{ package: 'baseline.json', reason: `no such file or folder: ${baseline}` }]);
  });

  it('can be cancelled between any two declarations, and says the same afterwards', async () => {
    const declarations = Array.from({ length: 12 }, (_, i) => `\nfunc f${i}() int { return g${i % 5} }\n`).join('');
    const root = folderWith({
      'go.mod': GO_MOD,
      'a.go': `package p\n${declarations}`,
      'b.go': 'package p\n\nvar g1 int64\n',
    });
    const path = join(root, 'a.go');
    const followed = new FollowedSession(root);
    followed.open(path);
    for (const ask of ['check', 'checkPackage'] as const) {
      let cancelled = 0;
      for (let allowed = 0; cancelled === allowed; allowed++) {
        followed.replace(path, 'package p\n', 'package p\n// c\n');
        let polls = 0;
        try {
          followed.session[ask](path, () => polls++ >= allowed);
        } catch (error) {
          assert.ok(error instanceof Cancelled);
          cancelled++;
          if (allowed % 4 === 0) await followed.assertFresh(path);
        }
      }
      assert.ok(cancelled >= 12, `cancelled ${cancelled} times only`);
      await followed.assertFresh(path);
    }
  });

  it('answers a key as fast after a check of the package that was cancelled', async () => {
    const declarations = Array.from({ length: 9 }, (_, i) => `\nfunc f${i}() int {\n\treturn ${i}\n}\n`).join('');
    const root = folderWith({ 'go.mod': GO_MOD, 'a.go': `package p\n${declarations}` });
    const path = join(root, 'a.go');
    const followed = new FollowedSession(root);
    const { session } = followed;
    followed.open(path);
    session.checkPackage(path, never);
    for (let i = 0; i < 9; i++) {
      followed.replace(path, `\treturn ${i}\n`, `\treturn ${i} + "x"\n`);
      let polls = 0;
      const { findings } = session.check(path, () => polls++ < 0);
      assert.equal(findings.length, i + 1);
      // Nothing but the changed functions was checked.
      assert.equal(polls, 1);
      assert.throws(() => session.checkPackage(path, () => polls++ > i + 1), Cancelled);
    }
    await followed.assertFresh(path);
  });

  it('leaves out a document of 10 MB, as the command line does, and goes on with the others', async () => {
    const root = folderWith({ 'go.mod': GO_MOD, 'a.go': 'package p\n\nvar x int = "x"\n\nvar y = huge\n' });
    const huge = `package p\n\nvar huge = []int{${'1, '.repeat(3_500_000)}}\n`;
    const path = join(root, 'huge.go');
    writeFileSync(path, huge);
    const followed = new FollowedSession(root);
    followed.open(path, huge);
    followed.open(join(root, 'a.go'));
    const begin = performance.now();
    for (let i = 0; i < 20; i++) {
      followed.edit(path, { start: 11, end: 11, text: '\n' });
      followed.session.check(path, never);
    }
    assert.ok(performance.now() - begin < 60_000);
    const { findings, incomplete } = followed.session.checkPackage(path, never);
    assert.deepEqual(places(findings), ['a.go:3 type-mismatch']);
    assert.deepEqual(
      incomplete.map((one) => one.package),
      ['huge.go'],
    );
    const { findings: same, incomplete: left } = await checkFolder(root);
    assert.deepEqual([shown(findings), incomplete], [shown(same), left]);
    // Cut down, it is a document like others.
    followed.edit(path, { start: 40, end: huge.length + 20 - 10, text: '' });
    await followed.assertFresh(path);
  });

  it('keeps its memory over thousands of edits', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const functions = Array.from(
      { length: 60 },
      (_, i) => `
type T${i} struct {
	next *T${i}
	all  map[string][]*T${i}
	done atomic.Pointer[T${i}]
}

func (t *T${i}) walk() (n int) {
	for _, one := range t.all["x"] {
		n += one.walk()
	}
	return n
}
`,
    ).join('');
    const text = `package p\n\nimport "sync/atomic"\n${functions}`;
    const root = folderWith({ 'go.mod': GO_MOD, 'a.go': text });
    const path = join(root, 'a.go');
    const followed = new FollowedSession(root);
    followed.open(path);
    const edits = (count: number) => {
      for (let i = 0; i < count; i++) {
        const at = i % 3 === 0 ? 'type T7 ' : '\treturn n';
        followed.replace(path, at, i % 2 === 0 ? `// ${i}\n${at}` : at);
        if (i % 50 === 49) followed.edit(path, { start: 0, end: followed.texts.get(path)!.length, text });
        followed.session.check(path, never);
        if (i % 10 === 0) followed.session.checkPackage(path, never);
      }
      // What a collection frees may hold what only the next one frees.
      for (let n = 0; n < 5; n++) collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return (heapUsed + arrayBuffers) / 2 ** 20;
    };
    const before = edits(200);
    const after = edits(800);
    assert.ok(after - before < 5, `${before.toFixed(1)} MB became ${after.toFixed(1)} MB`);
  });
});
