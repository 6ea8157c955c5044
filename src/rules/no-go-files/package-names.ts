// Folders in which files of two packages meet on a target.
import { message } from '../../messages/catalogue.ts';
import { readFileHead } from '../../module/file-head.ts';
import type { GoFile } from '../../module/package.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { PackagePass } from '../rule.ts';
import { folderName } from './folder-name.ts';

/** The first file of a package on some targets: its name is the package's there, as go/build decides by the order of names. */
interface First {
  readonly name: string;
  readonly file: GoFile;
  readonly targets: TargetSet;
}

/** Two files with different package names, and where they meet. */
interface Conflict {
  readonly first: First;
  readonly file: GoFile;
  readonly name: string;
  readonly targets: TargetSet;
}

/** Reports the first file of a second package, on the targets on which there is one. */
export function checkPackageNames(pass: PackagePass): void {
  for (const { first, file, name, targets } of conflicts(pass)) {
    const place = clauseOf(file, name, pass);
    if (place === undefined) continue;
    const before = clauseOf(first.file, first.file.packageName, pass);
    pass.report({
      ...place,
      code: 'TwoPackages',
      targets,
      message: message('no-go-files-two-packages', {
        package: first.name,
        file: first.file.name,
        otherPackage: name,
        otherFile: file.name,
        dir: folderName(pass.package),
      }),
      related: before && [{ ...before, message: message('no-go-files-first-package', { package: first.name }) }],
    });
  }
}

function conflicts(pass: PackagePass): Conflict[] {
  const found: Conflict[] = [];
  const firsts: First[] = [];
  /** Targets whose package is named, and those of which a conflict is known: the go command reports one. */
  let named = 0;
  let settled = 0;
  for (const file of pass.package.files) {
    const { packageName } = file;
    const present = file.presence(pass.targets);
    if (present === 0 || packageName === '') continue;
    const plain = file.isTest ? packageName.replace(/_test$/, '') : packageName;
    for (const first of firsts) {
      const targets = first.targets & present & ~settled;
      if (targets === 0 || first.name === packageName || first.name === plain) continue;
      found.push({ first, file, name: plain, targets });
      settled |= targets;
    }
    // An external test is in a package of its own, named after the one it tests.
    const added = present & ~named;
    if (added !== 0) firsts.push({ name: plain, file, targets: added });
    named |= added;
  }
  return found;
}

function clauseOf(file: GoFile, name: string, pass: PackagePass) {
  const text = pass.text(file.path);
  const start = text === undefined ? -1 : readFileHead(text).packageOffset;
  return start < 0 ? undefined : { path: file.path, start, end: start + name.length };
}
