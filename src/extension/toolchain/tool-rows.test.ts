import assert from 'node:assert/strict';
import type { DoctorReport } from '../../toolchain/doctor.ts';
import { type ToolRow, toolRows } from './tool-rows.ts';

const install = 'sudo apt-get install -y gcc-mips-linux-gnu';
const report: DoctorReport = {
  version: 1,
  go: { found: true, program: '/usr/bin/go', version: 'go1.24.1', ports: 47 },
  targets: [
    {
      target: 'linux/arm64',
      goBuilds: true,
      run: { how: 'qemu', found: true, program: '/usr/bin/qemu-aarch64-static', version: '7.2.22' },
      cCompiler: { found: true, program: 'aarch64-linux-gnu-gcc', version: '12.2.0' },
      binfmt: { name: 'qemu-aarch64', interpreter: '/usr/bin/qemu-aarch64', fixed: true },
    },
    {
      target: 'linux/mips',
      goBuilds: true,
      run: { how: 'none', found: false, install: 'sudo apt-get install -y qemu-user-static', advice: 'Install it.' },
      cCompiler: { found: false, install, advice: 'Install it.' },
    },
    { target: 'darwin/arm64', goBuilds: true, run: { how: 'none', found: false, advice: 'There is none.' } },
    { target: 'linux/loong64', goBuilds: false, run: { how: 'native', found: true } },
  ],
  containers: [
    { name: 'docker', found: true, program: '/usr/bin/docker', version: '28.2.2' },
    { name: 'buildx', found: false, advice: 'See its manual.' },
  ],
  folders: [{ name: 'GOCACHE', path: '/c', freeBytes: 1.26e9, isLow: true }],
};

const lines = (rows: readonly ToolRow[], indent = ''): string[] =>
  rows.flatMap(({ label, description, state, children, ...row }) => [
    `${indent}${state} ${label}: ${description}${row.install ? ` [${row.install}]` : ''}`,
    ...lines(children, `${indent}  `),
  ]);

describe('the rows of the Toolchain view', () => {
  it('tell what is there, what is missing and how to get it', () => {
    assert.deepEqual(lines(toolRows(report)), [
      'enough Go: go1.24.1 · 47 ports',
      'enough linux/arm64: runs here under QEMU 7.2.22',
      '  enough Running: runs here under QEMU 7.2.22',
      '  enough C compiler (cgo): aarch64-linux-gnu-gcc 12.2.0',
      '  enough binfmt_misc: /usr/bin/qemu-aarch64',
      'missing linux/mips: QEMU is missing [sudo apt-get install -y qemu-user-static]',
      '  missing Running: QEMU is missing [sudo apt-get install -y qemu-user-static]',
      `  optional C compiler (cgo): missing [${install}]`,
      'enough darwin/arm64: builds here, does not run here',
      '  enough Running: builds here, does not run here',
      'missing linux/loong64: this Go does not build for it',
      '  enough Running: runs here',
      'optional Container images: lacking: buildx',
      '  enough docker: docker 28.2.2',
      '  optional buildx: missing',
      'optional Disk space: lacking: GOCACHE',
      '  optional GOCACHE: 1.3 GB free: that may be too little',
    ]);
  });

  it('tell a Go that is missing or broken, and are never the same', () => {
    const go = (status: DoctorReport['go']) => lines(toolRows({ ...report, go: status }))[0];
    assert.equal(go({ found: false, install: 'apk add go' }), 'missing Go: missing [apk add go]');
    assert.equal(go({ found: true, program: '/go', problem: 'no GOROOT' }), 'missing Go: broken');
    const ids = (rows: readonly ToolRow[]): string[] => rows.flatMap(({ id, children }) => [id, ...ids(children)]);
    const all = ids(toolRows(report));
    assert.equal(new Set(all).size, all.length);
  });
});
