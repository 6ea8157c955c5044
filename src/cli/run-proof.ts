// Says what ran a program, for --verbose: that it ran for the target and by what.
import { say } from '../messages/catalogue.ts';
import type { Target } from '../platform/target.ts';
import { findBinfmtHandler } from '../toolchain/binfmt.ts';
import type { Launcher } from '../toolchain/launcher.ts';
import { qemuVersion } from '../toolchain/qemu.ts';
import type { CommandContext } from './command.ts';

/** What starts programs, in words: `/usr/bin/qemu-arm-static 7.2.22 as arm1176`. `on` is the machine they run on, where that is another one. */
export async function launcherWords(
  { how, argv, env: variables }: Launcher,
  target: Target,
  on: string | undefined,
  { env }: CommandContext,
): Promise<string> {
  switch (how) {
    case 'native':
      return say('run-how-native', {});
    case 'binfmt':
      return say('run-how-binfmt', { interpreter: findBinfmtHandler(target)?.interpreter ?? 'QEMU' });
    case 'ssh':
      return say('run-how-remote', { host: on ?? '' });
    case 'qemu': {
      const version = await qemuVersion(argv[0]!, env);
      const qemu = [argv[0], version].filter(Boolean).join(' ');
      const cpu = env.QEMU_CPU ?? variables.QEMU_CPU;
      return cpu === undefined ? say('run-how-qemu', { qemu }) : say('run-how-qemu-cpu', { qemu, cpu });
    }
  }
}
