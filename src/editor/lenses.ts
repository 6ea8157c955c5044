// Lines above the code of a file which the current target does not have: for which it is built, and what is used instead.
import type { Target } from '../platform/target.ts';
import type { Lens } from './answers.ts';
import type { DocumentView } from './document-view.ts';

/** The lenses of a document; none where the file is built for the current target, or for none at all. */
export function lensesOf(_view: DocumentView, _currentTarget: Target): Lens[] {
  return [];
}
