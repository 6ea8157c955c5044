// What an editor session answers: plain data that can be sent between threads, without a word of any editor's protocol.
import type { Finding, Incomplete } from '../analysis/finding.ts';
import type { Message } from '../messages/catalogue.ts';

/** Replaces the UTF-16 units from `start` to `end` of a text by `text`. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is wrong in some files. */
export interface FileFindings {
  /** Absolute paths of the files that the answer is about: one that has no finding here has none. */
  readonly files: readonly string[];
  /** Whether a check of the whole package may have more to say, or something else: what the last one found in these files is in it. */
  readonly isProvisional: boolean;
  /** In those files, sorted as the command line shows them, suppressions and baseline applied. */
  readonly findings: readonly Finding[];
  readonly incomplete: readonly Incomplete[];
}

/** A text about a range of a document, in UTF-16 units. */
export interface Hover {
  readonly start: number;
  readonly end: number;
  readonly markdown: string;
}

/** A line above a range of a document, in UTF-16 units, with something to do. */
export interface Lens {
  readonly start: number;
  readonly end: number;
  readonly title: Message;
  /** What happens on a click. */
  readonly action:
    | { readonly kind: 'choose-target' }
    | { readonly kind: 'open-file'; readonly path: string }
    /** Runs the program that the file belongs to. */
    | { readonly kind: 'run' }
    /** Runs tests of the file's package: those named, or all. */
    | { readonly kind: 'test'; readonly tests?: readonly string[] }
    /** Shows the layout of the struct that is named there. */
    | { readonly kind: 'show-layout' }
    | { readonly kind: 'none' };
}
