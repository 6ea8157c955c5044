// Chooses the language of a program or a worker thread. The extension gets its translations from VS Code instead.
import { readFileSync } from 'node:fs';
import { findLanguage, type Language } from './language.ts';
import { currentLanguage, useTranslations } from './translation.ts';

/** The folder of the translations: beside dist/, and from source at the top of the repository. */
const folder = new URL(import.meta.url.endsWith('.ts') ? '../../l10n/' : '../l10n/', import.meta.url);

/**
 * Renders messages of this thread in the language of a locale (`zh-cn`, `zh_CN.UTF-8`), in English where there is none for it.
 * Call it before any message is rendered.
 */
export function setLanguage(locale: string): void {
  const language = findLanguage(locale) ?? 'en';
  if (language !== currentLanguage()) useTranslations(language, language === 'en' ? {} : readBundle(language));
}

function readBundle(language: Language): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`bundle.l10n.${language}.json`, folder), 'utf8'));
}
