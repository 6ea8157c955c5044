// seccomp-arch: its examples, what is known of the byte orders, and its fixes on profiles in JSON.
import assert from 'node:assert/strict';
import { testExamples } from '../../../test/support/examples.ts';
import { detectFormat } from '../../formats/detect.ts';
import { seccompProfiles } from '../../formats/seccomp.ts';
import { syscallNames } from '../../platform/linux-abi/syscalls.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import { ports } from '../../platform/ports.ts';
import { archOfSeccompName, seccompName } from '../../platform/seccomp.ts';
import { TargetList } from '../../platform/target.ts';
import type { DocumentPass } from '../rule.ts';
import { calledInstead, successors, wide } from './calls.ts';
import { seccompArch } from './rule.ts';

type Found = Parameters<DocumentPass['report']>[0];

function check(text: string, targets: string): Found[] {
  const path = '/m/profile.json';
  const format = detectFormat(path, text.slice(0, 200));
  assert.equal(format, 'json');
  const found: Found[] = [];
  const document = { path, format, text } as const;
  seccompArch.checkDocument!({
    targets: new TargetList(parseTargets(targets)),
    document,
    report: (one) => found.push(one),
  });
  return found;
}

/** The text with the first fix of a finding. */
function fixed(text: string, { fixes }: Found): string {
  const [edit] = fixes![0]!.edits;
  return text.slice(0, edit!.start) + edit!.text + text.slice(edit!.end);
}

const lines = `{
	"defaultAction": "SCMP_ACT_ERRNO",
	"architectures": [
		"SCMP_ARCH_X86_64",
		"SCMP_ARCH_X86"
	],
	"syscalls": [
		{
			"names": [
				"read",
				"write",
				"open",
				"dup2",
				"exit_group"
			],
			"action": "SCMP_ACT_ALLOW"
		}
	]
}
`;

describe('seccomp-arch', () => {
  testExamples(seccompArch);

  it('allows calls in lines of their own, and finds nothing more', () => {
    const denied = check(lines, 'linux/arm64').find(({ code }) => code === 'DeniedCall')!;
    const after = fixed(lines, denied);
    assert.deepEqual(
      after.split('\n').filter((line) => !lines.split('\n').includes(line)),
      ['\t\t\t\t"openat",', '\t\t\t\t"dup3",'],
    );
    assert.ok(JSON.parse(after).syscalls[0].names.includes('dup3'));
    assert.deepEqual(
      check(after, 'linux/arm64').map(({ code }) => code),
      ['MissingArchitecture'],
    );
  });

  it('adds the architectures of the targets at the end of the list', () => {
    const missing = check(lines, 'linux/arm64,linux/riscv64').find(({ code }) => code === 'MissingArchitecture')!;
    const after = fixed(lines, missing);
    assert.deepEqual(JSON.parse(after).architectures, [
      'SCMP_ARCH_X86_64',
      'SCMP_ARCH_X86',
      'SCMP_ARCH_AARCH64',
      'SCMP_ARCH_RISCV64',
    ]);
    assert.ok(check(after, 'linux/arm64,linux/riscv64').every(({ code }) => code === 'DeniedCall'));
  });

  it('adds to a list in one line', () => {
    const text = '{"defaultAction":"SCMP_ACT_LOG","architectures":["SCMP_ARCH_X86_64"]}';
    const [missing] = check(text, 'linux/arm64');
    assert.deepEqual(JSON.parse(fixed(text, missing!)).architectures, ['SCMP_ARCH_X86_64', 'SCMP_ARCH_AARCH64']);
  });

  it('knows profiles by how they begin', () => {
    const isKnown = (head: string) => detectFormat('/m/a.json', head) !== undefined;
    assert.ok(isKnown('{\n  "comment": "for tests",\n  "defaultAction": "SCMP_ACT_KILL"'));
    assert.ok(!isKnown('{"name": "m", "version": "1"}'));
    assert.ok(!isKnown('{"defaultAction": "allow"}'));
    assert.ok(!isKnown(''));
  });

  it('has a name for every architecture that Linux runs on, and knows it again', () => {
    for (const { goarch } of ports.filter(({ goos }) => goos === 'linux'))
      assert.equal(archOfSeccompName(seccompName(goarch) ?? ''), goarch);
  });

  it('knows what is called in place of calls that there are', () => {
    assert.deepEqual(calledInstead('arm64', 'open'), ['openat', 'openat2']);
    assert.deepEqual(calledInstead('riscv64', 'rename'), ['renameat2']);
    assert.deepEqual(calledInstead('386', 'open'), []);
    assert.deepEqual(calledInstead('386', 'mmap'), ['mmap2']);
    assert.deepEqual(calledInstead('s390x', 'mmap'), []);
    // One that is spelt wrong would never be denied.
    const names = [...successors, ...wide].flatMap(([call, others]) => [call, ...others]);
    assert.deepEqual(
      names.filter((name) => !syscallNames().has(name)),
      [],
    );
  });

  it('reads nothing from what is broken or hostile', () => {
    const hostile = [
      `{"defaultAction":"SCMP_ACT_ERRNO","syscalls":${'['.repeat(100_000)}`,
      '{"defaultAction":"SCMP_ACT_',
    ];
    for (const text of hostile) assert.deepEqual(seccompProfiles({ path: '/m/a.json', format: 'json', text }), []);
  });
});
