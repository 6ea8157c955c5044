// The build constraint in a file's name: `_linux`, `_arm64`, `_linux_arm64`, before `_test`.
import { knownArch, knownOS } from './known-names.ts';

/** The kinds of files in a package folder that the go command looks at, by extension. */
const extensions = new Set(
  '.go .c .cc .cpp .cxx .m .h .hh .hpp .hxx .f .F .for .f90 .s .S .sx .swig .swigcxx .syso'.split(' '),
);

/** The last extension of a file name with its dot; empty where it has none. */
export function extension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

/** Whether the go command looks at files of this name: by the extension alone. */
export function isSourceName(name: string): boolean {
  return extensions.has(extension(name));
}

/** Whether the go command leaves a file out everywhere because of how its name begins. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('_') || name.startsWith('.');
}

/**
 * The tags a file name asks for, all of which must be satisfied: a GOOS, a GOARCH, or both, in this order. They count
 * even where Go has no such port (`_zos`, `_sparc64`); any other word is just part of the name. The text before
 * the first underscore is never a constraint: `linux.go` is for everybody.
 */
export function fileNameTags(name: string): string[] {
  const words = name.split('.', 1)[0]!.split('_').slice(1);
  if (words.at(-1) === 'test') words.pop();
  const last = words.at(-1);
  if (last === undefined) return [];
  if (knownOS.has(last)) return [last];
  if (!knownArch.has(last)) return [];
  const before = words.at(-2);
  return before !== undefined && knownOS.has(before) ? [before, last] : [last];
}
