// Finds out how the code around a folder is laid out: which go.mod or go.work is in charge, or none.
import path from 'node:path';
import { type Message, message } from '../messages/catalogue.ts';
import type { MainModule, WorkFile } from './build-list.ts';
import type { GoEnvironment } from './environment.ts';
import type { FileSystem } from './file-system.ts';
import { type ModFile, parseModFile } from './go-mod.ts';
import { isWithin } from './locator.ts';

/** A go.mod or go.work of the user's. */
export interface OpenModFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  readonly file: ModFile;
}

/** What is in charge of the code of a folder. */
export interface CodeLayout {
  /** `std` is GOROOT/src or GOROOT/src/cmd itself, `gopath` code without a module. */
  readonly kind: 'module' | 'workspace' | 'std' | 'gopath';
  /** The folder of the go.work or go.mod; for GOPATH code the folder that was asked for. */
  readonly root: string;
  /** One for `module` and `std`, none for `gopath`. */
  readonly mains: readonly MainModule[];
  readonly work: WorkFile | undefined;
  /** The go.work, if any, and the go.mod files of the main modules. */
  readonly modFiles: readonly OpenModFile[];
  /** What is wrong with those files. */
  readonly problems: readonly Message[];
}

/** The nearest folder at or above `dir` that holds a file of this name. */
function folderAbove(dir: string, name: string, files: FileSystem): string | undefined {
  for (let d = dir; ; d = path.dirname(d)) {
    if (files.isFile(path.join(d, name))) return d;
    if (d === path.dirname(d)) return undefined;
  }
}

/** Reads mod files and collects what is wrong with them. */
class LayoutReader {
  readonly modFiles: OpenModFile[] = [];
  readonly problems: Message[] = [];
  readonly #files: FileSystem;

  constructor(files: FileSystem) {
    this.#files = files;
  }

  read(file: string): ModFile {
    const text = this.#files.readText(file);
    if (text === undefined) this.problems.push(message('mod-file-unreadable', { file }));
    const parsed = parseModFile(text ?? '');
    this.modFiles.push({ path: file, text: text ?? '', file: parsed });
    for (const broken of parsed.brokenLines) {
      this.problems.push(message('mod-file-line', { file, line: broken.line, text: broken.text }));
    }
    return parsed;
  }

  /** @param file what is read in place of `dir`/go.mod (`-modfile`). */
  readMain(dir: string, file = path.join(dir, 'go.mod')): MainModule {
    const parsed = this.read(file);
    if (parsed.module === undefined) this.problems.push(message('mod-file-without-module', { file }));
    // Without a module line nothing can be imported from the module, but its packages can be looked at.
    return { path: parsed.module ?? path.basename(dir), dir, file: parsed };
  }

  readMembers(work: WorkFile, workPath: string): MainModule[] {
    const dirs = new Set(work.file.uses.map((use) => path.resolve(work.dir, use.path)));
    const mains: MainModule[] = [];
    for (const dir of dirs) {
      if (this.#files.isFile(path.join(dir, 'go.mod'))) mains.push(this.readMain(dir));
      else this.problems.push(message('work-use-missing', { file: workPath, dir }));
    }
    return mains;
  }
}

/** The go.work in charge of `dir`, as GOWORK names it or as it is found above. */
function workFilePath(dir: string, environment: GoEnvironment, files: FileSystem): string | undefined {
  if (environment.gowork === 'off') return undefined;
  if (path.isAbsolute(environment.gowork)) return environment.gowork;
  const found = folderAbove(dir, 'go.work', files);
  // A go.work around GOROOT is not for what is in GOROOT.
  const isOutsideGoroot =
    environment.goroot && isWithin(dir, environment.goroot) && !isWithin(found ?? '', environment.goroot);
  return found === undefined || isOutsideGoroot ? undefined : path.join(found, 'go.work');
}

/** Finds what is in charge of the code in `dir`, an absolute folder. */
export function findLayout(dir: string, environment: GoEnvironment, files: FileSystem): CodeLayout {
  const reader = new LayoutReader(files);
  const { modFiles, problems } = reader;
  const moduleDir = folderAbove(dir, 'go.mod', files);
  if (moduleDir !== undefined) {
    const main = parseModFile(files.readText(path.join(moduleDir, 'go.mod')) ?? '').module;
    const isCmd = main === 'cmd' && files.isFile(path.join(moduleDir, '..', 'runtime', 'runtime.go'));
    const isStd = main === 'std' && files.isFile(path.join(moduleDir, 'runtime', 'runtime.go'));
    if (isCmd || isStd) {
      const mains = [reader.readMain(moduleDir)];
      return { kind: 'std', root: moduleDir, mains, work: undefined, modFiles, problems };
    }
  }
  if (environment.go111module === 'off') {
    return { kind: 'gopath', root: dir, mains: [], work: undefined, modFiles, problems };
  }
  const workPath = workFilePath(dir, environment, files);
  if (workPath !== undefined) {
    const workReader = new LayoutReader(files);
    const work: WorkFile = { dir: path.dirname(workPath), file: workReader.read(workPath) };
    const mains = workReader.readMembers(work, workPath);
    // The go command refuses a module its go.work does not use; it can still be looked at by itself.
    if (moduleDir === undefined || mains.some((main) => main.dir === moduleDir)) {
      const { modFiles, problems } = workReader;
      return { kind: 'workspace', root: work.dir, mains, work, modFiles, problems };
    }
  }
  if (moduleDir === undefined) return { kind: 'gopath', root: dir, mains: [], work: undefined, modFiles, problems };
  const replaced = environment.modFile && path.resolve(dir, environment.modFile);
  const mains = [reader.readMain(moduleDir, replaced || undefined)];
  return { kind: 'module', root: moduleDir, mains, work: undefined, modFiles, problems };
}
