// The go command that each cell of the matrix stands for.
import assert from 'node:assert/strict';
import { parseTargets } from '../platform/parse-targets.ts';
import { type GoWork, matrixTask } from './task.ts';

describe('tasks of the matrix', () => {
  const argv = (target: string, env: NodeJS.ProcessEnv = process.env) => {
    const go = { path: 'go', version: 'go1.26.8', ports: [], temporaryFolder: '' };
    const work: GoWork = { go, command: 'test', env, cgo: false, cwd: '/' };
    return matrixTask(work, parseTargets(target)[0]!, { packages: ['./x'], processes: 1 }).argv.join(' ');
  };

  it('give tests more time where they are emulated, unless GOFLAGS says how much', function () {
    if (process.platform !== 'linux' || process.arch !== 'x64') this.skip();
    assert.match(argv('linux/s390x'), /-exec \S*qemu-s390x\S* .*-timeout 100m /);
    assert.doesNotMatch(argv('linux/amd64'), /-exec|-timeout/);
    assert.doesNotMatch(argv('linux/s390x', { ...process.env, GOFLAGS: '-timeout=3m' }), /-timeout/);
  });
});
