// The examples of int-width's page, and what is not known.
import assert from 'node:assert/strict';
import { checkFolder } from '../../../test/support/check.ts';
import { testExamples } from '../../../test/support/examples.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { intWidth } from './rule.ts';

/** A number read as an int that is given to something, and what it takes it for. */
const given = (callee: string, more = '') =>
  `package m\n\nimport (\n\t"strconv"\n${more})\n\nfunc f(s string) any {\n\tn, _ := strconv.ParseInt(s, 10, 0)\n\treturn ${callee}(n)\n}\n`;

describe('int-width', () => {
  testExamples(intWidth);

  it('says nothing of a number that is given to what may be a type', async () => {
    const dir = folderWith({
      'go.mod': 'module example.com/m\n\ngo 1.22\n',
      'known/known.go': `${given('take')}\nfunc take(int64) any { return nil }\n`,
      'missing/missing.go': given('missing.Protocol', '\n\t"example.com/missing"\n'),
    });
    const { findings } = await checkFolder(dir, 'linux/386,linux/amd64');
    assert.deepEqual(
      findings.map(({ rule, file }) => `${rule} ${file}`),
      ['int-width known/known.go'],
    );
  });
});
