// The packages that a checker knows: which one an import path means, who imports whom, and what is forgotten when files change.
import type { GoPackage, PackageSource } from '../module/package.ts';
import type { TargetList } from '../platform/target.ts';
import { type FileInfo, PackageInfo } from './package-info.ts';
import { unsafePackage } from './universe.ts';

export class PackageRegistry {
  private readonly packages = new Map<GoPackage, PackageInfo>();
  private readonly byPath = new Map<string, PackageInfo>();

  constructor(
    private readonly targets: TargetList,
    private readonly source: PackageSource,
  ) {}

  /** What is known of a package: nothing is collected of one that nobody has asked for yet. */
  of(pkg: GoPackage): PackageInfo {
    let info = this.packages.get(pkg);
    if (info === undefined) {
      const named = pkg.files.find(
        (file) => !file.isTest && file.packageName !== '' && file.presence(this.targets) !== 0,
      );
      info = new PackageInfo(pkg, named?.packageName ?? pkg.importPath.slice(pkg.importPath.lastIndexOf('/') + 1));
      this.packages.set(pkg, info);
      this.byPath.set(pkg.importPath, info);
    }
    return info;
  }

  /** What is known of a package, if somebody has asked for it. */
  find(pkg: GoPackage): PackageInfo | undefined {
    return this.packages.get(pkg);
  }

  /** The package of an import path, if somebody has asked for it. */
  withPath(path: string): PackageInfo | undefined {
    return this.byPath.get(path);
  }

  /** The package in a folder, if somebody has asked for it. */
  inFolder(dir: string): PackageInfo | undefined {
    for (const [{ dir: other }, info] of this.packages) if (other === dir) return info;
    return undefined;
  }

  /** The nodes of the trees of all packages that were collected. */
  get nodes(): number {
    let nodes = 0;
    for (const { files } of this.packages.values()) for (const { tree } of files) nodes += tree.length;
    return nodes;
  }

  /** The package `path` means in `file`, perhaps not collected yet: undefined where it is not on disk. */
  imported(path: string, file: FileInfo): PackageInfo | undefined {
    if (path === 'unsafe') return unsafePackage;
    if (path === 'C') return undefined;
    if (path === file.package_.path) return file.package_;
    const importer = file.package_;
    const found = this.source.resolve(path, importer.source);
    if ('missing' in found) return undefined;
    const imported = this.of(found);
    importer.imports.add(imported);
    imported.importers.add(importer);
    return imported;
  }

  /**
   * Forgets the packages in some folders, as their files have changed, and all packages that import these, directly or not: what
   * was learnt of them refers to what is forgotten. Which package an import path means is taken as unchanged.
   * @returns takes it back: what was learnt of these packages since is forgotten, and what was learnt before holds
   */
  forget(isChanged: (dir: string) => boolean): () => void {
    const forgotten: PackageInfo[] = [];
    const stale = [...this.packages.values()].filter((info) => isChanged(info.source.dir));
    for (let info = stale.pop(); info !== undefined; info = stale.pop()) {
      if (this.packages.get(info.source) !== info) continue;
      forgotten.push(info);
      this.packages.delete(info.source);
      this.byPath.delete(info.path);
      for (const imported of info.imports) imported.importers.delete(info);
      stale.push(...info.importers);
    }
    return () => {
      this.forget(isChanged);
      for (const info of forgotten) {
        this.packages.set(info.source, info);
        this.byPath.set(info.path, info);
        for (const imported of info.imports) imported.importers.add(info);
      }
    };
  }
}
