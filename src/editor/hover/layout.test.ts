// Hover texts of types, fields, variables and constants, against go/types.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { viewOf } from '../../../test/support/document-view.ts';
import { sample } from '../../../test/support/sample.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import { loadParser } from '../../syntax/parser.ts';
import { layoutHover } from './layout.ts';

const goMod = 'module m\n\ngo 1.24\n';

/** `«name»` marks the places that are asked about, in order. */
const marked = `package m

import (
	"syscall"
	"unsafe"
)

type «Stats» struct {
	«ready» bool
	count   uint64
	name    string
}

type «Same» struct {
	a, b int32
	c    byte
}

type «Level» uint8

type «Pair»[K any] struct {
	k K
	n int
}

const «size» = unsafe.Sizeof(Stats{})

const «fixed» = 1 << 10

var global = «Stats»{«count»: 1}

func (s *«Stats») method(«n» int, «text» string) uint64 {
	«device» := new(syscall.Stat_t).«Dev»
	p := Pair[int32]{}
	p.«n»++
	«local» := struct {
		a byte
		s [2]Stats
	}{}
	for i := range local.s {
		local.«s»[i].«count» += s.count
	}
	type inner struct{ «x» Same }
	go func() { _ = inner{«x»: Same{}} }()
	_, _ = syscall.«SYS_OPEN», «undefinedName»
	return uint64(«device») + syscall.«O_DIRECT»
}
`;

const source = marked.replace(/[«»]/g, '');

/** The offset of the n-th place of a name. */
function placeOf(name: string, n: number): number {
  const places = [...marked.matchAll(/«([^»]*)»/g)].map(({ 1: text, index }, i) => ({ text, offset: index - 2 * i }));
  return places.filter(({ text }) => text === name)[n]!.offset;
}

const words32 = '386, arm, mips, mipsle';
const words64 = 'the other 9 targets';

/** A table, whose columns are kept apart. */
function table([first, ...headings]: string[], ...rows: (string | number)[][]): string {
  const heading = [first!, ...headings.map((name) => `&nbsp;&nbsp;${name}`)];
  const rule = heading.map((_, i) => (rows.every((row) => typeof row[i] === 'number') ? '---:' : '---'));
  return [heading, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const statsText = [
  '`Stats`',
  table(['targets', 'size', 'align', 'padding'], [words32, 20, 4, 3], [words64, 32, 8, 7]),
  '---',
  table(['offset of', words32, words64], ['`ready`', 0, 0], ['`count`', 4, 8], ['`name`', 12, 16]),
].join('\n\n');
const countText = `\`Stats.count\`: \`uint64\`, 8 bytes\n\n${table(['targets', 'offset', 'align'], [words32, 4, 4], [words64, 8, 8])}`;

const deviceTable = table(['targets', 'type', 'size'], ['mips\\*', '`uint32`', 4], [words64, '`uint64`', 8]);

const cases: [name: string, n: number, text: string | undefined][] = [
  ['Stats', 0, statsText],
  ['Stats', 1, statsText],
  ['Stats', 2, statsText],
  ['ready', 0, '`Stats.ready`: `bool`, offset 0, 1 byte, align 1 · all 13 targets'],
  ['count', 0, countText],
  ['count', 1, countText],
  ['Same', 0, '`Same`: 12 bytes, align 4, 3 bytes of padding · all 13 targets'],
  ['Level', 0, undefined],
  ['Pair', 0, undefined],
  ['size', 0, `\`size\`\n\n${table(['targets', 'value'], [words32, '`20`'], [words64, '`32`'])}`],
  ['fixed', 0, undefined],
  ['n', 0, `\`n\`: \`int\`\n\n${table(['targets', 'size'], [words32, 4], [words64, 8])}`],
  ['text', 0, undefined],
  ['device', 0, `\`device\`\n\n${deviceTable}`],
  ['device', 1, `\`device\`\n\n${deviceTable}`],
  [
    'Dev',
    0,
    `\`syscall.Stat_t.Dev\`: offset 0\n\n${table(
      ['targets', 'type', 'size', 'align'],
      ['386, arm', '`uint64`', 8, 4],
      ['mips\\*', '`uint32`', 4, 4],
      ['the other 7 targets', '`uint64`', 8, 8],
    )}`,
  ],
  [
    'n',
    1,
    `\`Pair[int32].n\`: \`int\`\n\n${table(['targets', 'offset', 'size', 'align'], [words32, 4, 4, 4], [words64, 8, 8, 8])}`,
  ],
  [
    'local',
    0,
    `\`local\`: \`struct{a byte; s [2]Stats}\`\n\n${table(['targets', 'size', 'align'], [words32, 44, 4], [words64, 72, 8])}`,
  ],
  [
    's',
    0,
    `\`s\`: \`[2]Stats\`\n\n${table(['targets', 'offset', 'size', 'align'], [words32, 4, 40, 4], [words64, 8, 64, 8])}`,
  ],
  ['x', 0, '`inner.x`: `Same`, offset 0, 12 bytes, align 4 · all 13 targets'],
  ['x', 1, '`inner.x`: `Same`, offset 0, 12 bytes, align 4 · all 13 targets'],
  [
    'SYS_OPEN',
    0,
    `\`syscall.SYS_OPEN\` · 386, amd64, arm, mips\\*, ppc64\\*, s390x\n\n${table(
      ['targets', 'value'],
      ['amd64', '`2`'],
      ['mips, mipsle', '`4005`'],
      ['mips64\\*', '`5002`'],
      ['386, arm, ppc64\\*, s390x', '`5`'],
    )}`,
  ],
  ['undefinedName', 0, undefined],
  [
    'O_DIRECT',
    0,
    `\`syscall.O_DIRECT\`\n\n${table(
      ['targets', 'value'],
      ['arm, arm64', '`65536`'],
      ['ppc64\\*', '`131072`'],
      ['mips\\*', '`32768`'],
      ['the other 5 targets', '`16384`'],
    )}`,
  ],
];

describe('layout hover', function () {
  this.timeout(60_000);
  before(loadParser);

  describe('says what differs between targets', () => {
    const dir = folderWith({ 'go.mod': goMod, 'a.go': source });
    let view: ReturnType<typeof viewOf>;
    before(() => {
      view = viewOf(dir, 'a.go', 'linux');
    });
    for (const [name, n, text] of cases) {
      it(`of ${name} (${n + 1})`, () => {
        const start = placeOf(name, n);
        const hover = layoutHover(view, start);
        assert.equal(hover?.markdown, text);
        if (hover) assert.deepEqual([hover.start, hover.end], [start, start + name.length]);
        // The pointer may rest anywhere on the name.
        assert.equal(layoutHover(view, start + name.length)?.markdown, text);
      });
    }
  });

  it('says nothing about keywords, packages, functions and text', () => {
    const text = 'package m\n\nimport "syscall"\n\n// comment\nfunc f() string { syscall.Getpid(); return "text" }\n';
    const view = viewOf(folderWith({ 'go.mod': goMod, 'a.go': text }), 'a.go', 'linux');
    for (let offset = 0; offset <= text.length; offset++) {
      const hover = layoutHover(view, offset);
      assert.ok(hover === undefined || text.slice(hover.start, hover.end) === 'string', String(offset));
    }
  });

  it('names different fields, and as few as needed of a long struct', () => {
    const fields = Array.from({ length: 30 }, (_, i) => `\tf${i} int32\n`).join('');
    const text = `package m\n\ntype T struct {\n${fields}\tlast int\n\tend int\n}\n`;
    const other = 'package m\n\ntype U struct{ a, _, w int32 }\n';
    const here = 'package m\n\ntype U struct{ a int64; l int32 }\n\nvar v U\n';
    const dir = folderWith({
      'go.mod': goMod,
      'a.go': text,
      'u_linux.go': here,
      'u_windows.go': other,
      'v.go': 'package m\n\nvar x U\n',
    });
    const long = layoutHover(viewOf(dir, 'a.go', 'linux/386,linux/amd64'), text.indexOf('T struct'))!.markdown;
    const rest = table(['offset of', '386', 'amd64'], ['`end`', 124, 128]);
    assert.ok(long.includes(`\n\n${rest}\n\n… and 31 more fields`), long);
    const both = layoutHover(viewOf(dir, 'v.go', 'linux/amd64,windows/amd64'), 'package m\n\nvar x U'.length)!.markdown;
    const different = table(
      ['offset of', 'linux/amd64', 'windows/amd64'],
      ['`a`', '0 `int64`', '0 `int32`'],
      ['`l`', 8, '–'],
      ['`w`', '–', 8],
    );
    assert.ok(both.endsWith(different), both);
  });

  it('does not fail on source that is being typed', () => {
    for (let end = 120; end < source.length; end += 197) {
      const text = source.slice(0, end);
      const view = viewOf(folderWith({ 'go.mod': goMod, 'a.go': text }), 'a.go', 'linux/386,linux/amd64');
      for (let offset = 0; offset <= text.length; offset += 3) {
        const hover = layoutHover(view, offset);
        assert.ok(hover === undefined || (hover.start <= offset && offset <= hover.end));
      }
    }
  }).timeout(60_000);

  describe('agrees with go/types', () => {
    const oracle = join(mkdtempSync(join(tmpdir(), 'archway-oracle-')), 'layout');
    before(function () {
      this.timeout(120_000);
      const main = fileURLToPath(new URL('../../../test/oracle/layout/main.go', import.meta.url));
      execFileSync('go', ['build', '-o', oracle, main], { env: { ...process.env, GO111MODULE: 'off' } });
    });

    for (const { goarch } of sample(parseTargets('linux'), 3)) {
      it(`on every struct of syscall, and its fields, for linux/${goarch}`, () => {
        const env = { ...process.env, GOOS: 'linux', GOARCH: goarch, CGO_ENABLED: '0' };
        const theirs: Record<
          string,
          { size: number; align: number; fields: { name: string; offset: number; size: number }[] }
        > = JSON.parse(execFileSync(oracle, ['syscall'], { encoding: 'utf8', env }));
        const exported = Object.entries(theirs).filter(([type]) => /^[A-Z]/.test(type));
        assert.ok(exported.length > 40);
        const lines = exported.flatMap(([type, { fields }]) => [
          `var v${type} syscall.${type}`,
          ...fields.filter(({ name }) => /^[A-Z]/.test(name)).map(({ name }) => `var _ = v${type}.${name}`),
        ]);
        const text = `package m\n\nimport "syscall"\n\n${lines.join('\n')}\n`;
        const view = viewOf(folderWith({ 'go.mod': goMod, 'a.go': text }), 'a.go', `linux/${goarch}`);
        const at = (place: string) => layoutHover(view, text.indexOf(`${place}\n`) + place.length)?.markdown ?? '';
        for (const [type, { size, align, fields }] of exported) {
          const [, ofType, alignment] = /: (\d+) bytes?, align (\d+)/.exec(at(`syscall.${type}`)) ?? [];
          assert.deepEqual([type, Number(ofType), Number(alignment)], [type, size, align]);
          for (const field of fields) {
            if (!/^[A-Z]/.test(field.name)) continue;
            const [, offset, ofField] = /, offset (\d+), (\d+) bytes?/.exec(at(`= v${type}.${field.name}`)) ?? [];
            assert.deepEqual(
              [type, field.name, Number(offset), Number(ofField)],
              [type, field.name, field.offset, field.size],
            );
          }
        }
      }).timeout(60_000);
    }
  });
});
