import assert from 'node:assert/strict';
import { viewOf } from '../../test/support/document-view.ts';
import { folderWith } from '../../test/support/temporary.ts';
import { render } from '../messages/catalogue.ts';
import { loadParser } from '../syntax/parser.ts';
import { layoutLensesOf } from './layout-lenses.ts';

const source = `package m

type Stats struct {
	closed bool
	sent   int64
}

type (
	Same struct{ a, b int32 }
	Other int
)
`;

describe('lenses of layouts', function () {
  this.timeout(60_000);
  const dir = folderWith({ 'go.mod': 'module m\n\ngo 1.24\n', 'a.go': source });
  before(loadParser);

  it('tell size and padding of structs, and the targets where these differ', () => {
    const lenses = layoutLensesOf(viewOf(dir, 'a.go', 'linux/386,linux/amd64,linux/arm64'));
    assert.deepEqual(
      lenses.map(({ start, title }) => `${source.slice(0, start).split('\n').length} ${render(title)}`),
      [
        '3 $(ruler) 16 bytes, 7 of them padding on amd64, arm64 · 12 bytes, 3 of them padding on 386',
        '9 $(ruler) 8 bytes, 0 of them padding',
      ],
    );
  });
});
