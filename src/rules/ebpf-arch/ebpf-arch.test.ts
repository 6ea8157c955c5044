// ebpf-arch: its examples, the byte order of object files, and its fix.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { testExamples } from '../../../test/support/examples.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { applyFixes } from '../../analysis/edits.ts';
import { diskFileSystem } from '../../module/file-system.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import { ebpfArch } from './rule.ts';
import { isForObject, isForTarget } from './targets.ts';

/** The head of an ELF file: 1 for little-endian, 2 for big-endian, and a machine. */
function elf(order: 1 | 2, machine: number): Buffer {
  const head = Buffer.alloc(64);
  head.write('\x7fELF', 'latin1');
  head.set([2, order, 1], 4);
  if (order === 1) head.writeUInt16LE(machine, 18);
  else head.writeUInt16BE(machine, 18);
  return head;
}

const EM_X86_64 = 62;
const EM_BPF = 247;

describe('ebpf-arch', () => {
  testExamples(ebpfArch);

  it('reads the byte order of embedded objects', async () => {
    const embedding = (name: string) => `package m\n\nimport _ "embed"\n\n//go:embed ${name}.o\nvar ${name} []byte\n`;
    const dir = folderWith({
      'go.mod': 'module example.org/m\n\ngo 1.24\n',
      ...Object.fromEntries(['little', 'big', 'native'].map((name) => [`${name}.go`, embedding(name)])),
    });
    writeFileSync(join(dir, 'little.o'), elf(1, EM_BPF));
    writeFileSync(join(dir, 'big.o'), elf(2, EM_BPF));
    writeFileSync(join(dir, 'native.o'), elf(1, EM_X86_64));
    const { findings } = await checkFolder(dir, 'linux/amd64,linux/s390x');
    assert.deepEqual(
      findings.map(({ rule, code, severity, file, targets }) => [rule, code, severity, file, targets]),
      [
        ['ebpf-arch', 'ForeignByteOrder', 'error', 'big.go', ['linux/amd64']],
        ['ebpf-arch', 'ForeignByteOrder', 'error', 'little.go', ['linux/s390x']],
      ],
    );
  });

  it('adds the checked targets that bpf2go knows', async () => {
    const source = (target: string) =>
      `package m\n\n//go:generate go tool bpf2go -target ${target} bpf a.c\n\nfunc load() error { return loadBpfObjects(nil, nil) }\n`;
    const mended = async (target: string, targets: string) => {
      const dir = folderWith({ 'go.mod': 'module example.org/m\n\ngo 1.24\n', 'a.go': source(target) });
      const { findings, root } = await checkFolder(dir, targets);
      const own = findings.filter(({ rule }) => rule === 'ebpf-arch');
      const chosen = own.map((one) => ({ ...one, fixes: one.fixes.map((fix) => ({ ...fix, automatic: true })) }));
      const { texts } = applyFixes(chosen, diskFileSystem, root);
      return texts.get(join(dir, 'a.go'));
    };
    const targets = 'linux/386,linux/amd64,linux/arm64,linux/mips64le,linux/s390x';
    assert.equal(await mended('amd64', targets), source('amd64,arm64,s390x'));
    assert.equal(await mended('bpfeb', targets), source('bpfeb,bpfel'));
    assert.equal(await mended('bpfel,bpfeb', targets), undefined);
    assert.equal(await mended('amd64', 'linux/amd64,linux/mips64le'), undefined);
  });

  it('knows what bpf2go calls the files it writes', () => {
    const [x86, arm64, big] = parseTargets('linux/386,linux/arm64,linux/s390x');
    const isFor = (name: string) => [x86, arm64, big].map((target) => isForObject(name)?.(target!));
    assert.deepEqual(isFor('bpf_bpfel.o'), [true, true, false]);
    assert.deepEqual(isFor('my_prog_bpfeb.o'), [false, false, true]);
    assert.deepEqual(isFor('bpf_x86_bpfel.o'), [true, false, false]);
    assert.deepEqual(isFor('bpf_bpfel_arm64.o'), [false, true, false]);
    assert.equal(isForObject('probe.o'), undefined);
    assert.equal(isForTarget('native'), undefined);
  });
});
