// Constants that get a type of 64 bits where they are declared: offered where all uses go along with it, and the go command agrees.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { checkFolder } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { applyFixes } from '../../analysis/edits.ts';
import { render } from '../../messages/catalogue.ts';
import { diskFileSystem } from '../../module/file-system.ts';

const goMod = 'module example.org/m\n\ngo 1.22\n';
const targets = 'linux/amd64,linux/386';
const isTyped = ({ title }: { title: { id: string } }) => title.id === 'fix-typed-constant';

/** The fix offered for the first error of a package, and its folder. */
async function offered(files: Record<string, string>) {
  const dir = folderWith({ 'go.mod': goMod, ...files });
  const { findings, root } = await checkFolder(dir, targets);
  assert.ok(findings.length > 0);
  return { dir, root, finding: findings[0]!, fix: findings[0]!.fixes.find(isTyped) };
}

describe('typed constants', function () {
  this.timeout(60_000);

  it('mend every use, in other files as well', async () => {
    const { dir, root, finding, fix } = await offered({
      'a.go':
        'package m\n\nimport "fmt"\n\nfunc show(n int64) bool {\n\tfmt.Println(limit)\n\ttotal := limit\n\treturn n < total\n}\n',
      'limit.go': 'package m\n\nconst (\n\tlimit = 1 << 40 // the most\n\tother = 1\n)\n',
    });
    assert.equal(fix && render(fix.title), 'Declare limit as int64');
    assert.equal(fix?.automatic, false);
    const { texts } = applyFixes([finding], diskFileSystem, root, () => fix);
    for (const [path, text] of texts) writeFileSync(path, text);
    assert.deepEqual((await checkFolder(dir, targets)).findings, []);
    for (const GOARCH of ['386', 'amd64']) {
      const env = { ...process.env, GOOS: 'linux', GOARCH, CGO_ENABLED: '0', GOWORK: 'off' };
      execFileSync('go', ['build', './...'], { cwd: dir, env, stdio: 'pipe' });
    }
  });

  for (const [why, files] of Object.entries({
    'a use wants another type': {
      'a.go':
        'package m\n\nimport "fmt"\n\nconst limit = 1 << 40\n\nvar f float64 = limit\n\nfunc show() { fmt.Println(limit) }\n',
    },
    'a use wants an int': { 'a.go': 'package m\n\nconst limit = 1 << 40\n\nfunc size() int { return limit }\n' },
    'other packages see it': {
      'a.go': 'package m\n\nimport "fmt"\n\nconst Limit = 1 << 40\n\nfunc show() { fmt.Println(Limit) }\n',
    },
    'another has its value by it': {
      'a.go':
        'package m\n\nimport "fmt"\n\nconst (\n\t_, limit = iota, 1 << (40 + iota)\n\t_, next\n)\n\nfunc show() { fmt.Println(limit) }\n',
    },
  })) {
    it(`are not offered where ${why}`, async () => {
      assert.equal((await offered(files)).fix, undefined);
    });
  }
});
