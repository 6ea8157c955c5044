// A document that is not Go, as the rules see it: its text, its format and the places where an architecture may be named.

export type Format = 'dockerfile' | 'makefile' | 'shell' | 'yaml';

export interface Document {
  /** Absolute path. */
  readonly path: string;
  readonly format: Format;
  readonly text: string;
}
