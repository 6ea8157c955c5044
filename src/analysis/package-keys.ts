// What the result of checking a package depends on, as a hash: its files, and those of all packages it takes in. Likewise of a document.
import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import type { FileSystem } from '../module/file-system.ts';
import type { GoPackage, PackageFile } from '../module/package.ts';
import type { Workspace } from '../module/workspace.ts';
import type { TargetList } from '../platform/target.ts';

/** The key of checking a document: what it is called and what is in it. */
export function documentKey(path: string, files: FileSystem): string {
  return createHash('sha256')
    .update(JSON.stringify([path, files.readText(path) ?? null]))
    .digest('base64url');
}

/** Makes keys of the packages of one workspace. Files are taken as unchanging. */
export class PackageKeys {
  /** By package; undefined while it is being made, or where there is none. */
  private readonly imported = new Map<GoPackage, string | undefined>();
  private readonly digests = new Map<string, string>();
  /** Of all packages of a released Go, which nobody edits. */
  private readonly standard: string;

  /**
   * @param batches the targets
   * @param moduleCache the folder of the module cache, whose files never change
   */
  constructor(
    private readonly workspace: Workspace,
    private readonly files: FileSystem,
    private readonly batches: readonly TargetList[],
    private readonly moduleCache: string,
  ) {
    this.standard = `${workspace.goroot} ${workspace.goVersion}`;
  }

  /**
   * The key of checking a package: where it is the same, so is the result, as long as everything else is (targets, settings, Archway). Undefined
   * where there is none: packages that import each other, be it on different targets.
   */
  of(found: GoPackage): string | undefined {
    return this.hash(found, [...found.files, ...found.otherFiles]);
  }

  /** The key of what importing a package means. */
  private ofImported(found: GoPackage): string | undefined {
    if (found.module.path === 'std' && !found.module.isMain) return this.standard;
    if (this.imported.has(found)) return this.imported.get(found);
    this.imported.set(found, undefined);
    const key = this.hash(
      found,
      found.files.filter((file) => !file.isTest),
    );
    this.imported.set(found, key);
    return key;
  }

  private hash(found: GoPackage, files: readonly PackageFile[]): string | undefined {
    const { importPath, dir, module } = found;
    const hash = createHash('sha256');
    hash.update(JSON.stringify([importPath, dir, module.path, module.version, module.goVersion]));
    // The names of all files: which of them exist decides what is said about constraints.
    for (const { name } of [...found.files, ...found.otherFiles]) hash.update(`${name}\0`);
    const isImmutable = this.moduleCache !== '' && !relative(this.moduleCache, dir).startsWith('..');
    if (!isImmutable) for (const { path } of files) hash.update(this.digest(path));
    // What no target builds (`//go:build ignore`) may import what it is imported by.
    const built = found.files.filter((file) => files.includes(file) && this.batches.some((one) => file.presence(one)));
    const imports = built.flatMap((file) => file.imports);
    for (const path of [...new Set(imports.map((spec) => spec.path))].sort()) {
      const key = this.ofImport(path, found);
      if (key === undefined) return undefined;
      hash.update(`${path}\0${key}\0`);
    }
    return hash.digest('base64url');
  }

  private ofImport(path: string, importer: GoPackage): string | undefined {
    if (path === 'C' || path === 'unsafe') return '';
    const answer = this.workspace.source.resolve(path, importer);
    if ('missing' in answer) return `missing ${answer.reason}`;
    // A package's external tests import the package itself.
    return answer === importer ? 'itself' : this.ofImported(answer);
  }

  private digest(path: string): string {
    let digest = this.digests.get(path);
    if (digest === undefined) {
      digest = createHash('sha256')
        .update(this.files.readText(path) ?? '')
        .digest('base64url');
      this.digests.set(path, digest);
    }
    return digest;
  }
}
