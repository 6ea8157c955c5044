// Reads a package folder: the files go/build looks at, each with its presence condition.
import path from 'node:path';
import type { TargetList, TargetSet } from '../platform/target.ts';
import { evaluate } from './build-constraint.ts';
import { type BuildContext, tagSet } from './build-context.ts';
import { type FileConstraints, readConstraints } from './file-constraints.ts';
import { type FileHead, readFileHead } from './file-head.ts';
import { extension, fileNameTags, isHiddenName, isSourceName } from './file-name.ts';
import type { DirEntry, FileSystem } from './file-system.ts';
import type { GoFile, ImportSpec, PackageFile } from './package.ts';

/** The source files of one folder, each list sorted by name. */
export interface PackageFolder {
  /** All .go files, those chosen on no target included. */
  readonly files: readonly GoFile[];
  /** Assembly, C, C++, Objective-C, Fortran, SWIG and .syso files. */
  readonly otherFiles: readonly PackageFile[];
}

/**
 * Reads a package folder; one that is not there has no files. A file is read when something is asked that its name
 * does not answer.
 */
export function readPackageFolder(dir: string, files: FileSystem, context: BuildContext): PackageFolder {
  const names = (files.readDir(dir) ?? [])
    .filter((entry) => isSourceName(entry.name) && isFileEntry(dir, entry, files))
    .map((entry) => entry.name);
  const goFiles = names
    .filter((name) => extension(name) === '.go')
    .map((name) => new GoSourceFile(path.join(dir, name), name, files, context));
  const otherFiles = names
    .filter((name) => extension(name) !== '.go')
    .map((name) => new OtherSourceFile(path.join(dir, name), name, files, context, goFiles));
  return { files: goFiles, otherFiles };
}

/** One Go file, by its absolute path. */
export function readGoFile(file: string, files: FileSystem, context: BuildContext): GoFile {
  return new GoSourceFile(file, path.basename(file), files, context);
}

function isFileEntry(dir: string, entry: DirEntry, files: FileSystem): boolean {
  return entry.isSymlink ? !files.isDirectory(path.join(dir, entry.name)) : !entry.isDirectory;
}

/** What go/build chooses any file by: its name and its constraints. */
abstract class SourceFile implements PackageFile {
  readonly path: string;
  readonly name: string;
  readonly #files: FileSystem;
  readonly #context: BuildContext;
  #lastTargets: TargetList | undefined;
  #lastSet: TargetSet = 0;

  constructor(path: string, name: string, files: FileSystem, context: BuildContext) {
    this.path = path;
    this.name = name;
    this.#files = files;
    this.#context = context;
  }

  presence(targets: TargetList): TargetSet {
    if (targets !== this.#lastTargets) {
      this.#lastSet = this.#evaluate(targets);
      this.#lastTargets = targets;
    }
    return this.#lastSet;
  }

  #evaluate(targets: TargetList): TargetSet {
    if (isHiddenName(this.name)) return 0;
    const satisfied = (tag: string) => tagSet(tag, targets, this.#context);
    const byName = fileNameTags(this.name).reduce((set, tag) => set & satisfied(tag), targets.all);
    // Most files for other systems need not be read at all.
    if (byName === 0) return 0;
    const constraints = this.constraints();
    if (constraints === undefined || constraints.problem !== undefined) return 0;
    const byText = constraints.expressions.reduce((set, x) => set & evaluate(x, satisfied, targets.all), byName);
    return byText === 0 ? 0 : byText & this.presenceByUse(targets);
  }

  /** The text of the file; undefined where it cannot be read. */
  protected text(): string | undefined {
    return this.#files.readText(this.path);
  }

  /** The constraints in the file; undefined where go/build cannot read it. */
  protected abstract constraints(): FileConstraints | undefined;

  /** The targets on which a file that its constraints admit is of use. */
  protected abstract presenceByUse(targets: TargetList): TargetSet;
}

class GoSourceFile extends SourceFile implements GoFile {
  #knownHead: FileHead | undefined;

  /** An unreadable file has an empty head. */
  get #head(): FileHead {
    this.#knownHead ??= readFileHead(this.text() ?? '');
    return this.#knownHead;
  }

  get packageName(): string {
    return this.#head.packageName;
  }

  get imports(): readonly ImportSpec[] {
    return this.#head.imports;
  }

  get goVersion(): string | undefined {
    return this.#head.goVersion;
  }

  get isTest(): boolean {
    return this.name.endsWith('_test.go');
  }

  get usesCgo(): boolean {
    return this.imports.some((spec) => spec.path === 'C');
  }

  protected constraints(): FileConstraints | undefined {
    return this.#head.hasNUL ? undefined : this.#head;
  }

  protected presenceByUse(targets: TargetList): TargetSet {
    // By convention this package name marks a file that only documents a command.
    if (this.packageName === 'documentation') return 0;
    // go/build does not let tests use cgo, and so does not leave them out without it.
    return this.usesCgo && !this.isTest ? targets.where((target) => target.cgo) : targets.all;
  }
}

/** The files the go command passes over where cgo is off. Fortran is not among them. */
const forCgo = new Set(['.c', '.cc', '.cpp', '.cxx', '.m', '.swig', '.swigcxx']);

class OtherSourceFile extends SourceFile {
  readonly #goFiles: readonly GoFile[];
  #knownConstraints: FileConstraints | undefined;

  constructor(path: string, name: string, files: FileSystem, context: BuildContext, goFiles: readonly GoFile[]) {
    super(path, name, files, context);
    this.#goFiles = goFiles;
  }

  protected constraints(): FileConstraints | undefined {
    // A .syso file is an object file: only its name counts.
    this.#knownConstraints ??= readConstraints(extension(this.name) === '.syso' ? '' : (this.text() ?? ''));
    return this.#knownConstraints;
  }

  protected presenceByUse(targets: TargetList): TargetSet {
    const kind = extension(this.name);
    if (forCgo.has(kind)) return targets.where((target) => target.cgo);
    if (kind !== '.S' && kind !== '.sx') return targets.all;
    // The C preprocessor's assembly goes to the C compiler, which is called only for cgo.
    return this.#goFiles
      .filter((file) => !file.isTest && file.usesCgo)
      .reduce((set, file) => set | file.presence(targets), 0);
  }
}
