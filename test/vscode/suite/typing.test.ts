// Problems follow the text in the editor before it is saved.
import * as vscode from 'vscode';
import { open, retype, revertAll, undo } from '../support/editing.ts';
import { activeExtension, fileOf } from '../support/extension.ts';
import { finding, noFinding } from '../support/findings.ts';

describe('typing', () => {
  before(activeExtension);
  afterEach(revertAll);

  it('makes a finding, and takes it away', async () => {
    const { uri } = await retype('limits/limits.go', 'const cacheBytes', 'var shift int = 1 << 40\n\nconst cacheBytes');
    await finding(uri, 'constant-overflow', '1 << 40');
    await retype('limits/limits.go', 'shift int =', 'shift int64 =');
    await noFinding(uri, 'constant-overflow', '1 << 40');
    await finding(uri, 'constant-overflow', 'cacheBytes');
    await retype('limits/limits.go', 'CacheBytes() int', 'CacheBytes() int64');
    await noFinding(uri, 'constant-overflow');
    await undo();
    await finding(uri, 'constant-overflow', 'cacheBytes');
  });

  it('changes what is found in another file that is open', async () => {
    const { uri } = (await open('cmd/harbour/main.go')).document;
    await finding(uri, 'undefined', 'build.Name');
    await retype('build/name_arm64.go', 'aarch64', 'arm64');
    await noFinding(uri, 'undefined', 'build.Name');
    await undo();
    await finding(uri, 'undefined', 'build.Name');
  });

  it('and saving changes what is found in files that are not open', async () => {
    const main = fileOf('cmd/harbour/main.go');
    const save = () => vscode.commands.executeCommand('workbench.action.files.save');
    await finding(main, 'undefined', 'build.Name');
    await retype('build/name_arm64.go', 'aarch64', 'arm64');
    await save();
    await noFinding(main, 'undefined', 'build.Name');
    await undo();
    await save();
    await finding(main, 'undefined', 'build.Name');
  });

  it('what no compiler understands leaves the other findings of the file', async () => {
    const { uri } = await retype('dup/dup.go', 'package dup', 'package dup\n\nfunc {{{ broken(');
    await finding(uri, 'undefined', 'syscall.Dup2');
  });

  for (const [path, old, text, words] of [
    ['Dockerfile', 'GOARCH=amd64', 'GOARCH=$TARGETARCH', 'GOARCH=amd64'],
    ['Makefile', 'GOARCH=amd64', 'GOARCH=$(GOARCH)', 'GOARCH=amd64'],
    ['scripts/install-tools.sh', '-linux-amd64.tar.gz', '-linux-$arch.tar.gz', 'downloads the amd64 build'],
    ['deploy/daemonset.yaml', 'harbour-amd64', 'harbour', 'harbour-amd64'],
  ] as const) {
    it(`changes what is found in ${path}, and undo changes it back`, async () => {
      const { uri } = await retype(path, old, text);
      await noFinding(uri, 'hardcoded-arch', words);
      await undo();
      await finding(uri, 'hardcoded-arch', words);
    });
  }
});
