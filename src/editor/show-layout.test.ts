import assert from 'node:assert/strict';
import { viewOf } from '../../test/support/document-view.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { loadParser } from '../syntax/parser.ts';
import { layoutText } from './show-layout.ts';

const source = `package m

import "syscall"

type Stats struct {
	ready bool
	count uint64
	last  bool
}

type Empty struct{}

type Pair[K any] struct{ k K }

type Number int

func f(when *syscall.Timeval, n int, s []Stats) int64 { return int64(when.Sec) + int64(s[0].count) }
`;

const stats = `## \`Stats\`

### 386, arm: size 16, align 4

| offset | size | field | type |
| ---: | ---: | --- | --- |
| 0 | 1 | \`ready\` | \`bool\` |
| 1 | 3 |  | *(padding)* |
| 4 | 8 | \`count\` | \`uint64\` |
| 12 | 1 | \`last\` | \`bool\` |
| 13 | 3 |  | *(padding)* |

With its fields ordered by alignment, the widest first, it would have 12 bytes: 4 fewer.

### amd64: size 24, align 8

| offset | size | field | type |
| ---: | ---: | --- | --- |
| 0 | 1 | \`ready\` | \`bool\` |
| 1 | 7 |  | *(padding)* |
| 8 | 8 | \`count\` | \`uint64\` |
| 16 | 1 | \`last\` | \`bool\` |
| 17 | 7 |  | *(padding)* |

With its fields ordered by alignment, the widest first, it would have 16 bytes: 8 fewer.`;

describe('layout page', function () {
  this.timeout(20_000);
  const dir = folderWith({ 'go.mod': 'module m\n\ngo 1.24\n', 'a.go': source, 'b.go': 'package m\n\nvar x = 1\n' });
  let view: ReturnType<typeof viewOf>;
  const at = (place: string) => layoutText(view, source.indexOf(place));

  before(async () => {
    await loadParser();
    view = viewOf(dir, 'a.go', 'linux/386,linux/amd64,linux/arm');
  });

  it('shows every field and the padding on each group of targets, and what a better order saves', () => {
    for (const place of ['Stats struct', 'ready', 'count)']) {
      const page = at(place)!;
      assert.equal(page.title, 'Layout of Stats');
      assert.equal(page.markdown, stats, place);
    }
  });

  it('follows a pointer, and a field to its own struct', () => {
    for (const place of ['when *', 'Timeval', 'when.Sec', 'Sec)'])
      assert.equal(at(place)?.title, 'Layout of syscall.Timeval');
  });

  it('shows all structs of the file where none is pointed at', () => {
    for (const place of ['func f', 'n int', 'Number', 'Pair']) {
      const page = at(place)!;
      assert.equal(page.title, 'Layout of a.go');
      assert.deepEqual(page.markdown.match(/^## .*$/gm), ['## `Stats`', '## `Empty`']);
      assert.ok(page.markdown.endsWith('size 0, align 1'));
    }
  });

  it('shows nothing of a file without structs', () => {
    assert.equal(layoutText(viewOf(dir, 'b.go', 'linux/386'), 12), undefined);
  });
});
