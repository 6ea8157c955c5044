// hardcoded-arch on documents that are not Go (testdata/documents/*.txtar), on its own examples, and its fix for Go.
//
// In the archives, `want` comments as in all fixtures (test/support/wants.ts); `NAME.golden` is what the automatic fixes make of
// NAME, `NAME.chosen` what the first fix of each finding makes of it; where there is none, the file stays as it is or is not looked at.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderWith } from '../../../test/support/temporary.ts';
import { header, parseTxtar } from '../../../test/support/txtar.ts';
import { wantsIn } from '../../../test/support/wants.ts';
import { detectFormat } from '../../formats/detect.ts';
import type { Format } from '../../formats/document.ts';
import { loadShellParser } from '../../formats/shell-parser.ts';
import { render } from '../../messages/catalogue.ts';
import type { GoFile } from '../../module/package.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import { TargetList } from '../../platform/target.ts';
import { loadParser, parseGo } from '../../syntax/parser.ts';
import type { Fix, TextEdit } from '../finding.ts';
import type { FilePass } from '../rule.ts';
import { hardcodedArch } from './rule.ts';

type Found = Parameters<FilePass['report']>[0];

const linux = new TargetList(parseTargets('linux'));

function checkText(path: string, text: string, targets = linux, format = detectFormat(path, text)): Found[] {
  assert.ok(format, `${path} has a format`);
  const found: Found[] = [];
  hardcodedArch.checkDocument!({ targets, document: { path, format, text }, report: (each) => found.push(each) });
  return found;
}

function checkGo(text: string, targets = linux): Found[] {
  const file: GoFile = {
    path: '/m/a.go',
    name: 'a.go',
    presence: (list) => list.all,
    packageName: 'm',
    imports: [],
    isTest: false,
    usesCgo: false,
    goVersion: undefined,
  };
  const found: Found[] = [];
  const pass = { targets, file, tree: parseGo(text), report: (each: Found) => found.push(each) };
  hardcodedArch.checkFile!(pass as unknown as FilePass);
  return found;
}

function applied(text: string, fixes: readonly (Fix | undefined)[]): string {
  const edits = new Map<string, TextEdit>();
  for (const fix of fixes)
    for (const edit of fix?.edits ?? []) edits.set(`${edit.start} ${edit.end} ${edit.text}`, edit);
  let result = text;
  let before = Number.POSITIVE_INFINITY;
  for (const { start, end, text: replacement } of [...edits.values()].sort((a, b) => b.start - a.start)) {
    assert.ok(end <= before, 'edits do not overlap');
    before = start;
    result = result.slice(0, start) + replacement + result.slice(end);
  }
  return result;
}

const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length;

describe('hardcoded-arch', () => {
  before(async () => {
    await loadParser();
    await loadShellParser();
  });

  const folder = fileURLToPath(new URL('testdata/documents/', import.meta.url));
  for (const name of readdirSync(folder)) {
    const archive = parseTxtar(readFileSync(join(folder, name), 'utf8'));
    const targets = new TargetList(parseTargets(header(archive, 'targets') ?? 'linux'));
    for (const [file, text] of archive.files) {
      if (/\.(?:golden|chosen)$/.test(file)) continue;
      const path = `/work-tree/${file}`;
      it(`${name}: ${file}`, () => {
        const found = checkText(path, text, targets);
        const got = found
          .map((each) => `${lineOf(text, each.start)} ${targets.names(each.targets)} ${render(each.message)}`)
          .sort();
        const open = wantsIn(file, text, targets.names(targets.all));
        const unexpected = found.filter((each) => {
          const at = open.findIndex(
            (want) =>
              want.line === lineOf(text, each.start) &&
              want.pattern.test(render(each.message)) &&
              want.targets.join() === targets.names(each.targets).join(),
          );
          if (at >= 0) open.splice(at, 1);
          return at < 0;
        });
        assert.deepEqual(
          {
            unexpected: unexpected.map((each) => render(each.message)),
            missing: open.map((want) => want.pattern.source),
          },
          { unexpected: [], missing: [] },
          got.join('\n'),
        );
        const automatic = found.map(({ fixes }) => fixes?.find((fix) => fix.automatic));
        assert.equal(applied(text, automatic), archive.files.get(`${file}.golden`) ?? text);
        const chosen = archive.files.get(`${file}.chosen`);
        if (chosen !== undefined)
          assert.equal(
            applied(
              text,
              found.map(({ fixes }) => fixes?.[0]),
            ),
            chosen,
          );
        for (const { fixes, noFix } of found) assert.ok((fixes ?? []).length > 0 !== (noFix !== undefined));
      });
    }
  }

  const names: Readonly<Record<string, string>> = {
    dockerfile: 'Dockerfile',
    yaml: 'app.yaml',
    makefile: 'Makefile',
    sh: 'install.sh',
  };
  for (const { title, language, code, finding } of hardcodedArch.documentation.examples) {
    it(`${finding ? 'reports' : 'does not report'} its example: ${title} (${language})`, () => {
      const found = language === 'go' ? checkGo(code) : checkText(`/m/${names[language]}`, code);
      assert.equal(found.length > 0, finding);
    });
  }

  it('says nothing of a system that is not among the targets', () => {
    const text = 'ADD https://example.com/tool_darwin_amd64.tgz /\n';
    assert.deepEqual(checkText('/m/Dockerfile', `FROM scratch\n${text}`), []);
    const darwin = new TargetList(parseTargets('darwin/amd64,darwin/arm64,linux/arm64'));
    const [found] = checkText('/m/Dockerfile', `FROM scratch\n${text}`, darwin);
    assert.deepEqual(found && darwin.names(found.targets), ['darwin/arm64']);
  });

  it('takes defaults, platforms and variables as information, what breaks as a warning', () => {
    const severities = (path: string, text: string) =>
      checkText(path, text).map(({ code, severity }) => `${code} ${severity}`);
    assert.deepEqual(severities('/m/a.sh', 'ARCH=amd64\nGOARCH=amd64 go build\n'), [
      'ArchVariable info',
      'GOARCH warning',
    ]);
    assert.deepEqual(severities('/m/Dockerfile', 'FROM a\nENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/j.so\n'), [
      'LibraryPath info',
    ]);
    assert.deepEqual(severities('/m/Dockerfile', 'FROM a\nRUN rm /usr/lib/x86_64-linux-gnu/j.so\n'), [
      'LibraryPath warning',
    ]);
  });

  it('ends an inserted line as the file does', () => {
    const text = 'FROM golang:1.24\nRUN GOARCH=amd64 go build\n';
    const [found] = checkText('/m/Dockerfile', text.replaceAll('\n', '\r\n'));
    assert.equal(
      applied(text.replaceAll('\n', '\r\n'), [found?.fixes?.[0]]),
      'FROM golang:1.24\nARG TARGETARCH\r\nRUN GOARCH=$TARGETARCH go build\r\n',
    );
  });

  describe('the fix for Go', () => {
    const cases: readonly (readonly [title: string, before: string, after: string])[] = [
      [
        'imports runtime among sorted imports and spaces an only argument',
        'package m\n\nimport (\n\t"fmt"\n\t"strings"\n\n\t"example.org/x"\n)\n\nvar _ = strings.ToLower\nvar _ = x.X\n\nfunc f() string {\n\treturn fmt.Sprintf("https://example.com/tool-amd64.tgz")\n}\n',
        'package m\n\nimport (\n\t"fmt"\n\t"runtime"\n\t"strings"\n\n\t"example.org/x"\n)\n\nvar _ = strings.ToLower\nvar _ = x.X\n\nfunc f() string {\n\treturn fmt.Sprintf("https://example.com/tool-" + runtime.GOARCH + ".tgz")\n}\n',
      ],
      [
        'joins closely beside other arguments, and keeps an import for itself',
        'package m\n\nimport "os"\n\nvar _ = os.Getenv\n\nfunc f(a, b string) {\n\tf("https://example.com/tool-amd64", "b")\n}\n',
        'package m\n\nimport "os"\nimport "runtime"\n\nvar _ = os.Getenv\n\nfunc f(a, b string) {\n\tf("https://example.com/tool-"+runtime.GOARCH, "b")\n}\n',
      ],
      [
        'adds the only import',
        'package m\n\nvar env = []string{"CGO_ENABLED=0", "GOARCH=amd64"}\n',
        'package m\n\nimport "runtime"\n\nvar env = []string{"CGO_ENABLED=0", "GOARCH=" + runtime.GOARCH}\n',
      ],
      [
        'takes the name runtime is imported by',
        'package m\n\nimport rt "runtime"\n\nvar _ = rt.NumCPU\n\nvar a, b = `https://example.com/amd64/tool`, 1\n',
        'package m\n\nimport rt "runtime"\n\nvar _ = rt.NumCPU\n\nvar a, b = `https://example.com/` + rt.GOARCH + `/tool`, 1\n',
      ],
      [
        'leaves another package named runtime alone',
        'package m\n\nimport (\n\t"k8s.io/apimachinery/pkg/runtime"\n)\n\nvar _ runtime.Object\n\nfunc f() (string, string) {\n\treturn "https://example.com/amd64/tool-amd64", "b"\n}\n',
        'package m\n\nimport (\n\t"k8s.io/apimachinery/pkg/runtime"\n\tgoruntime "runtime"\n)\n\nvar _ runtime.Object\n\nfunc f() (string, string) {\n\treturn "https://example.com/" + goruntime.GOARCH + "/tool-" + goruntime.GOARCH, "b"\n}\n',
      ],
      [
        'follows the operators that are there',
        'package m\n\nfunc f(a, b string) {\n\tf("https://example.com/"+b+"-amd64.tgz", g("https://example.com/amd64/x"))\n\ta, b = "https://example.com/amd64/x", "b"\n}\n\nfunc g(s string) string { return s }\n',
        'package m\n\nimport "runtime"\n\nfunc f(a, b string) {\n\tf("https://example.com/"+b+"-"+runtime.GOARCH+".tgz", g("https://example.com/"+runtime.GOARCH+"/x"))\n\ta, b = "https://example.com/"+runtime.GOARCH+"/x", "b"\n}\n\nfunc g(s string) string { return s }\n',
      ],
    ];
    for (const [title, before, after] of cases) {
      it(title, () => {
        assert.equal(
          applied(
            before,
            checkGo(before).map(({ fixes }) => fixes?.[0]),
          ),
          after,
        );
        const dir = folderWith({ 'a.go': after });
        assert.equal(execFileSync('gofmt', ['-l', dir], { encoding: 'utf8' }), '');
      });
    }

    const refused: readonly (readonly [title: string, text: string, reason: RegExp])[] = [
      ['a constant', 'package m\n\nconst u = "https://example.com/tool-amd64"\n', /constant/],
      ['another spelling', 'package m\n\nvar u = "https://example.com/tool-x86_64"\n', /x86_64 is amd64 to Go/],
      ['an image', 'package m\n\nvar u = "gcr.io/pause-amd64:3.1"\n', /for you to decide/],
    ];
    for (const [title, text, reason] of refused) {
      it(`is not offered for ${title}, and says why`, () => {
        const [found] = checkGo(text);
        assert.equal(found?.fixes, undefined);
        assert.match(render(found!.noFix!), reason);
      });
    }
  });

  describe('hostile documents', () => {
    const formats: readonly (readonly [Format, string])[] = [
      ['dockerfile', 'Dockerfile'],
      ['makefile', 'Makefile'],
      ['shell', 'a.sh'],
      ['yaml', 'a.yaml'],
    ];
    const million = 1_000_000;
    const texts: Readonly<Record<string, string>> = {
      empty: '',
      binary: `\0\u0001amd64\uFFFD${'\0'.repeat(1000)}`,
      'a line of 10 MB': `GOARCH=amd64 ${'x'.repeat(10 * million)}`,
      'a long word': `RUN a=amd64${'x'.repeat(million)}`,
      'many words': `FROM a\nRUN ${'amd64 '.repeat(20_000)}`,
      'unterminated quotes': 'FROM amd64/x AS "\nRUN echo "amd64 \'\n\tGOARCH=amd64 "$(\n',
      'unterminated blocks': `FROM a\nRUN ${'if amd64; then $( '.repeat(5_000)}`,
      'open brackets': `amd64: ${'['.repeat(100_000)}`,
      'open braces': `amd64: ${'{a: '.repeat(100_000)}`,
      'nested sequences': `amd64:\n${'- '.repeat(50_000)}x`,
      'deep indentation': Array.from({ length: 1_300 }, (_, i) => `${' '.repeat(i)}amd64:`).join('\n'),
      blanks: `amd64${' '.repeat(million - 10)}x`,
      'open references': `A = amd64 ${'$('.repeat(300_000)}`,
      'open source lists': `FROM a\nRUN echo amd64 "${'deb [ '.repeat(40_000)}"`,
      'here-documents': `amd64\n${'cat <<A\n'.repeat(50_000)}`,
      'many stages': 'FROM amd64/a AS b\n'.repeat(7_000),
      continuations: `A = amd64${'\\\n'.repeat(200_000)}`,
      'a million laughs': `a0: &a0 [amd64, amd64]\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`).join('\n')}\nimage: *a60\n`,
      'a recursive alias': 'a: &a [*a, amd64]\nimage: *a\n<<: *a\n',
    };
    for (const [format, name] of formats) {
      for (const [title, text] of Object.entries(texts)) {
        it(`${format}: ${title}`, function () {
          this.timeout(20_000);
          for (const each of checkText(`/m/${name}`, text, linux, format)) {
            assert.ok(0 <= each.start && each.start < each.end && each.end <= text.length);
          }
        });
      }
    }
  });
});
