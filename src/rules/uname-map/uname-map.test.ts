// uname-map: its examples, and that hardcoded-arch does not say the same once more.
import assert from 'node:assert/strict';
import { checkFolder } from '../../../test/support/check.ts';
import { testExamples } from '../../../test/support/examples.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { unameMap } from './rule.ts';

describe('uname-map', () => {
  testExamples(unameMap);

  it('speaks alone where a default is the name of one architecture', async () => {
    const script = 'ARCH=amd64\n[ "$(uname -m)" = x86_64 ] && ARCH=amd64\nwget "https://example.com/tool-$ARCH"\n';
    const { findings } = await checkFolder(folderWith({ 'go.mod': 'module m\n', 'install.sh': script }), 'linux/arm64');
    assert.deepEqual(
      findings.map(({ rule, start }) => `${rule}:${start.line}`),
      ['uname-map:1'],
    );
  });
});
