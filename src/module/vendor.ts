// vendor/modules.txt: which module each vendored package comes from.
import { DEFAULT_LANGUAGE_VERSION } from './build-list.ts';
import { languageVersion } from './semver.ts';

/** A module some packages of which are in the vendor folder. */
export interface VendoredModule {
  readonly path: string;
  /** Of the code in use; empty where the module is replaced by a folder. */
  readonly version: string;
  /** Language version. */
  readonly goVersion: string;
}

/** What a modules.txt says. */
export interface VendorList {
  /** The module of each vendored package, by import path. */
  readonly packages: ReadonlyMap<string, VendoredModule>;
  /** Whether it was written by `go work vendor`. */
  readonly isWorkspace: boolean;
}

/** Reads the text of a vendor/modules.txt. Lines it does not know are passed over. */
export function parseVendorList(text: string): VendorList {
  const packages = new Map<string, VendoredModule>();
  let isWorkspace = false;
  let module: { path: string; version: string; goVersion: string } | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('## ')) {
      const notes = line
        .slice(3)
        .split(';')
        .map((note) => note.trim());
      if (notes[0] === 'workspace') isWorkspace = true;
      const go = notes.find((note) => note.startsWith('go '));
      if (module !== undefined && go !== undefined) module.goVersion = languageVersion(go.slice(3)) ?? module.goVersion;
    } else if (line.startsWith('# ')) {
      const [before = '', after = ''] = line.slice(2).split(' => ');
      const [modulePath = '', version = ''] = before.trim().split(/\s+/);
      const replacement = after.trim().split(/\s+/);
      const usedVersion = after === '' ? version : (replacement[1] ?? '');
      module = { path: modulePath, version: usedVersion, goVersion: DEFAULT_LANGUAGE_VERSION };
    } else if (line.trim() !== '' && module !== undefined) {
      packages.set(line.trim(), module);
    }
  }
  return { packages, isWorkspace };
}
