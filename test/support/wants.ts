// `want` comments of fixtures: which finding is expected on a line, and on which targets.
import { parseTargets } from '../../src/platform/parse-targets.ts';
import { targetName } from '../../src/platform/target.ts';

/** An expected finding. */
export interface Want {
  readonly file: string;
  readonly line: number;
  readonly pattern: RegExp;
  /** Target names, in the order of the fixture's targets. */
  readonly targets: readonly string[];
}

/**
 * The wants in a text: "// want `regexp` linux/386,linux/arm", several on one line one after another; `#` in place of `//`
 * where the format has such comments. Without targets, it is all of `all`. A line above a place where no comment may stand
 * says "// want-below `regexp`".
 */
export function wantsIn(file: string, text: string, all: readonly string[]): Want[] {
  return text.split('\n').flatMap((content, index) => {
    const comment = /(?:\/\/|#) want(-below)? (`.*)$/.exec(content);
    if (!comment) return [];
    const line = index + (comment[1] ? 2 : 1);
    return [...comment[2]!.matchAll(/`([^`]*)`([^`]*)/g)].map(([, pattern, targets]) => ({
      file,
      line,
      pattern: new RegExp(pattern!),
      targets: targetsOf(targets!.trim(), all),
    }));
  });
}

function targetsOf(text: string, all: readonly string[]): string[] {
  if (text === '') return [...all];
  const named = new Set(parseTargets(text).map(targetName));
  return all.filter((name) => named.has(name));
}
