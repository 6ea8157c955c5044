// The go command's settings that decide where packages are found, as the go command itself would find them, by reading
// files only: nothing is run.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { diskFileSystem, type FileSystem } from './file-system.ts';
import { compareGoVersions } from './semver.ts';

/** A Go installation. */
export interface Toolchain {
  /** Undefined where none was found. */
  readonly goroot: string | undefined;
  /** Its version without the prefix: `1.26.8`; undefined where it is unknown. */
  readonly goVersion: string | undefined;
}

/** Where the go command would look, and what it is told to do. */
export interface GoEnvironment extends Toolchain {
  /** The folders of GOPATH, in order. */
  readonly gopath: readonly string[];
  readonly gomodcache: string;
  /** The `-mod` flag of GOFLAGS: `mod`, `readonly` or `vendor`; empty where there is none. */
  readonly mod: string;
  /** The `-modfile` flag of GOFLAGS: the file that is read in place of go.mod. */
  readonly modFile: string;
  /** The build tags of GOFLAGS. */
  readonly tags: readonly string[];
  readonly goexperiment: readonly string[];
  /** GO111MODULE: `on`, `off` or `auto`; empty means on. */
  readonly go111module: string;
  /** GOWORK: `off` or the path of a go.work; empty means that it is looked for. */
  readonly gowork: string;
  /** GOTOOLCHAIN: whether a newer toolchain that go.mod asks for may be used in place of `goroot`. */
  readonly gotoolchain: string;
}

/** What {@link readEnvironment} reads from; every part has the real one as its default. */
export interface EnvironmentInputs {
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly fileSystem?: FileSystem;
  readonly platform?: NodeJS.Platform;
  /** Follows all symbolic links of a path; undefined where nothing is there. */
  readonly realPath?: (file: string) => string | undefined;
  /** Answers of a real `go env`, where the user trusts the workspace enough to run it. They win over everything else. */
  readonly known?: Readonly<Record<string, string>>;
}

function realPathOnDisk(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

/** The settings of the `KEY=value` lines of a GOENV file. */
function parseEnvFile(text: string | undefined): Map<string, string> {
  const settings = new Map<string, string>();
  for (const line of (text ?? '').split('\n')) {
    const match = /^([A-Z][A-Z0-9_]*)=(.*?)\r?$/.exec(line);
    if (match !== null) settings.set(match[1]!, match[2]!);
  }
  return settings;
}

/** Splits GOFLAGS at spaces; a flag in quotes may hold some. */
function splitFlags(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3]!);
}

/** The value of the last `-name=value` (or `--name=value`) among flags. */
function flagValue(flags: readonly string[], name: string): string {
  const values = flags.flatMap((flag) => new RegExp(`^--?${name}=(.*)$`, 's').exec(flag)?.[1] ?? []);
  return values.at(-1) ?? '';
}

/** Splits a list of build tags: at commas, or at spaces as old versions of the go command had it. */
export function splitTags(text: string): string[] {
  return text.split(/[\s,]+/).filter((tag) => tag !== '');
}

function homeFolder(variables: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  return (platform === 'win32' ? variables.USERPROFILE : variables.HOME) ?? '';
}

/** The user's own GOENV file, as os.UserConfigDir has it. */
function defaultEnvFile(variables: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  const home = homeFolder(variables, platform);
  let configuration = '';
  if (platform === 'win32') configuration = variables.AppData ?? variables.APPDATA ?? '';
  else if (platform === 'darwin') configuration = home && path.join(home, 'Library', 'Application Support');
  else configuration = variables.XDG_CONFIG_HOME || (home && path.join(home, '.config'));
  return configuration && path.join(configuration, 'go', 'env');
}

/** Whether a folder holds a Go installation with the sources of its standard library. */
function isGoroot(dir: string, files: FileSystem): boolean {
  return (
    files.isFile(path.join(dir, 'src', 'runtime', 'runtime.go')) ||
    files.isFile(path.join(dir, 'src', 'runtime', 'extern.go'))
  );
}

/** The installation the `go` on PATH belongs to. */
function gorootOnPath(
  searchPath: string,
  platform: NodeJS.Platform,
  realPath: (file: string) => string | undefined,
  files: FileSystem,
) {
  for (const dir of searchPath.split(path.delimiter)) {
    if (!path.isAbsolute(dir)) continue;
    const command = path.join(dir, platform === 'win32' ? 'go.exe' : 'go');
    if (!files.isFile(command)) continue;
    // The folder as it is named first, as the go command does; then where its links lead.
    for (const file of [command, realPath(command)]) {
      const goroot = file && path.dirname(path.dirname(file));
      if (goroot && isGoroot(goroot, files)) return goroot;
    }
  }
  return undefined;
}

/** Folders that keep one installation per version, below the home folder, and where `bin` is inside of each. */
const versionManagers: readonly (readonly [versions: string, goroot: string])[] = [
  ['sdk', ''],
  ['.goenv/versions', ''],
  ['.gvm/gos', ''],
  ['.asdf/installs/golang', 'go'],
  ['.local/share/mise/installs/go', ''],
];

const usualFolders: Readonly<Record<string, readonly string[]>> = {
  win32: ['C:\\Program Files\\Go', 'C:\\Go'],
  darwin: ['/usr/local/go', '/opt/homebrew/opt/go/libexec', '/usr/local/opt/go/libexec', '/opt/local/lib/go'],
  linux: [
    '/usr/local/go',
    '/usr/lib/go',
    '/usr/lib/golang',
    '/snap/go/current',
    '/home/linuxbrew/.linuxbrew/opt/go/libexec',
  ],
};

function gorootInUsualFolders(home: string, platform: NodeJS.Platform, files: FileSystem): string | undefined {
  const folders = [...(usualFolders[platform] ?? usualFolders.linux!)];
  if (home !== '') {
    folders.push(path.join(home, 'go-sdk'), path.join(home, '.local', 'go'));
    for (const [versions, goroot] of versionManagers) {
      const dir = path.join(home, versions);
      const names = (files.readDir(dir) ?? []).map((entry) => entry.name);
      const newestFirst = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
      folders.push(...newestFirst.map((name) => path.join(dir, name, goroot)));
    }
  }
  return folders.find((dir) => isGoroot(dir, files));
}

/** The version a GOROOT says it has, without its prefix: `1.26.8`, `1.27-devel_abc`; undefined where it says nothing. */
export function readGoVersion(goroot: string, files: FileSystem): string | undefined {
  const version = files.readText(path.join(goroot, 'VERSION'));
  const released = /^(?:go|devel go)(\d\S*)/.exec(version ?? '')?.[1];
  if (released !== undefined) return released;
  // A checkout of Go has no VERSION file.
  const goversion = files.readText(path.join(goroot, 'src', 'internal', 'goversion', 'goversion.go')) ?? '';
  const minor = /^const Version = (\d+)/m.exec(goversion)?.[1];
  return minor && `1.${minor}`;
}

/** Finds the go command's settings. */
export function readEnvironment(inputs: EnvironmentInputs = {}): GoEnvironment {
  const {
    variables = process.env,
    fileSystem: files = diskFileSystem,
    platform = process.platform,
    known = {},
  } = inputs;
  const realPath = inputs.realPath ?? realPathOnDisk;
  const home = homeFolder(variables, platform);
  const envFile = known.GOENV || variables.GOENV || defaultEnvFile(variables, platform);
  const userSettings = parseEnvFile(envFile === 'off' || envFile === '' ? undefined : files.readText(envFile));
  const ofUser = (name: string) => known[name] || variables[name] || userSettings.get(name) || '';

  const namedRoot = ofUser('GOROOT');
  const goroot =
    (namedRoot !== '' && isGoroot(namedRoot, files) ? namedRoot : undefined) ??
    gorootOnPath(variables.PATH ?? variables.Path ?? '', platform, realPath, files) ??
    gorootInUsualFolders(home, platform, files);
  const defaults = parseEnvFile(goroot && files.readText(path.join(goroot, 'go.env')));
  const setting = (name: string) => ofUser(name) || defaults.get(name) || '';

  const defaultGopath = home && path.join(home, 'go');
  const gopath = (setting('GOPATH') || (defaultGopath === goroot ? '' : defaultGopath))
    .split(path.delimiter)
    .filter((dir) => path.isAbsolute(dir));
  const flags = splitFlags(setting('GOFLAGS'));
  return {
    goroot: goroot && path.normalize(goroot),
    goVersion: goroot && readGoVersion(goroot, files),
    gopath,
    gomodcache: setting('GOMODCACHE') || (gopath.length > 0 ? path.join(gopath[0]!, 'pkg', 'mod') : ''),
    mod: flagValue(flags, 'mod'),
    modFile: flagValue(flags, 'modfile'),
    tags: splitTags(flagValue(flags, 'tags')),
    goexperiment: setting('GOEXPERIMENT')
      .split(',')
      .filter((name) => name !== ''),
    go111module: setting('GO111MODULE'),
    gowork: setting('GOWORK'),
    gotoolchain: setting('GOTOOLCHAIN') || 'auto',
  };
}

/**
 * The Go installation used for code that asks for Go `wanted` or later (`1.27.1`): the one of the environment, or where that
 * is too old, the newer toolchain the go command has downloaded, if GOTOOLCHAIN allows it.
 */
export function selectToolchain(environment: GoEnvironment, wanted: string, files: FileSystem): Toolchain {
  const { goroot, goVersion, gotoolchain, gomodcache } = environment;
  const named = /^go(\d[^+]*)/.exec(gotoolchain)?.[1];
  const least = named ?? (gotoolchain === 'local' ? '' : wanted);
  const isNewEnough = named === undefined ? compareGoVersions(goVersion ?? '', least) >= 0 : goVersion === named;
  if (least === '' || isNewEnough) return { goroot, goVersion };
  const downloads = path.join(gomodcache, 'golang.org');
  const prefix = `toolchain@v0.0.1-go${least}.`;
  const folder = (files.readDir(downloads) ?? []).find((entry) => entry.name.startsWith(prefix));
  return folder === undefined ? { goroot, goVersion } : { goroot: path.join(downloads, folder.name), goVersion: least };
}
