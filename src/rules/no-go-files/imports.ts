// Imports of packages of which build constraints leave nothing on some targets.
import { message } from '../../messages/catalogue.ts';
import { readConstraints } from '../../module/file-constraints.ts';
import { isHiddenName } from '../../module/file-name.ts';
import type { GoPackage } from '../../module/package.ts';
import { TargetList, type TargetSet } from '../../platform/target.ts';
import type { PackagePass } from '../rule.ts';
import { folderName } from './folder-name.ts';

/** Reports each import of a package that has no Go files on targets on which the importing file is built. */
export function checkImports(pass: PackagePass): void {
  const { targets } = pass;
  for (const file of pass.files) {
    const present = file.presence(targets);
    if (present === 0) continue;
    for (const { path, offset, end } of file.imports) {
      if (path === 'C' || path === 'unsafe') continue;
      const imported = pass.resolve(path);
      if ('missing' in imported) continue;
      const excluded = present & ~presenceOf(imported, targets);
      if (excluded === 0 || !isOnlyExcluded(imported, pass)) continue;
      const dir = folderName(imported);
      const place = { path: file.path, start: offset, end };
      const forCgo = excluded & presenceOf(imported, withCgo(targets));
      if (forCgo !== 0)
        pass.report({ ...place, code: 'NeedsCgo', targets: forCgo, message: message('no-go-files-cgo', { dir }) });
      const others = excluded & ~forCgo;
      if (others !== 0)
        pass.report({
          ...place,
          code: 'NoGoFiles',
          targets: others,
          message: message('no-go-files-excluded', { dir }),
        });
    }
  }
}

/** The targets on which the go command finds something to build in a package. */
function presenceOf({ files }: GoPackage, targets: TargetList): TargetSet {
  return files.filter((file) => !file.isTest).reduce((set, file) => set | file.presence(targets), 0);
}

/**
 * Whether constraints are the reason where a package has no files: there are files, and all of them can be read and have a
 * constraint that can be parsed. Otherwise the go command has something else to say.
 */
function isOnlyExcluded({ files }: GoPackage, pass: PackagePass): boolean {
  const candidates = files.filter((file) => !file.isTest && !isHiddenName(file.name));
  return (
    candidates.length > 0 &&
    candidates.every((file) => {
      const text = pass.text(file.path);
      return text !== undefined && !text.includes('\0') && readConstraints(text).problem === undefined;
    })
  );
}

const listsWithCgo = new WeakMap<TargetList, TargetList>();

/** The same targets with CGO_ENABLED=1. */
function withCgo(targets: TargetList): TargetList {
  let list = listsWithCgo.get(targets);
  if (list === undefined) {
    list = new TargetList(targets.targets.map((target) => ({ ...target, cgo: true })));
    listsWithCgo.set(targets, list);
  }
  return list;
}
