import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { sample } from '../../test/support/sample.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { type ModFile, parseModFile } from './go-mod.ts';
import { goCommand } from './testing.ts';

/** What `go mod edit -json` and `go work edit -json` print. */
interface EditJSON {
  Module?: { Path: string };
  Go?: string;
  Toolchain?: string;
  Require?: { Path: string; Version: string; Indirect?: boolean }[] | null;
  Exclude?: { Path: string; Version: string }[] | null;
  Replace?: { Old: { Path: string; Version?: string }; New: { Path: string; Version?: string } }[] | null;
  Retract?: { Low: string; High: string }[] | null;
  Use?: { DiskPath: string }[] | null;
  Ignore?: { Path: string }[] | null;
  Tool?: { Path: string }[] | null;
}

/** The same facts from both sides. */
function facts(file: ModFile) {
  return {
    module: file.module,
    go: file.go,
    toolchain: file.toolchain,
    requires: file.requires.map((r) => [r.path, r.version, r.indirect]),
    excludes: file.excludes.map((e) => [e.path, e.version]),
    replaces: file.replaces.map((r) => [r.oldPath, r.oldVersion, r.newPath, r.newVersion]),
    retracts: file.retracts.map((r) => [r.low, r.high]),
    uses: file.uses.map((use) => use.path),
    ignores: file.ignores.map((ignore) => ignore.path),
    tools: file.tools.map((tool) => tool.path),
  };
}

function goFacts(text: string): ReturnType<typeof facts> {
  const json: EditJSON = JSON.parse(text);
  return {
    module: json.Module?.Path,
    go: json.Go,
    toolchain: json.Toolchain,
    requires: (json.Require ?? []).map((r) => [r.Path, r.Version, r.Indirect ?? false]),
    excludes: (json.Exclude ?? []).map((e) => [e.Path, e.Version]),
    replaces: (json.Replace ?? []).map((r) => [r.Old.Path, r.Old.Version ?? '', r.New.Path, r.New.Version ?? '']),
    retracts: (json.Retract ?? []).map((r) => [r.Low, r.High]),
    uses: (json.Use ?? []).map((use) => use.DiskPath),
    ignores: (json.Ignore ?? []).map((ignore) => ignore.Path),
    tools: (json.Tool ?? []).map((tool) => tool.Path),
  };
}

const goMod = `// The module.
module "example.com/quoted" // why

go 1.22.1
toolchain go1.23.0
godebug default=go1.21

require example.com/one v1.0.0
require (
	example.com/two v1.2.3-pre // indirect
	"example.com/three" v0.0.0-20200101000000-abcdefabcdef // indirect; and more
	example.com/four/v4 v4.0.0 // not indirect

	example.com/five v5.0.0+incompatible
)
require ()

exclude example.com/one v1.0.1
replace (
	example.com/one => ../one
	example.com/two v1.2.3-pre => example.com/fork v1.2.4
	example.com/three => "/absolute folder"
)
retract [v1.0.0, v1.9.9] // all wrong
retract (
	v0.1.0
	[v0.2.0,v0.3.0]
)
ignore ./generated
tool example.com/one/cmd/x
`;

describe('go-mod', () => {
  it('reads every directive as the go command does', () => {
    const dir = folderWith({ 'go.mod': goMod });
    assert.deepEqual(facts(parseModFile(goMod)), goFacts(goCommand(['mod', 'edit', '-json'], dir)));
    assert.deepEqual(parseModFile(goMod).brokenLines, []);
  });

  it('reads a go.work as the go command does', () => {
    const text = 'go 1.21\n\nuse .\nuse (\n\t./a // one\n\t"./b c"\n)\nreplace example.com/x v1.0.0 => ./x\n';
    const dir = folderWith({ 'go.work': text });
    assert.deepEqual(facts(parseModFile(text)), goFacts(goCommand(['work', 'edit', '-json'], dir)));
  });

  it('reads the go.mod files of the module cache as the go command does', function () {
    this.timeout(600_000);
    const downloads = path.join(goCommand(['env', 'GOMODCACHE']).trim(), 'cache', 'download');
    if (!existsSync(downloads)) this.skip();
    const names = readdirSync(downloads, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mod'));
    for (const name of sample(names.sort(), 40)) {
      const text = readFileSync(path.join(downloads, name), 'utf8');
      // A file that the go command itself refuses proves nothing.
      let theirs: string;
      try {
        theirs = goCommand(['mod', 'edit', '-json', path.join(downloads, name)]);
      } catch {
        continue;
      }
      assert.deepEqual(facts(parseModFile(text)), goFacts(theirs), name);
    }
  });

  it('lists broken lines and reads the others', () => {
    const text =
      'module m\nrequire a.b/c\nrequire a.b/d v1 v2\nnonsense here\nrequire (\n\ta.b/e v1.0.0\n\t"open\n)\nreplace x =>\ngo one\n';
    const file = parseModFile(text);
    assert.deepEqual(
      file.brokenLines.map(({ line, start, end }) => [line, text.slice(start, end)]),
      [
        [2, 'require a.b/c'],
        [3, 'require a.b/d v1 v2'],
        [4, 'nonsense here'],
        [7, 'open'],
        [9, 'replace x =>'],
        [10, 'go one'],
      ],
    );
    assert.deepEqual(
      file.requires.map((require) => require.path),
      ['a.b/e'],
    );
  });

  it('gives the place of each requirement', () => {
    const file = parseModFile(goMod);
    assert.deepEqual(
      file.requires.map(({ start, end }) => goMod.slice(start, end)),
      [
        'require example.com/one v1.0.0',
        'example.com/two v1.2.3-pre',
        '"example.com/three" v0.0.0-20200101000000-abcdefabcdef',
        'example.com/four/v4 v4.0.0',
        'example.com/five v5.0.0+incompatible',
      ],
    );
  });

  it('reads CRLF line ends and a byte order mark', () => {
    const file = parseModFile('\uFEFFmodule m\r\nrequire (\r\n\ta.b/c v1.0.0 // indirect\r\n)\r\n');
    assert.equal(file.module, 'm');
    assert.deepEqual(
      file.requires.map((r) => [r.path, r.version, r.indirect]),
      [['a.b/c', 'v1.0.0', true]],
    );
    assert.deepEqual(file.brokenLines, []);
  });

  it('is not held up by a line without end', () => {
    const text = `module m\n"${'a\\"'.repeat(2_000_000)}\nrequire a.b/c v1.0.0`;
    const file = parseModFile(text);
    assert.deepEqual(
      file.brokenLines.map(({ line }) => line),
      [2],
    );
    assert.deepEqual(
      file.requires.map(({ path, version }) => `${path} ${version}`),
      ['a.b/c v1.0.0'],
    );
  }).timeout(2_000);

  it('stays within the text, whatever the text is', () => {
    const piece = fc.constantFrom(
      'require',
      ' ',
      '\n',
      '(',
      ')',
      '"',
      '`',
      '//',
      'a.b/c',
      'v1.0.0',
      '=>',
      '[',
      ',',
      '\\',
      '\0',
      'é',
      'replace',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const { requires, replaces, brokenLines } = parseModFile(text);
        for (const { start, end } of [...requires, ...replaces, ...brokenLines]) {
          assert.ok(0 <= start && start <= end && end <= text.length);
          assert.ok(!text.slice(start, end).includes('\n'));
        }
      }),
    );
  });
});
