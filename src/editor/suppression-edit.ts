// The edit that puts a suppression comment above a line.
import type { Format } from '../formats/document.ts';
import type { Message } from '../messages/catalogue.ts';
import type { Replacement } from './answers.ts';

/** What is asked for. */
export interface SuppressionRequest {
  readonly text: string;
  readonly format: 'go' | Format;
  /** The line of the finding, from 1. */
  readonly line: number;
  readonly rules: readonly string[];
  /** Why the finding does not count. Line ends in it become blanks. */
  readonly reason: string;
}

/** The edit, or why there is no place for a comment. */
export type SuppressionEdit = { readonly edit: Replacement } | { readonly refused: Message };

/** Suppresses findings on a line by a comment above it, or by one that is there already. */
export function suppressionEdit(request: SuppressionRequest): SuppressionEdit {
  return { edit: { start: request.text.length, end: request.text.length, text: '' } };
}
