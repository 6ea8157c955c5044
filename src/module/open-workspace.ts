// Opens a workspace: finds out what is in charge of a folder's code and puts together what finds its packages.
import path from 'node:path';
import type { BuildContext } from './build-context.ts';
import { BuildList } from './build-list.ts';
import { type CodeLayout, findLayout } from './code-layout.ts';
import { type GoEnvironment, readEnvironment, readGoVersion, selectToolchain, type Toolchain } from './environment.ts';
import { diskFileSystem, type FileSystem, MountedFileSystem } from './file-system.ts';
import { findImportRoot, GopathLocator } from './gopath-locator.ts';
import { Folders, type ImportRoot, type Locator } from './locator.ts';
import { ModuleCache } from './module-cache.ts';
import { MainModules, ModuleLocator, VendorLocator } from './module-locator.ts';
import type { Module } from './package.ts';
import { walkFolders } from './package-walk.ts';
import { PackageResolver } from './resolver.ts';
import { compareGoVersions, languageVersion } from './semver.ts';
import { StandardLibrary } from './standard-library.ts';
import { openStandardSnapshot, type StandardSnapshot } from './standard-snapshot.ts';
import { VendorFolder } from './vendor-folder.ts';
import { Workspace } from './workspace.ts';

/** How a workspace is opened. */
export interface WorkspaceOptions {
  /** The go command's settings; read from the machine where they are not given. */
  readonly environment?: GoEnvironment;
  /** Where files are read from: the disk, or an editor's buffers over it. */
  readonly fileSystem?: FileSystem;
}

/** Since this version a vendor folder is used without being asked for. */
const VENDOR_BY_DEFAULT_SINCE = '1.14';

/**
 * Opens the workspace a folder or file belongs to. Never throws: what is wrong or missing is in the workspace's `problems` or
 * in the answers about single packages.
 */
export function openWorkspace(location: string, options: WorkspaceOptions = {}): Workspace {
  const { environment = readEnvironment(), fileSystem = diskFileSystem } = options;
  const absolute = path.resolve(location);
  const dir = fileSystem.isDirectory(absolute) ? absolute : path.dirname(absolute);
  const layout = findLayout(dir, environment, fileSystem);
  const installed = installedToolchain(layout, environment, fileSystem);
  const snapshot = installed.goroot === undefined ? openStandardSnapshot() : undefined;
  const toolchain: Toolchain = snapshot ?? installed;
  const files = snapshot === undefined ? fileSystem : mount(snapshot, fileSystem);

  const folders = new Folders(files);
  const goVersion = languageVersion(toolchain.goVersion ?? '') ?? '';
  const context: BuildContext = { goVersion: `go${goVersion}`, compiler: 'gc' };
  const userStandard = layout.kind === 'std' ? layout.mains[0]!.path : '';
  const { goroot } = toolchain;
  const standard = goroot === undefined ? undefined : new StandardLibrary(goroot, userStandard, folders);
  const { locator, modules, buildList } = makeLocator(layout, environment, toolchain, standard, folders);
  const resolver = new PackageResolver({ standard, locator, folders, context });
  const usesSnapshot = snapshot !== undefined;
  return new Workspace({
    dir,
    layout,
    modules,
    toolchain,
    usesSnapshot,
    standard,
    locator,
    buildList,
    resolver,
    fileSystem: files,
  });
}

function mount(snapshot: StandardSnapshot, base: FileSystem): FileSystem {
  return new MountedFileSystem(base, snapshot.goroot, snapshot.files);
}

/** The Go installation in use: the one that is looked at, where it is the user's code, else what go.mod and go.work ask for. */
function installedToolchain(layout: CodeLayout, environment: GoEnvironment, files: FileSystem): Toolchain {
  if (layout.kind === 'std') {
    const { path: modulePath, dir } = layout.mains[0]!;
    const goroot = path.dirname(modulePath === 'cmd' ? path.dirname(dir) : dir);
    return { goroot, goVersion: readGoVersion(goroot, files) };
  }
  const wanted = layout.modFiles.flatMap(({ file }) => [file.go ?? '', file.toolchain?.replace(/^go/, '') ?? '']);
  const highest = wanted.reduce((a, b) => (compareGoVersions(a, b) < 0 ? b : a), '');
  return selectToolchain(environment, highest, files);
}

interface LocatorParts {
  readonly locator: Locator;
  readonly modules: readonly Module[];
  readonly buildList?: BuildList;
}

function makeLocator(
  layout: CodeLayout,
  environment: GoEnvironment,
  toolchain: Toolchain,
  standard: StandardLibrary | undefined,
  folders: Folders,
): LocatorParts {
  if (layout.kind === 'std' && standard !== undefined) {
    return { locator: standard, modules: [layout.mains[0]!.path === 'cmd' ? standard.cmd : standard.std] };
  }
  if (layout.kind === 'gopath') return gopathLocator(layout, environment, toolchain, folders);
  const mains = new MainModules(layout.mains, folders);
  const vendorDir = path.join(layout.root, 'vendor');
  const vendor = folders.files.isDirectory(vendorDir) ? new VendorFolder(vendorDir, folders) : undefined;
  if (vendor !== undefined && usesVendor(layout, environment, vendor)) {
    return { locator: new VendorLocator(mains, vendor), modules: mains.modules };
  }
  const cache = new ModuleCache(environment.gomodcache, folders.files);
  const buildList = new BuildList(layout.mains, layout.work, cache, folders.files);
  return { locator: new ModuleLocator(mains, buildList, vendor, folders), modules: mains.modules, buildList };
}

function usesVendor(layout: CodeLayout, environment: GoEnvironment, vendor: VendorFolder): boolean {
  if (environment.mod !== '') return environment.mod === 'vendor';
  if (vendor.isEmpty) return false;
  if (layout.kind === 'workspace') return vendor.list.isWorkspace;
  return compareGoVersions(layout.mains[0]?.file.go ?? '', VENDOR_BY_DEFAULT_SINCE) >= 0;
}

function gopathLocator(
  layout: CodeLayout,
  environment: GoEnvironment,
  toolchain: Toolchain,
  folders: Folders,
): LocatorParts {
  const nearest = findImportRoot(layout.root, environment.gopath, folders);
  const importRoots: ImportRoot[] = nearest === undefined ? [] : [nearest];
  for (const dir of environment.gopath) {
    const src = path.join(dir, 'src');
    if (src !== nearest?.dir) importRoots.push({ dir: src, importPath: '' });
  }
  const goVersion = languageVersion(toolchain.goVersion ?? '') ?? '';
  const { goroot = '' } = toolchain;
  const locator = new GopathLocator({ root: layout.root, importRoots, goVersion, goroot }, folders);
  return { locator, modules: [locator.module] };
}

/**
 * The folders to open a workspace for, each, to see all code at and below a folder: the folder itself where something is in
 * charge of it, else every module below it, and the folder as GOPATH code where any lies outside of them.
 */
export function workspaceFolders(dir: string, options: WorkspaceOptions = {}): string[] {
  const { environment = readEnvironment(), fileSystem = diskFileSystem } = options;
  const root = path.resolve(dir);
  if (findLayout(root, environment, fileSystem).kind !== 'gopath' || environment.go111module === 'off') return [root];
  const modules: string[] = [];
  const folders = new Folders(fileSystem);
  let hasOwnCode = false;
  const entersModule = (found: string) => {
    modules.push(found);
    return false;
  };
  const rules = { entersModule, entersVendor: false, isIgnored: () => false };
  for (const found of walkFolders(root, rules, fileSystem)) hasOwnCode ||= folders.hasGoFiles(found);
  return hasOwnCode || modules.length === 0 ? [root, ...modules] : modules;
}
