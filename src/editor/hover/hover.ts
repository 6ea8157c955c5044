// What an editor shows where the pointer rests: what differs between targets, and what the comments of the tools mean.
import { goComments } from '../../analysis/comments.ts';
import { hashComments } from '../../analysis/suppressions.ts';
import type { Hover } from '../answers.ts';
import type { DocumentView } from '../document-view.ts';
import { constraintHover } from './constraint.ts';
import { layoutHover } from './layout.ts';
import { suppressionHover } from './suppression.ts';

/** What the user wants to see. */
export interface HoverOptions {
  /** Sizes, alignments and offsets. */
  readonly layout: boolean;
  /** What build constraints and file names select. */
  readonly constraints: boolean;
}

/** The text about what stands at an offset of a Go file; undefined where there is nothing to say. */
export function hoverAt(view: DocumentView, offset: number, options: HoverOptions): Hover | undefined {
  return (
    suppressionHover(view.tree.text, () => goComments(view.tree), offset) ??
    (options.constraints ? constraintHover(view, offset) : undefined) ??
    (options.layout ? layoutHover(view, offset) : undefined)
  );
}

/** The text about what stands at an offset of a document that is not Go. */
export function documentHoverAt(text: string, offset: number): Hover | undefined {
  return suppressionHover(text, () => hashComments(text), offset);
}
