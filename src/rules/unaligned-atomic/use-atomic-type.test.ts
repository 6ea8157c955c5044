// The fix that gives a field an atomic type: what it writes, and that Go builds and vets it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { applyFixes } from '../../analysis/edits.ts';
import { render } from '../../messages/catalogue.ts';
import { diskFileSystem } from '../../module/file-system.ts';

const module_ = (version: string) => `module example.org/m\n\ngo ${version}\n`;

/** What the fixes of that kind make of a module. */
async function useAtomicTypes(files: Record<string, string>): Promise<{ dir: string; titles: string[] }> {
  const dir = folderWith(files);
  const { findings, root } = await checkFolder(dir, 'linux/386,linux/arm');
  const titles: string[] = [];
  const chosen = findings.map((finding) => {
    const fixes = finding.fixes.filter(({ title }) => title.id === 'unaligned-atomic-fix-type');
    titles.push(...fixes.map(({ title }) => render(title)));
    return { ...finding, fixes: fixes.map((fix) => ({ ...fix, automatic: true })) };
  });
  const { texts } = applyFixes(chosen, diskFileSystem, root);
  for (const [path, text] of texts) writeFileSync(path, text);
  return { dir, titles };
}

const struct = `package m

import (
	"fmt"
	"sync/atomic"
)

// T counts.
type T struct {
	name string // its name
	ok   bool

	hits   int64  // all of them
	failed uint64 // some
}

func (t *T) hit() string {
	atomic.AddInt64(&t.hits, 2)
	return fmt.Sprint(t.name, t.ok, atomic.LoadInt64( &t.hits ))
}
`;

const uses = `package m

import (
	"sync/atomic"
)

func fail(list []T, i int, by uint64) bool {
	atomic.AddUint64(&list[i].failed, by)
	return atomic.CompareAndSwapUint64((&list[0].failed), by, atomic.LoadUint64(&(list[i].failed)))
}
`;

describe('the fix that makes a field an atomic.Int64', function () {
  this.timeout(120_000);

  it('is offered for each field', async () => {
    const { titles } = await useAtomicTypes({ 'go.mod': module_('1.22'), 'a.go': struct, 'b.go': uses });
    assert.deepEqual(titles, ['Make T.hits an atomic.Int64', 'Make T.failed an atomic.Uint64']);
  });

  it('writes one field as it should be', async () => {
    const { dir } = await useAtomicTypes({
      'go.mod': module_('1.22'),
      'a.go': struct.replace('\tfailed uint64 // some\n', '').replace('hits   int64 ', 'hits int64'),
      'b.go': 'package m\n\nimport "sync/atomic"\n\nfunc (t *T) reset() { atomic.StoreInt64(&t.hits, 0) }\n',
    });
    const text = readFileSync(join(dir, 'a.go'), 'utf8');
    assert.match(text, /\thits atomic\.Int64 \/\/ all of them\n/);
    assert.match(text, /\tt\.hits\.Add\(2\)\n/);
    assert.match(text, /t\.ok, t\.hits\.Load\(\)\)/);
    assert.equal(readFileSync(join(dir, 'b.go'), 'utf8'), 'package m\n\nfunc (t *T) reset() { t.hits.Store(0) }\n');
    const options = { cwd: dir, env: { ...process.env, GOARCH: '386', GOWORK: 'off' }, encoding: 'utf8' } as const;
    assert.equal(execFileSync('gofmt', ['-l', '.'], options), '');
    execFileSync('go', ['vet', './...'], options);
  });
});
