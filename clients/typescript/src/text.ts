// SPDX-License-Identifier: MIT
// Text for people out of what is a language map, or one text where `lang` was asked for.
import type { Language, Localized } from './types.js';

/** In this language where there is one, else in English, else in Korean: what the server's `lang` gives. */
export function text(name: Localized, language: Language): string;
export function text(name: Localized | null, language: Language): string | null;
export function text(name: Localized | null, language: Language): string | null {
  if (name === null || typeof name === 'string') return name;
  return name[language] ?? name.en ?? name.ko;
}
