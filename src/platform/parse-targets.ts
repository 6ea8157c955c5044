// Reads what a user writes for `--targets`: ports, levels, patterns and named presets.
import { closest, distance } from 'fastest-levenshtein';
import { type Message, message, render } from '../messages/catalogue.ts';
import { findAlias, findOSAlias } from './aliases.ts';
import { levelVariable, parseLevel } from './levels.ts';
import { architectures, findPort, type Port, ports } from './ports.ts';
import { type Target, targetName } from './target.ts';

/** A part of the list names no target. `explanation` says which, and what was probably meant. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  readonly explanation: Message;

  constructor(explanation: Message) {
    super(render(explanation));
    this.explanation = explanation;
  }
}

/** What holds for every target of a list. */
export interface TargetOptions {
  /** CGO_ENABLED; it has no effect on ports without cgo. */
  readonly cgo?: boolean;
  /** User build tags. */
  readonly tags?: readonly string[];
}

/**
 * The platforms Kubernetes releases servers and node components for: KUBE_SUPPORTED_SERVER_PLATFORMS and
 * KUBE_SUPPORTED_NODE_PLATFORMS of hack/lib/golang.sh, v1.34.
 */
const kubernetes = ['linux/amd64', 'linux/arm64', 'linux/ppc64le', 'linux/s390x', 'windows/amd64'];

/** The names that stand for several ports: `all`, `kubernetes`, and every GOOS for all its ports. */
export const presets: ReadonlyMap<string, (port: Port) => boolean> = new Map([
  ['all', () => true],
  ['kubernetes', (port: Port) => kubernetes.includes(`${port.goos}/${port.goarch}`)],
  ...ports.map(({ goos }): [string, (port: Port) => boolean] => [goos, (port) => port.goos === goos]),
]);

/**
 * The targets of a comma-separated list, each once, in the order written. An element is a port (`linux/arm64`), a
 * port at a level (`linux/arm/6`, `linux/amd64/v3`), a pattern (`linux/mips*`), a GOOS (`linux`: all its ports),
 * `kubernetes` (the platforms it is released for) or `all`.
 *
 * @throws TargetError where an element names no target.
 */
export function parseTargets(text: string, options: TargetOptions = {}): Target[] {
  // The options of GOARM and GOARM64 are written with a comma, too: linux/arm/7,softfloat.
  const elements = text
    .split(/,(?!\s*(?:softfloat|hardfloat|lse|crypto)\b)/)
    .map((element) => element.replace(/\s/g, ''));
  const found = new Map<string, Target>();
  for (const element of elements) {
    if (element === '') continue;
    for (const target of parseElement(element, options)) found.set(targetName(target), target);
  }
  if (found.size === 0) throw new TargetError(message('target-none', {}));
  return [...found.values()];
}

/** The target of a port at its default level. */
export function portTarget(port: Port, options: TargetOptions = {}): Target {
  return {
    goos: port.goos,
    goarch: port.goarch,
    levels: {},
    cgo: (options.cgo ?? false) && port.cgoSupported,
    tags: options.tags ?? [],
  };
}

function parseElement(element: string, options: TargetOptions): Target[] {
  const preset = presets.get(element);
  if (preset !== undefined) return ports.filter(preset).map((port) => portTarget(port, options));
  const [goos = '', goarch = '', level, ...rest] = element.split('/');
  if (rest.length > 0) throw unknown(element, goos, goarch);
  if (goos.includes('*') || goarch.includes('*')) return parsePattern(element, goos, goarch, level, options);
  const port = findPort(goos, goarch);
  if (port === undefined) throw unknown(element, goos, goarch);
  return [atLevel(portTarget(port, options), level, element)];
}

function parsePattern(
  element: string,
  goos: string,
  goarch: string,
  level: string | undefined,
  options: TargetOptions,
) {
  const matched = ports.filter((port) => glob(goos, port.goos) && glob(goarch, port.goarch));
  if (matched.length === 0 || level !== undefined) throw new TargetError(message('target-no-match', { name: element }));
  return matched.map((port) => portTarget(port, options));
}

/** Whether `pattern`, where `*` stands for any letters, matches the whole of `name`. */
function glob(pattern: string, name: string): boolean {
  const [prefix = '', ...pieces] = pattern.split('*');
  if (!name.startsWith(prefix)) return false;
  if (pieces.length === 0) return name === prefix;
  let at = prefix.length;
  const suffix = pieces.pop() ?? '';
  for (const piece of pieces) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - suffix.length >= at && name.endsWith(suffix);
}

function atLevel(target: Target, level: string | undefined, element: string): Target {
  if (level === undefined) return target;
  const variable = levelVariable(target.goarch);
  if (variable === undefined) {
    throw new TargetError(message('target-no-level', { name: element, goarch: target.goarch }));
  }
  const value = parseLevel(target.goarch, level);
  if (value === undefined) {
    const values = variable.values.join(', ');
    throw new TargetError(message('target-bad-level', { name: element, level, variable: variable.name, values }));
  }
  // A default is left out, so that equal targets are equal values.
  return value === variable.default ? target : { ...target, levels: { [variable.name]: value } };
}

function unknown(element: string, goos: string, goarch: string): TargetError {
  const suggestion = suggest(goos, goarch);
  if (suggestion === undefined) return new TargetError(message('target-unknown', { name: element }));
  return new TargetError(message('target-did-you-mean', { name: element, suggestion }));
}

/** The port or preset somebody meant who wrote another system's name, only an architecture, or a misspelt one. */
function suggest(goos: string, goarch: string): string | undefined {
  if (goarch === '') {
    const os = findOSAlias(goos);
    if (os !== undefined) return os;
    const alias = findAlias(goos);
    const arch = alias?.goarch ?? (architectures.has(goos) ? goos : undefined);
    if (arch !== undefined) {
      const port = findPort('linux', arch) ?? ports.find((port) => port.goarch === arch);
      return port === undefined ? undefined : withLevel(port, alias?.level);
    }
    return near(goos, [...presets.keys()]);
  }
  const os = findOSAlias(goos) ?? goos;
  const alias = findAlias(goarch);
  const port = findPort(os, alias?.goarch ?? goarch);
  if (port !== undefined) return withLevel(port, alias?.level);
  return near(
    `${os}/${goarch}`,
    ports.map((port) => `${port.goos}/${port.goarch}`),
  );
}

function withLevel(port: Port, level: string | undefined): string {
  const target = portTarget(port);
  return targetName(level === undefined ? target : atLevel(target, level, ''));
}

/** The candidate most like `name` if it is at most a few typing errors away. */
function near(name: string, candidates: readonly string[]): string | undefined {
  // The distance takes time proportional to the length of the name.
  if (name.length > 40) return undefined;
  const best = closest(name, candidates);
  const typos = distance(name, best);
  return typos <= Math.max(1, Math.floor(best.length / 4)) ? best : undefined;
}
