// The language of this thread, and its translations: the Chinese words for the English ones, as VS Code's l10n bundles have them.
import type { Language } from './language.ts';

let language: Language = 'en';
let translations: ReadonlyMap<string, string> = new Map();

/** The language in which messages of this thread are rendered. */
export function currentLanguage(): Language {
  return language;
}

/** From now on messages are rendered in `next`. `bundle` has its template for each English one; English needs none. */
export function useTranslations(next: Language, bundle: Readonly<Record<string, string>>): void {
  language = next;
  translations = new Map(Object.entries(bundle));
}

/** The template in the current language for an English one: that itself where it has no translation. */
export function translate(english: string): string {
  return translations.get(english) ?? english;
}
