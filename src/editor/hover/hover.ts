// What an editor shows where the pointer rests in a Go file: what differs between targets, and what comments of the tools mean.
import type { Hover } from '../answers.ts';
import type { DocumentView } from '../document-view.ts';

/** What the user wants to see. */
export interface HoverOptions {
  /** Sizes, alignments and offsets. */
  readonly layout: boolean;
  /** What build constraints and file names select. */
  readonly constraints: boolean;
}

/** The text about what stands at an offset of a document; undefined where there is nothing to say. */
export function hoverAt(_view: DocumentView, _offset: number, _options: HoverOptions): Hover | undefined {
  return undefined;
}
