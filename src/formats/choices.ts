// The choices by the architecture in a document, whatever its format.
import type { Choice, Outcome } from './choice.ts';
import type { Document } from './document.ts';
import { makefileChoices } from './makefile-choices.ts';
import { readDocument } from './mentions.ts';
import { shellChoices } from './shell-choices.ts';

const known = new WeakMap<Document, readonly Choice[]>();

/** All choices of a document: in its own syntax, and in the shell scripts it holds. */
export function choicesIn(document: Document): readonly Choice[] {
  const found = known.get(document) ?? read(document);
  known.set(document, found);
  return found;
}

function read(document: Document): Choice[] {
  try {
    return choicesOf(document);
  } catch (error) {
    // Conditions are read by recursion: those that nest deeper than the stack bears are left alone.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function choicesOf(document: Document): Choice[] {
  const inScripts = readDocument(document).scripts.flatMap(({ start, text }) =>
    shellChoices(text).map((choice) => moved(choice, start)),
  );
  return document.format === 'makefile' ? [...makefileChoices(document.text), ...inScripts] : inScripts;
}

/** A choice of a script, at its place in the document. */
function moved(choice: Choice, by: number): Choice {
  const shifted = <T extends Outcome>(outcome: T): T => ({
    ...outcome,
    values: outcome.values.map((value) => ({ ...value, start: value.start + by, end: value.end + by })),
  });
  return { ...choice, branches: choice.branches.map(shifted), fallback: shifted(choice.fallback) };
}
