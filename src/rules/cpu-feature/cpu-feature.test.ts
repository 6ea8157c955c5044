// cpu-feature: its examples, and a program that runs on 386 and panics on arm, as is said of it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { testExamples } from '../../../test/support/examples.ts';
import { build, run } from '../../../test/support/programs.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { cpuFeature } from './rule.ts';

const files = {
  'go.mod': 'module example.org/shapes\n\ngo 1.22\n',
  'crc/main.go': `package main

var update func(uint32) uint32

func main() {
	if update(1) != 2 {
		panic("wrong")
	}
}
`,
  'crc/update_386.go': 'package main\n\nfunc init() { update = func(x uint32) uint32 { return x + 1 } }\n',
};

describe('cpu-feature', function () {
  this.timeout(300_000);
  testExamples(cpuFeature);

  it('says which targets panic', async () => {
    const dir = folderWith(files);
    const { findings } = await checkFolder(dir, 'linux/386,linux/arm');
    assert.deepEqual(
      findings.map(({ rule, file, start, targets }) => [rule, `${file}:${start.line}`, targets]),
      [['cpu-feature', 'crc/main.go:6', ['linux/arm']]],
    );
    const runs = (goarch: string) => run(join(build(dir, goarch), 'crc'), goarch);
    assert.equal(runs('386').status, 0);
    const { status, stderr } = runs('arm');
    assert.equal(status, 2);
    assert.match(stderr, /invalid memory address or nil pointer dereference/);
    const mended = {
      ...files,
      'crc/main.go': files['crc/main.go'].replace(
        'var update func(uint32) uint32',
        'var update = func(x uint32) uint32 { return x + 1 }',
      ),
    };
    const again = folderWith(mended);
    assert.deepEqual((await checkFolder(again, 'linux/386,linux/arm')).findings, []);
    assert.equal(run(join(build(again, 'arm'), 'crc'), 'arm').status, 0);
  });
});
