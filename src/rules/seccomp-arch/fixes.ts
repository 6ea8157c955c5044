// The fixes of profiles: names added to a list, written as the others are.
import type { Document } from '../../formats/document.ts';
import type { Word, WordList } from '../../formats/seccomp.ts';
import { message } from '../../messages/catalogue.ts';
import type { Fix } from '../finding.ts';

/** Adds architectures. The container runtime has to know their names, so that it is for the user to choose. */
export function addNames(document: Document, list: WordList, names: readonly string[]): Fix {
  return {
    title: message('seccomp-arch-fix-names', { names: names.join(', ') }),
    edits: [insertion(document, list, list.words.at(-1)!, names)],
    automatic: false,
  };
}

/** Allows the calls beside the one that they stand for. What a filter lets through is for the user to decide. */
export function addCalls(document: Document, list: WordList, behind: Word, calls: readonly string[]): Fix {
  return {
    title: message('seccomp-arch-fix-calls', { calls: calls.join(', ') }),
    edits: [insertion(document, list, behind, calls)],
    automatic: false,
  };
}

/** Elements behind one of a list: on lines of their own where it has one, quoted as it is. */
function insertion({ path, text }: Document, { words }: WordList, behind: Word, values: readonly string[]) {
  const { start, end } = behind;
  const lead = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const quote = /^["']/.exec(text.slice(start, end))?.[0] ?? '';
  const isDash = /^\s*-\s+$/.test(lead);
  const isOnOwnLine = isDash || (/^\s*$/.test(lead) && words.length > 1);
  const separator = isDash ? `\n${lead}` : isOnOwnLine ? `,\n${lead}` : ', ';
  return { path, start: end, end, text: values.map((value) => separator + quote + value + quote).join('') };
}
