// Which machines run which targets, and the files that tests write there.
import assert from 'node:assert/strict';
import { parseTargets } from '../../platform/parse-targets.ts';
import { isMachineFor, type RemoteMachine } from './remote-machine.ts';
import { remoteOutputs } from './test-outputs.ts';

describe('machines', () => {
  const linux = (machine: string, endianness?: 'little' | 'big'): RemoteMachine => ({
    system: 'Linux',
    machine,
    ...(endianness && { endianness }),
  });
  const targets = parseTargets('linux,linux/arm/5,linux/arm/6,freebsd/amd64,darwin/arm64');
  const cases: readonly [RemoteMachine, string][] = [
    [linux('x86_64', 'little'), '386 amd64'],
    [linux('i686'), '386'],
    [linux('aarch64', 'little'), 'arm arm64 arm/5 arm/6'],
    [linux('armv6l', 'little'), 'arm/5 arm/6'],
    [linux('armv5tel'), 'arm/5'],
    [linux('mips64', 'little'), 'mips64le mipsle'],
    [linux('mips', 'big'), 'mips'],
    [linux('ppc64le', 'little'), 'ppc64le'],
    [linux('ppc64', 'big'), 'ppc64'],
    [linux('loongarch64', 'little'), 'loong64'],
    [linux('riscv64', 'little'), 'riscv64'],
    [linux('s390x', 'big'), 's390x'],
    [linux('vax'), ''],
    [{ system: 'FreeBSD', machine: 'amd64' }, 'freebsd/amd64'],
    [{ system: 'Darwin', machine: 'arm64' }, 'darwin/arm64'],
  ];
  for (const [machine, expected] of cases) {
    it(`${machine.system} ${machine.machine} ${machine.endianness ?? ''}`, () => {
      const names = targets.filter((target) => isMachineFor(machine, target)).map(nameOf);
      assert.deepEqual(names.sort(), expected.split(' ').filter(Boolean).sort());
    });
  }

  function nameOf({ goos, goarch, levels }: (typeof targets)[number]): string {
    const level = levels.GOARM === undefined || levels.GOARM === '7' ? '' : `/${levels.GOARM}`;
    return `${goos === 'linux' ? '' : `${goos}/`}${goarch}${level}`;
  }
});

describe('files that a test program writes', () => {
  it('are written there, and known by their paths here', () => {
    const { args, files, folders } = remoteOutputs(
      [
        '-test.v=true',
        '-test.coverprofile=/w/c.out',
        '-test.outputdir=/here',
        '-test.cpuprofile=cpu',
        '-test.gocoverdir=/w/d',
        '-x',
      ],
      '/pkg',
      '/far/out',
    );
    assert.deepEqual(args, [
      '-test.v=true',
      '-test.coverprofile=/far/out/coverprofile',
      '-test.cpuprofile=/far/out/cpuprofile',
      '-test.gocoverdir=/far/out/gocoverdir',
      '-x',
    ]);
    assert.deepEqual(
      [...files],
      [
        ['coverprofile', '/w/c.out'],
        ['cpuprofile', '/here/cpu'],
      ],
    );
    assert.deepEqual(folders, ['gocoverdir']);
  });
});
