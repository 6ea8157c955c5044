// What is offered for errors whose fixes may leave other errors.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkFolder } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { header, parseTxtar } from '../../../test/support/txtar.ts';
import { render } from '../../messages/catalogue.ts';

const archive = parseTxtar(readFileSync(fileURLToPath(new URL('testdata/unclean.txtar', import.meta.url)), 'utf8'));

/** What is offered at each finding, or why nothing is. */
async function offered(files: ReadonlyMap<string, string>): Promise<string[]> {
  const { findings } = await checkFolder(folderWith(files), header(archive, 'targets')!);
  return findings.map(({ file, start, fixes, noFix }) => {
    const titles = fixes.map(({ title }) => render(title)).join('; ') || (noFix && render(noFix));
    return `${file}:${start.line}: ${titles}`;
  });
}

describe('fixes that leave other errors', function () {
  this.timeout(60_000);

  it('are not offered', async () => {
    const unclean = 'what would mend it leaves other errors in the package';
    assert.deepEqual(await offered(archive.files), [
      // Calling EpollCreate1 would leave the variable unused.
      'poll_linux.go:8: Move poll to poll_poll_linux.go, with poll_poll_other_linux.go to be written for linux/arm64, linux/386',
      'poll_linux.go:13: Call golang.org/x/sys/unix.EpollCreate1 instead of golang.org/x/sys/unix.EpollCreate; Move polls to poll_polls_linux.go, with poll_polls_other_linux.go to be written for linux/arm64, linux/386',
      `size.go:3: ${unclean}`,
    ]);
  });

  it('are offered where the other errors are there without them', async () => {
    const files = new Map(archive.files);
    files.set('size.go', 'package m\n\nvar total int64 = largest\n\nvar other string = 1\n');
    const [, , size] = await offered(files);
    assert.equal(size, 'size.go:3: Create size_other.go with largest of size_amd64.go for linux/arm64, linux/386');
  });
});
