// The order of module versions (semantic versions as the go command reads them) and of Go's own versions.

interface Parsed {
  readonly numbers: readonly [string, string, string];
  readonly prerelease: string;
}

const number = '(0|[1-9][0-9]*)';
const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const versionPattern = new RegExp(
  `^v${number}(?:\\.${number}(?:\\.${number}(?:-(${identifiers}))?(?:\\+${identifiers})?)?)?$`,
);

/** Longer texts are no versions; the limit keeps hostile ones cheap. */
const MAX_LENGTH = 1024;

function parse(version: string): Parsed | undefined {
  if (version.length > MAX_LENGTH) return undefined;
  const match = versionPattern.exec(version);
  if (match === null) return undefined;
  const prerelease = match[4] ?? '';
  // A numeric identifier of a pre-release must not begin with a zero.
  if (prerelease.split('.').some((part) => /^0[0-9]+$/.test(part))) return undefined;
  return { numbers: [match[1]!, match[2] ?? '0', match[3] ?? '0'], prerelease };
}

/** Compares numbers written without leading zeros, of any length. */
function compareNumbers(a: string, b: string): number {
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** https://semver.org, item 11.4: numbers before words, and the shorter list first where it is the other's beginning. */
function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  // A release comes after its pre-releases.
  if (a === '') return 1;
  if (b === '') return -1;
  const as = a.split('.');
  const bs = b.split('.');
  for (let i = 0; i < as.length && i < bs.length; i++) {
    const x = as[i]!;
    const y = bs[i]!;
    if (x === y) continue;
    const xIsNumber = /^[0-9]+$/.test(x);
    const yIsNumber = /^[0-9]+$/.test(y);
    if (xIsNumber !== yIsNumber) return xIsNumber ? -1 : 1;
    return xIsNumber ? compareNumbers(x, y) : x < y ? -1 : 1;
  }
  return as.length - bs.length < 0 ? -1 : 1;
}

/** Whether `version` is one the go command accepts: `v1.2.3`, `v1.2.3-pre.1`, also the short forms `v1` and `v1.2`. */
export function isVersion(version: string): boolean {
  return parse(version) !== undefined;
}

/**
 * Compares two module versions: negative, zero or positive, as golang.org/x/mod/semver does. Pseudo-versions are ordinary
 * pre-releases, `+incompatible` (as all build metadata) does not count, and what is no version comes before all versions.
 */
export function compareVersions(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? -1 : 1;
  for (let i = 0; i < 3; i++) {
    const order = compareNumbers(x.numbers[i]!, y.numbers[i]!);
    if (order !== 0) return order;
  }
  return comparePrereleases(x.prerelease, y.prerelease);
}

const goVersionPattern = /^(0|[1-9][0-9]*)(?:\.(0|[1-9][0-9]*)(?:\.(0|[1-9][0-9]*)|(alpha|beta|rc)(0|[1-9][0-9]*))?)?/;
const stages = ['', 'alpha', 'beta', 'rc', 'release'];

/**
 * Compares two versions of Go itself without their `go` prefix, as go/version does: `1.21` (the language) comes before
 * `1.21rc1`, which comes before `1.21.0`. Up to 1.20 the first release was called `1.20`, so there `1.20` equals `1.20.0`.
 * What follows a version (`1.22.3-vendor`) does not count; what is none comes first.
 */
export function compareGoVersions(a: string, b: string): number {
  const x = goVersionKey(a);
  const y = goVersionKey(b);
  for (let i = 0; i < x.length; i++) {
    if (x[i] !== y[i]) return x[i]! < y[i]! ? -1 : 1;
  }
  return 0;
}

function goVersionKey(version: string): [major: number, minor: number, stage: number, patch: number] {
  const match = goVersionPattern.exec(version);
  if (match === null) return [-1, 0, 0, 0];
  const major = Number(match[1]);
  const minor = Number(match[2] ?? 0);
  const firstReleaseHasNoPatch = major === 1 && minor < 21;
  const stage = match[4] ?? (match[3] !== undefined || firstReleaseHasNoPatch ? 'release' : '');
  return [major, minor, stages.indexOf(stage), Number(match[5] ?? match[3] ?? 0)];
}

/** The language version of a Go version: `1.21` of `1.21.3`, `1.21rc2` or `go1.21`; undefined where it is none. */
export function languageVersion(version: string): string | undefined {
  return /^(?:go)?([1-9][0-9]*\.(?:0|[1-9][0-9]*))/.exec(version)?.[1];
}
