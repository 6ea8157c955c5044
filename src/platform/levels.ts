// Architecture levels: GOARM, GOAMD64 and their like, their values and the build tags each value satisfies.
import type { Target } from './target.ts';

/** The environment variable that sets the level of an architecture. */
export interface LevelVariable {
  /** `GOARM`. */
  readonly name: string;
  /** The go command's default. */
  readonly default: string;
  /** The values, lowest first; for GOARM and GOARM64 without their options. */
  readonly values: readonly string[];
  /** What may follow a value after a comma: `7,softfloat`, `v8.0,lse,crypto`. */
  readonly options: readonly string[];
}

function range(prefix: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${from + i}`);
}

function variable(name: string, values: string[], options: string[] = [], byDefault = values[0]!): LevelVariable {
  return { name, default: byDefault, values, options };
}

const floatMIPS = variable('GOMIPS', ['hardfloat', 'softfloat']);
const floatMIPS64 = variable('GOMIPS64', ['hardfloat', 'softfloat']);
const power = variable('GOPPC64', ['power8', 'power9', 'power10']);

// Source: GOROOT/src/internal/buildcfg/cfg.go of Go 1.26; the defaults are those of released toolchains.
const variables: ReadonlyMap<string, LevelVariable> = new Map([
  ['386', variable('GO386', ['sse2', 'softfloat'])],
  ['amd64', variable('GOAMD64', range('v', 1, 4))],
  ['arm', variable('GOARM', range('', 5, 7), ['softfloat', 'hardfloat'], '7')],
  ['arm64', variable('GOARM64', [...range('v8.', 0, 9), ...range('v9.', 0, 5)], ['lse', 'crypto'])],
  ['mips', floatMIPS],
  ['mipsle', floatMIPS],
  ['mips64', floatMIPS64],
  ['mips64le', floatMIPS64],
  ['ppc64', power],
  ['ppc64le', power],
  ['riscv64', variable('GORISCV64', ['rva20u64', 'rva22u64', 'rva23u64'])],
]);

/** The level variable of an architecture; undefined for those that have none (loong64, s390x, wasm). */
export function levelVariable(goarch: string): LevelVariable | undefined {
  return variables.get(goarch);
}

/**
 * The canonical spelling of a level of an architecture: what `go env` would print less options that change nothing.
 * Accepts container images' spelling too (`v7` for GOARM). Undefined where it is none.
 */
export function parseLevel(goarch: string, text: string): string | undefined {
  const variable = variables.get(goarch);
  if (variable === undefined) return undefined;
  const [written = '', ...options] = text.split(',');
  const value =
    goarch === 'arm' ? written.replace(/^v/, '') : goarch === 'arm64' && written === 'v8' ? 'v8.0' : written;
  if (!variable.values.includes(value) || options.some((option) => !variable.options.includes(option)))
    return undefined;
  if (goarch === 'arm') {
    // The go command takes one float option. ARMv5 has soft float by default, ARMv6 and later hard float.
    if (options.length > 1) return undefined;
    const usual = value === '5' ? 'softfloat' : 'hardfloat';
    return options[0] === undefined || options[0] === usual ? value : `${value},${options[0]}`;
  }
  // Large System Extensions are mandatory from v8.1.
  const kept = variable.options.filter((option) => options.includes(option) && !(option === 'lse' && value !== 'v8.0'));
  return [value, ...kept].join(',');
}

/**
 * The level a target is built for, its variable's default where it states none or no valid one; undefined where there
 * is no variable.
 */
export function levelOf(target: Target): string | undefined {
  const variable = variables.get(target.goarch);
  if (variable === undefined) return undefined;
  return parseLevel(target.goarch, target.levels[variable.name] ?? '') ?? variable.default;
}

/** Whether floating point arithmetic of the target is done in software, arguments passed in integer registers. */
export function isSoftFloat(target: Target): boolean {
  const level = levelOf(target);
  return level === '5' || (level?.endsWith('softfloat') ?? false);
}

/** The build tags the level of a target satisfies: `arm.5`, `arm.6` and `arm.7` for GOARM=7. */
export function levelTags(target: Target): string[] {
  // WebAssembly's two extensions are always on; GOWASM is accepted and ignored.
  if (target.goarch === 'wasm') return ['wasm.satconv', 'wasm.signext'];
  const variable = variables.get(target.goarch);
  const level = levelOf(target)?.split(',')[0];
  if (variable === undefined || level === undefined) return [];
  return impliedLevels(variable, level).map((implied) => `${target.goarch}.${implied}`);
}

function impliedLevels(variable: LevelVariable, level: string): string[] {
  // Soft float is another ABI, not a level below hard float.
  if (level.endsWith('float') || variable.name === 'GO386') return [level];
  const armV9 = /^v9\.(\d)$/.exec(level);
  const within = variable.values.slice(0, variable.values.indexOf(level) + 1);
  if (armV9 === null) return within;
  // ARM v9.x contains v8.(x+5).
  return within.filter((value) => value.startsWith('v9') || Number(value.slice(3)) <= Number(armV9[1]) + 5);
}
