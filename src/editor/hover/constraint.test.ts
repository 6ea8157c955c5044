// Hover texts of build constraints, against the go command's choice of files.
import assert from 'node:assert/strict';
import { viewOf } from '../../../test/support/document-view.ts';
import { sample } from '../../../test/support/sample.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { goCommand } from '../../module/testing.ts';
import { ports } from '../../platform/ports.ts';
import { loadParser } from '../../syntax/parser.ts';
import { hoverAt } from './hover.ts';

const files = {
  'go.mod': 'module m\n\ngo 1.24\n',
  'all.go': 'package m\n',
  'unix.go': '//go:build unix && !arm64\n\npackage m\n',
  'own_linux.go': '// Copyright\n\n//go:build (386 || own) && go1.21\n\npackage m\n\nvar x int\n',
  'old.go': '// +build !windows,amd64 plan9\n\npackage m\n',
  'level.go': '//go:build amd64.v3 || (!amd64 && linux)\n\npackage m\n',
  'never_linux.go': '//go:build windows\n\npackage m\n',
  'name_windows_arm64.go': '// A comment.\n\npackage m\n',
  'broken/broken.go': '//go:build (\n\npackage m\n',
  'reserved.go': '//go:build zos || sparc64 || wasm\n\npackage m\n',
};
type File = keyof typeof files;

describe('constraint hover', function () {
  this.timeout(60_000);
  const dir = folderWith(files);
  before(loadParser);

  const hover = (file: File, place: string, targets = 'linux,windows/arm64') => {
    const found = hoverAt(viewOf(dir, file, targets), files[file].indexOf(place), { layout: true, constraints: true });
    return found && { place: files[file].slice(found.start, found.end), text: found.markdown };
  };

  it('says in words and in a table what a line selects', () => {
    assert.deepEqual(hover('unix.go', '//go:build'), {
      place: '//go:build unix && !arm64',
      text: [
        '`unix && !arm64` selects 32 of the 47 ports of Go.',
        "Of this project's targets: all 14 targets except \\*/arm64.",
        [
          '| GOOS | built | not built |',
          '| --- | --- | --- |',
          '| aix | ppc64 | – |',
          '| android | 386, amd64, arm | arm64 |',
          '| darwin | amd64 | arm64 |',
          '| dragonfly | amd64 | – |',
          '| freebsd | 386, amd64, arm | arm64 |',
          '| illumos | amd64 | – |',
          '| ios | amd64 | arm64 |',
          '| linux | 386, amd64, arm, loong64, mips, mips64, mips64le, mipsle, ppc64, ppc64le, riscv64, s390x | arm64 |',
          '| netbsd | 386, amd64, arm | arm64 |',
          '| openbsd | 386, amd64, arm, ppc64, riscv64 | arm64 |',
          '| solaris | amd64 | – |',
        ].join('\n'),
        'Not built on js, plan9, wasip1, windows.',
      ].join('\n\n'),
    });
  });

  it('says where a tag of the user decides, and what the file name adds', () => {
    assert.deepEqual(hover('own_linux.go', 'own'), {
      place: 'own',
      text: [
        '`own`: a tag of your own, satisfied with `-tags own`.',
        '`linux && (386 || own) && go1.21` selects 17 of the 47 ports of Go.',
        'The name of the file asks for `linux` as well.',
        "Of this project's targets: linux/386.",
        [
          '| GOOS | built | depends on `own` |',
          '| --- | --- | --- |',
          '| android | 386 | amd64, arm, arm64 |',
          '| linux | 386 | amd64, arm, arm64, loong64, mips, mips64, mips64le, mipsle, ppc64, ppc64le, riscv64, s390x |',
        ].join('\n'),
        'Not built on aix, darwin, dragonfly, freebsd, illumos, ios, js, netbsd, openbsd, plan9, solaris, wasip1, windows.',
      ].join('\n\n'),
    });
  });

  const firstLines: [file: File, place: string, line: string][] = [
    [
      'unix.go',
      'unix',
      '`unix`: satisfied on aix, android, darwin, dragonfly, freebsd, illumos, ios, linux, netbsd, openbsd, solaris.',
    ],
    [
      'unix.go',
      'arm64',
      '`arm64`: an architecture, of android, darwin, freebsd, ios, linux, netbsd, openbsd, windows.',
    ],
    ['own_linux.go', 'go1.21', '`go1.21`: Go 1.21 and later.'],
    ['level.go', 'amd64.v3', '`amd64.v3`: set by `GOAMD64`.'],
    ['old.go', 'plan9', '`plan9`: satisfied on plan9.'],
    ['reserved.go', 'zos', '`zos`: a name that Go reserves, and has no port for.'],
    ['reserved.go', 'sparc64', '`sparc64`: a name that Go reserves, and has no port for.'],
    ['never_linux.go', 'windows', '`linux && windows` selects 0 of the 47 ports of Go.'],
    [
      'name_windows_arm64.go',
      'package',
      'By its name, `name_windows_arm64.go` is built only where the tags `windows`, `arm64` are satisfied.',
    ],
  ];
  for (const [file, place, line] of firstLines) {
    it(`begins with what is under the pointer: ${place} of ${file}`, () => {
      const { text } = hover(file, place)!;
      assert.equal(text.split('\n')[0], line);
    });
  }

  it('says when a file is built nowhere', () => {
    const { text } = hover('never_linux.go', '//go:build')!;
    assert.ok(text.includes("on none of this project's 14 targets"), text);
    assert.ok(text.endsWith('No port of Go satisfies this: the file is built nowhere.'), text);
  });

  it('says nothing elsewhere, nor about what cannot be parsed', () => {
    assert.equal(hover('all.go', 'package'), undefined);
    assert.equal(hover('broken/broken.go', '//go:build'), undefined);
    assert.equal(hover('own_linux.go', '// Copyright'), undefined);
    const view = viewOf(dir, 'unix.go', 'linux');
    assert.equal(hoverAt(view, 5, { layout: true, constraints: false }), undefined);
  });

  for (const { goos, goarch } of sample(ports, 4)) {
    it(`agrees with the go command on ${goos}/${goarch}`, () => {
      const env = { GOOS: goos, GOARCH: goarch, CGO_ENABLED: '0' };
      const built = new Set(goCommand(['list', '-e', '-f', '{{join .GoFiles " "}}', '.'], dir, env).trim().split(' '));
      for (const file of ['unix.go', 'old.go', 'reserved.go', 'name_windows_arm64.go', 'own_linux.go'] as const) {
        const place = file.startsWith('name') ? 'package' : 'build';
        const row = hover(file, place)!
          .text.split('\n')
          .find((line) => line.startsWith(`| ${goos} |`));
        const [, , ours = '–'] = row?.split(/ ?\| ?/) ?? [];
        const isBuilt = ours.startsWith('all ') || ours.split(', ').includes(goarch);
        assert.equal(isBuilt, built.has(file), `${file}: ${row}`);
      }
    });
  }
});
