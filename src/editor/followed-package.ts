// A package with open documents: what was found in it, and what of that an edit leaves as it was.
import type { OpenWorkspace } from '../analysis/inspector.ts';
import type { PackageOptions, PackageReports } from '../analysis/package-checker.ts';
import type { GoFile, GoPackage } from '../module/package.ts';
import type { Report } from '../rules/finding.ts';
import { changedBodies } from '../syntax/changed-bodies.ts';
import type { TreeSource } from '../syntax/source.ts';
import type { Tree } from '../syntax/tree.ts';
import type { FileInfo } from '../types/package-info.ts';
import { moveReport, Shift } from './shift.ts';

/** Reports of each batch of targets. */
type Reports = readonly (readonly Report[])[];

/** A file whose declarations were checked. */
interface CheckedFile {
  readonly tree: Tree;
  /** What the checkers knew of it; once they know it anew, its declarations may mean something else. */
  readonly infos: readonly (FileInfo | undefined)[];
  readonly declarations: Reports;
}

/** What was found in the package as a whole, with the trees that the open files had. */
interface CheckedWhole {
  readonly trees: ReadonlyMap<string, Tree>;
  readonly reports: Reports;
}

/** Follows one package. */
export class FollowedPackage {
  private files = new Map<string, CheckedFile>();
  private whole: CheckedWhole | undefined;

  constructor(
    private readonly open: OpenWorkspace,
    private readonly trees: TreeSource,
  ) {}

  /**
   * What is wrong in one file, for each batch of targets. After an edit of function bodies only these are checked; of the package as a whole
   * it gives what was found last.
   */
  checkFile(found: GoPackage, file: GoFile, options: PackageOptions): Reports {
    const declarations = this.declarationsOf(found, file, options);
    const whole = this.wholeIn(file.path);
    return this.open.checkers.map((checker, i) => [
      ...declarations[i]!,
      ...checker.checkText(found, file, options),
      ...(whole[i] ?? []),
    ]);
  }

  /** What is wrong in all files, for each batch of targets. `opened` are the files that are open. */
  checkAll(found: GoPackage, opened: readonly GoFile[], options: PackageOptions): Reports {
    const isStale = opened.some((file) => !this.isCollected(found, file, options));
    const takeBack = isStale ? this.recollect(found) : () => {};
    let all: PackageReports[];
    try {
      all = this.open.checkers.map((checker) => checker.check(found, options));
    } catch (error) {
      // The next key is answered from what was known before.
      takeBack();
      throw error;
    }
    this.files = new Map(
      opened.map(({ path }) => [
        path,
        {
          tree: this.trees.tree(path),
          infos: this.infosOf(found, path, options),
          declarations: all.map(({ declarations }) => declarations.filter((report) => report.path === path)),
        },
      ]),
    );
    this.whole = {
      trees: new Map(opened.map(({ path }) => [path, this.trees.tree(path)])),
      reports: all.map((one) => one.package),
    };
    return all.map((one) => [...one.declarations, ...one.files, ...one.package]);
  }

  /** Makes sure that the checkers know a file as it is now. */
  refresh(found: GoPackage, file: GoFile, options: Pick<PackageOptions, 'tests'>): void {
    if (!this.isCollected(found, file, options)) this.recollect(found);
    this.infosOf(found, file.path, options);
  }

  /** What is wrong with the declarations of a file. */
  private declarationsOf(found: GoPackage, file: GoFile, options: PackageOptions): Reports {
    const tree = this.trees.tree(file.path);
    const known = this.files.get(file.path);
    const infos = this.infosOf(found, file.path, options);
    const isValid = known?.infos.every((info, i) => info === infos[i]);
    const changed = known && isValid ? changedBodies(known.tree, tree) : undefined;
    if (!known || !changed) {
      if (!this.isCollected(found, file, options)) this.recollect(found);
      const declarations = this.open.checkers.map((checker) => checker.checkFile(found, file, options));
      this.files.set(file.path, { tree, infos: this.infosOf(found, file.path, options), declarations });
      return declarations;
    }
    const shift = Shift.ofBodies(known.tree, tree, changed);
    const functions = changed.map(({ after }) => after);
    return this.open.checkers.map((checker, i) => [
      ...known.declarations[i]!.flatMap(
        (report) => moveReport(report, (path) => this.shiftOf(path, file, shift)) ?? [],
      ),
      ...(functions.length > 0 ? checker.checkBodies(found, file, functions, options) : []),
    ]);
  }

  private shiftOf(path: string, file: GoFile, shift: Shift): Shift | undefined {
    if (path === file.path) return shift;
    const known = this.files.get(path);
    return known && shiftTo(known.tree, this.trees.tree(path));
  }

  /** What was found last in the package as a whole, where it is in a file now. */
  private wholeIn(path: string): Reports {
    const shifts = new Map<string, Shift>();
    for (const [file, tree] of this.whole?.trees ?? []) shifts.set(file, shiftTo(tree, this.trees.tree(file)));
    const here = (reports: readonly Report[]) => reports.filter((report) => report.path === path);
    const move = (report: Report) => moveReport(report, (file) => shifts.get(file)) ?? [];
    return this.whole?.reports.map((reports) => here(reports).flatMap(move)) ?? [];
  }

  /** Whether the checkers know a file with the text that it has now. */
  private isCollected(found: GoPackage, { path }: GoFile, options: Pick<PackageOptions, 'tests'>): boolean {
    const tree = this.trees.tree(path);
    return this.infosOf(found, path, options).every(
      (info) => info === undefined || changedBodies(info.tree, tree)?.length === 0,
    );
  }

  private infosOf(found: GoPackage, path: string, options: Pick<PackageOptions, 'tests'>): (FileInfo | undefined)[] {
    return this.open.checkers.map(({ checker }) =>
      checker.packageOf(found, options).files.find(({ file }) => file.path === path),
    );
  }

  /** Lets the checkers collect the package anew; gives what takes that back. */
  private recollect({ dir }: GoPackage): () => void {
    const undo = this.open.checkers.map(({ checker }) => checker.forget((other) => other === dir));
    return () => {
      for (const takeBack of undo) takeBack();
    };
  }
}

function shiftTo(before: Tree, after: Tree): Shift {
  const changed = changedBodies(before, after);
  return changed ? Shift.ofBodies(before, after, changed) : Shift.ofTexts(before.text, after.text);
}
