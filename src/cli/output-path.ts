// Where a build writes what it makes for each target: the flag -o, with its placeholders filled in.
import { join, resolve, sep } from 'node:path';
import { say } from '../messages/catalogue.ts';
import { levelOf, levelVariable } from '../platform/levels.ts';
import { type Target, targetName } from '../platform/target.ts';
import { CommandError } from './command.ts';

/** What stands for a placeholder. A level is left out where it is the default, as in the names of targets. */
const placeholders: Readonly<Record<string, (target: Target) => string>> = {
  goos: ({ goos }) => goos,
  goarch: ({ goarch }) => goarch,
  level: (target) => {
    const level = levelOf(target);
    return level === undefined || level === levelVariable(target.goarch)?.default ? '' : level;
  },
  target: folderName,
};

const written = (name: string) => `\${${name}}`;

/** All placeholders, as they are written. */
export const outputPlaceholders = Object.keys(placeholders).map(written).join(', ');

/**
 * The go command's `-o` for each target, of a path that may have placeholders: `dist/${goos}_${goarch}/`. Without any, several targets get
 * folders of their own below it, `cwd/path`; what is no folder has no `cwd`, and needs placeholders.
 *
 * @throws {CommandError} for a placeholder there is none of, and where two targets would write the same file.
 */
export function outputPaths(path: string, targets: readonly Target[], cwd?: string): Map<Target, string> {
  if (cwd !== undefined && targets.length > 1 && !path.includes('${')) {
    return new Map(targets.map((target) => [target, join(resolve(cwd, path), folderName(target)) + sep]));
  }
  const paths = new Map<Target, string>();
  const owners = new Map<string, Target>();
  for (const target of targets) {
    const filled = path.replace(/\$\{([^}]*)\}?/g, (placeholder, name: string) => {
      const value = Object.hasOwn(placeholders, name) ? placeholders[name] : undefined;
      if (value !== undefined && placeholder.endsWith('}')) return value(target);
      throw new CommandError(say('output-placeholder', { placeholder, known: outputPlaceholders }));
    });
    const other = owners.get(filled);
    if (other !== undefined) {
      const [first, second] = [targetName(other), targetName(target)];
      throw new CommandError(say('output-same', { path, first, second, placeholder: written('target') }));
    }
    owners.set(filled, target);
    paths.set(target, filled);
  }
  return paths;
}

/** The name of a target as one of a folder: `linux_arm_6`. */
function folderName(target: Target): string {
  return targetName(target).replaceAll('/', '_').replaceAll(',', '_');
}
