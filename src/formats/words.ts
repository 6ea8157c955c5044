// What a single word or value is: a download, an image, a platform, a library path, the value of a variable.
import { canonicalArch, findOSAlias } from '../platform/aliases.ts';
import { findArchitectures, namesArchitecture } from './architectures.ts';
import type { MentionContext } from './document.ts';

/** A part of a word that is a place of its own, as a range of the word. */
export interface WordPart {
  readonly context: MentionContext;
  readonly start: number;
  readonly end: number;
}

const url = /(?:https?|ftp|s3|gs):\/\/[^\s"'`|;<>()]+/g;
/** Pages to read, not files to fetch. */
const pagePath = /\/(?:blob|tree|issues?|pulls?|wiki|docs?|commit|compare)\/|\.(?:html?|md|pdf|rst|adoc)(?:[?#]|$)/i;

/** Whether a URL names an architecture behind its host and is something to fetch. */
export function isDownload(address: string): boolean {
  const path = address.replace(/^\w+:\/\/[^/]*/, '');
  return !pagePath.test(path) && findArchitectures(path).length > 0;
}

/** The downloads in a word, which may be a sentence or a whole command line. */
export function downloadsIn(word: string): WordPart[] {
  return [...word.matchAll(url)]
    .map(({ 0: found, index }) => {
      const address = found.replace(/[.,:!?]+$/, '');
      return { context: 'download-url' as const, start: index, end: index + address.length };
    })
    .filter(({ start, end }) => isDownload(word.slice(start, end)));
}

const aptSource = /\bdeb(?:-src)?\s+\[[^\]\n]{0,200}?\barch=([\w,-]+)/;

/** The architecture list of an apt source line: `deb [arch=amd64 signed-by=…] https://…`. */
export function packageSourceIn(word: string): WordPart[] {
  const match = aptSource.exec(word);
  if (!match || canonicalArch(match[1]!) === undefined) return [];
  const end = match.index + match[0].length;
  return [{ context: 'package-source', start: end - match[1]!.length, end }];
}

const imageReference =
  /^(?:docker:\/\/|docker-daemon:)?[\w.-]+(?::\d+)?(?:\/[\w.-]+)*(?::[\w][\w.-]*)?(?:@sha256:[0-9a-f]{64})?$/i;

/**
 * Whether a word, known to stand where an image is named, names the image of one architecture: as the name's first part
 * (`amd64/alpine`), at its end (`pause-amd64:3.1`) or in the tag (`app:1.0-arm64`).
 */
export function isArchImage(word: string): boolean {
  if (!imageReference.test(word)) return false;
  const name = word.replace(/@sha256:.*/, '');
  return findArchitectures(name).some(({ start, end }) => {
    const before = start === 0 || /[-_/:.]/.test(name[start - 1]!);
    const after = end === name.length || /[-_/:.]/.test(name[end]!);
    return before && after && !(name[end] === '.' && !name.slice(0, start).includes(':'));
  });
}

const platform = /^([a-z0-9]+)\/([a-z0-9_]+)(?:\/v\d+)?$/;

/** The GOOS of a word that is a platform as `linux/amd64`; undefined where it is none. */
export function platformOS(word: string): string | undefined {
  const match = platform.exec(word);
  if (!match || canonicalArch(match[2]!) === undefined) return undefined;
  return operatingSystem(match[1]!);
}

const libraryPath = /(?:^|[:=,"'\s])(\/(?:usr\/(?:local\/)?)?lib(?:32|64|x32)?\/[^\s:"'`]*)/g;
const loader = /^ld-(?:linux|musl)-/;

/** The library paths of one architecture in a word: `/usr/lib/x86_64-linux-gnu`, `/usr/lib/jvm/java-17-openjdk-amd64`. */
export function libraryPathsIn(word: string): WordPart[] {
  return [...word.matchAll(libraryPath)].flatMap(({ 0: all, 1: path, index }) => {
    const start = index + all.length - path!.length;
    const names = findArchitectures(path!).filter(
      ({ start, end }) =>
        /^-linux-|^(?:\/|$)/.test(path!.slice(end)) || loader.test(path!.slice(0, start).split('/').pop()!),
    );
    return names.length > 0 ? [{ context: 'library-path' as const, start, end: start + path!.length }] : [];
  });
}

/** Whether a part of a path ends in an architecture, as built files and their folders do: `bin/linux_amd64/app`, `app-arm64.deb`. */
export function isArchFile(path: string): boolean {
  return findArchitectures(path).some(({ end }) => /^(?:\/|$|\.(?:\w+|tar\.\w+)$)/.test(path.slice(end)));
}

/** GOOS of a system's name; undefined where it is none that Go knows. */
function operatingSystem(name: string): string | undefined {
  const lower = name.toLowerCase();
  return systems.has(lower) ? lower : findOSAlias(lower);
}

const systems = new Set(
  'aix android darwin dragonfly freebsd illumos linux netbsd openbsd plan9 solaris windows'.split(' '),
);

/** The one GOOS that a file name or address names; undefined where it names none or several. */
export function onlySystem(text: string): string | undefined {
  const words = text.split(/[^A-Za-z0-9]+/).map(operatingSystem);
  const named = new Set(words.filter((goos) => goos !== undefined));
  return named.size === 1 ? [...named][0] : undefined;
}

/** Whether a variable's name says that it holds an architecture. */
export function isArchVariable(name: string): boolean {
  return /(?:^|_)(?:GO|TARGET|BUILD|HOST|CPU)?_?(?:ARCH|ARCHITECTURE|MACHINE)$/i.test(name);
}

/** The places in a value that is given to a variable or key. */
export function valueParts(name: string, value: string): WordPart[] {
  const whole = (context: MentionContext): WordPart[] => [{ context, start: 0, end: value.length }];
  const isName = canonicalArch(value.toLowerCase()) !== undefined && findArchitectures(value).length === 1;
  if (name === 'GOARCH') return isName ? whole('goarch') : [];
  if (isName) return isArchVariable(name) ? whole('arch-variable') : [];
  if (/platform/i.test(name) && platformOS(value) !== undefined) return whole('platform');
  if (/image/i.test(name) && isArchImage(value) && /[/:]|-/.test(value)) return whole('image');
  return [...downloadsIn(value), ...packageSourceIn(value), ...libraryPathsIn(value)];
}

/**
 * Whether a condition asks which architecture it is running on or building for: what it decides is no longer for every
 * architecture.
 */
export function isArchTest(condition: string): boolean {
  return (
    /\buname\b|[Aa]rchitecture|(?:^|[^A-Za-z])arch(?![a-z])|ARCH|Arch\b|\b[Mm]achine\b/.test(condition) ||
    namesArchitecture(condition)
  );
}
