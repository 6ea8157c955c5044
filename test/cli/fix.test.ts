// archway fix, from the command line to the files.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { archway } from '../support/archway.ts';
import { folderWith } from '../support/temporary.ts';

/** A Kubernetes manifest whose label has another name since 1.14: its fix is automatic. */
const manifest = `apiVersion: v1
kind: Pod
spec:
  nodeSelector:
    beta.kubernetes.io/arch: arm64
`;

describe('archway fix', () => {
  it('writes the automatic fixes, and says so', async () => {
    const dir = folderWith({ 'pod.yaml': manifest });
    const { status, stdout } = await archway(dir, ['fix', '--jobs', '1', '.']);
    assert.equal(status, 0);
    assert.equal(readFileSync(join(dir, 'pod.yaml'), 'utf8'), manifest.replace('beta.', ''));
    assert.match(stdout, /^pod\.yaml:5:\d+: .*\[hardcoded-arch\]$/m);
  });

  it('--diff prints what patch understands, and writes nothing', async () => {
    const dir = folderWith({ 'pod.yaml': manifest });
    const { status, stdout } = await archway(dir, ['fix', '--jobs', '1', '--diff', '.']);
    assert.equal(status, 0);
    assert.equal(readFileSync(join(dir, 'pod.yaml'), 'utf8'), manifest);
    writeFileSync(join(dir, 'change.diff'), stdout);
    execFileSync('git', ['init', '-q'], { cwd: dir });
    execFileSync('git', ['apply', 'change.diff'], { cwd: dir });
    assert.equal(readFileSync(join(dir, 'pod.yaml'), 'utf8'), manifest.replace('beta.', ''));
  });

  it('--rules leaves the findings of other rules', async () => {
    const dir = folderWith({ 'pod.yaml': manifest });
    await archway(dir, ['fix', '--jobs', '1', '--rules', 'undefined', '.']);
    assert.equal(readFileSync(join(dir, 'pod.yaml'), 'utf8'), manifest);
    const { status, stderr } = await archway(dir, ['fix', '--rules', 'no-such-rule', '.']);
    assert.equal(status, 2);
    assert.match(stderr, /no-such-rule/);
  });

  it('keeps carriage returns', async () => {
    const dir = folderWith({ 'pod.yaml': manifest.replaceAll('\n', '\r\n') });
    await archway(dir, ['fix', '--jobs', '1', '.']);
    assert.equal(readFileSync(join(dir, 'pod.yaml'), 'utf8'), manifest.replace('beta.', '').replaceAll('\n', '\r\n'));
  });
});
