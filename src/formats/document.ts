// A document that is not Go, as the rules see it: its text, its format and the places where an architecture may be named.

export type Format = 'dockerfile' | 'makefile' | 'shell' | 'yaml' | 'json';

export interface Document {
  /** Absolute path. */
  readonly path: string;
  readonly format: Format;
  readonly text: string;
}

/**
 * What kind of place it is:
 * - `download-url`: the address of something that is fetched;
 * - `image`: the name of a container image, with its tag;
 * - `base-platform`: `FROM --platform=`; `platform`: any other `os/arch` that is asked for;
 * - `goarch`: the value GOARCH gets; `arch-variable`: the value another variable for an architecture gets;
 * - `library-path`: a folder or file of one architecture in a system's library folders;
 * - `copied-file`: a file that is put into an image; `file`: any other file name or word of a command;
 * - `package-source`: a package source that is restricted to an architecture (`deb [arch=amd64] …`);
 * - `node-selector`: the value of an architecture label of Kubernetes nodes;
 * - `deprecated-label`: the key `beta.kubernetes.io/arch`.
 */
export type MentionContext =
  | 'download-url'
  | 'image'
  | 'base-platform'
  | 'platform'
  | 'goarch'
  | 'arch-variable'
  | 'library-path'
  | 'copied-file'
  | 'file'
  | 'package-source'
  | 'node-selector'
  | 'deprecated-label';

/** A place that names an architecture where it has an effect. */
export interface Mention {
  readonly context: MentionContext;
  /** Range of the whole word or value, without quotes, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The variable or key whose value it is; empty where there is none. */
  readonly key: string;
  /** GOOS where the place names one beside the architecture. */
  readonly goos?: string;
  /** Whether the value counts only where nothing else sets it: `${ARCH:-amd64}`, `ARCH ?= amd64`. */
  readonly isDefault: boolean;
  /** Whether it stands in a branch, a target or an entry that is for this architecture. */
  readonly isGuarded: boolean;
  /** Whether a variable of the format can be written there: not between single quotes. */
  readonly isExpandable: boolean;
  /** Mentions of one command list or instruction have the same number: what is downloaded and what is done with it. */
  readonly scope: number;
  /** Of a deprecated label: whether the label that replaces it stands beside it already. */
  readonly hasReplacement?: boolean;
}

/** A shell script within a document, offsets unchanged: what the document's own syntax adds is blanked out. */
export interface Script {
  /** Offset of the script in the document. */
  readonly start: number;
  readonly text: string;
}

/** Longest document that is looked at, in UTF-16 units: nobody writes longer ones by hand. */
export const MAX_DOCUMENT_LENGTH = 1 << 20;
