// The layout of types as a page: every field with its offset, size and padding, for each group of targets that agree.
import type { DocumentView } from './document-view.ts';

/** A page in Markdown. */
export interface LayoutPage {
  readonly title: string;
  readonly markdown: string;
}

/** The layout of the type at an offset, or of all struct types of the file where none is there; undefined where there is none at all. */
export function layoutText(_view: DocumentView, _offset: number): LayoutPage | undefined {
  return undefined;
}
