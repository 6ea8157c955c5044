// What the rest of Archway sees of Go code on disk: packages, their files and the presence condition of each file.
import type { TargetList, TargetSet } from '../platform/target.ts';

/** One import declaration of a file. */
export interface ImportSpec {
  /** The import path, unquoted. */
  readonly path: string;
  /** The local name: an identifier, `.` or `_`; empty where none is written. */
  readonly name: string;
  /** UTF-16 offset of the path literal (its opening quote). */
  readonly offset: number;
  readonly end: number;
}

/** A file of a package folder that go/build looks at. */
export interface PackageFile {
  /** Absolute path. */
  readonly path: string;
  readonly name: string;
  /**
   * The presence condition: the targets on which go/build chooses the file (name suffix, //go:build or // +build, `import "C"`
   * with CGO_ENABLED, files that begin with `_` or `.`). Answers are cached by the list.
   */
  presence(targets: TargetList): TargetSet;
}

/** A Go source file, known from its head (up to the last import). */
export interface GoFile extends PackageFile {
  /** Name in the package clause; empty where the file has none (broken). */
  readonly packageName: string;
  readonly imports: readonly ImportSpec[];
  /** Whether the name ends in `_test.go`. */
  readonly isTest: boolean;
  readonly usesCgo: boolean;
  /** The go1.N the file asks for in its //go:build line, which may raise or lower its language version. */
  readonly goVersion: string | undefined;
}

/** A module of the build list, GOROOT's `std`, or the pseudo module of a GOPATH. */
export interface Module {
  /** Module path; `std` for GOROOT/src; empty for GOPATH code without a module. */
  readonly path: string;
  /** `v1.2.3`; empty for main modules, replacements by a folder, and std. */
  readonly version: string;
  /** Absolute folder. */
  readonly dir: string;
  /** Language version of its go line, `1.16` where it has none. */
  readonly goVersion: string;
  /** Whether the user owns it: a main module or a member of the go.work. */
  readonly isMain: boolean;
}

/** One package folder, for every target at once: files of several variants stand side by side. */
export interface GoPackage {
  readonly importPath: string;
  readonly dir: string;
  readonly module: Module;
  /** All .go files by name, those chosen on no target included. */
  readonly files: readonly GoFile[];
  /** .s, .c, .h, .syso … files, by name. */
  readonly otherFiles: readonly PackageFile[];
}

/** Why an import could not be resolved. */
export interface MissingPackage {
  readonly missing: true;
  readonly importPath: string;
  /** In the go command's words where it has them: `no required module provides package …`. */
  readonly reason: string;
}

/** Turns import paths into packages, as the go command would, by reading files only. Synchronous: it runs in workers. */
export interface PackageSource {
  /** The package `importPath` means when `importer` imports it (vendor folders, std's own vendoring). Cached. */
  resolve(importPath: string, importer: GoPackage): GoPackage | MissingPackage;
}
