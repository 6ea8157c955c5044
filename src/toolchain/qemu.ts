// QEMU user mode: where the emulator of an architecture is, and which processor it plays.
import { message } from '../messages/catalogue.ts';
import { levelOf, levelVariable } from '../platform/levels.ts';
import { linuxNames } from '../platform/linux-names.ts';
import type { Target } from '../platform/target.ts';
import { findProgram } from './find-program.ts';
import type { Launcher } from './launcher.ts';
import { runTask } from './process.ts';
import { ToolError } from './tool-error.ts';

/** The QEMU user mode emulator of a target on PATH (`qemu-aarch64` or `qemu-aarch64-static`), or undefined. */
export function findQemu(target: Target, env: NodeJS.ProcessEnv): string | undefined {
  const names = linuxNames(target);
  return names === undefined ? undefined : findProgram([names.qemu, `${names.qemu}-static`], env);
}

/** The version a QEMU says it is, such as `7.2.22`; undefined where it does not say. */
export async function qemuVersion(path: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const result = await runTask({ argv: [path, '--version'], env: {}, cwd: '/' }, { env, stdout: 'capture' });
  return /^qemu\S* version (\d[\w.]*)/.exec(result.stdout)?.[1];
}

/**
 * Makes sure that the emulator of a launcher, where it has one, is QEMU.
 *
 * @throws {ToolError} where a program only has its name, or cannot be started.
 */
export async function requireEmulator({ how, argv }: Launcher, env: NodeJS.ProcessEnv): Promise<void> {
  const [program = ''] = argv;
  if (how !== 'qemu' || (await qemuVersion(program, env)) !== undefined) return;
  throw new ToolError(message('tool-qemu-wrong', { program }));
}

/**
 * QEMU's processor models by GOARCH and level: processors that have this level and as little beyond it as possible,
 * so that code built for more than the target has fails as it would there. Soft float levels get a processor without
 * floating point instructions. A level that is not here, as those that are Go's defaults, runs on QEMU's default processor, which has it; with options
 * (`7,softfloat`) that are not here, on the processor of the level. No QEMU translates AVX-512, which GOAMD64=v4 needs.
 */
const processors: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  386: { softfloat: 'pentium' },
  amd64: { v2: 'Nehalem', v3: 'max', v4: 'max' },
  arm: { 5: 'arm926', 6: 'arm1176', 7: 'cortex-a7' },
  arm64: {
    'v8.0,crypto': 'cortex-a53',
    'v8.0,lse': 'neoverse-n1',
    'v8.0,lse,crypto': 'neoverse-n1',
    'v8.1': 'neoverse-n1',
    'v8.2': 'neoverse-n1',
  },
  mips: { softfloat: '24Kc' },
  mipsle: { softfloat: '24Kc' },
  mips64: { softfloat: '5Kc' },
  mips64le: { softfloat: '5Kc' },
  ppc64: { power9: 'power9', power10: 'power10' },
  ppc64le: { power9: 'power9', power10: 'power10' },
  riscv64: { rva22u64: 'rv64', rva23u64: 'rv64,v=true,vext_spec=v1.0' },
};

/** The processor for a target that states its level (a value of QEMU_CPU), or undefined for QEMU's default. */
export function emulatedProcessor(target: Target): string | undefined {
  const variable = levelVariable(target.goarch);
  if (variable === undefined || target.levels[variable.name] === undefined) return undefined;
  const level = levelOf(target) ?? '';
  const known = processors[target.goarch];
  return known?.[level] ?? known?.[level.split(',')[0]!];
}
