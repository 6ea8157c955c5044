// How messages name the folder of a package, the same on every machine.
import { relative, sep } from 'node:path';
import type { GoPackage } from '../../module/package.ts';

/** Relative to the module where that is the user's, else with the module's path and version before it. */
export function folderName({ dir, importPath, module }: GoPackage): string {
  if (module.path === 'std' || module.dir === '') return importPath;
  const below = relative(module.dir, dir).split(sep).join('/');
  if (module.isMain) return below === '' ? '.' : below;
  const version = module.version === '' ? '' : `@${module.version}`;
  return `${module.path}${version}${below === '' ? '' : `/${below}`}`;
}
