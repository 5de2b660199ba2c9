// Words of the shells around the window, one set for each language. Imports nothing but the two sets.
import { shellEn, type ShellWords } from './shell-en.ts';
import { shellFr } from './shell-fr.ts';

export type { ShellWords } from './shell-en.ts';

/** What native dialogs and the starting terminal say. */
export function shellWords(language: 'en' | 'fr'): ShellWords {
  return language === 'fr' ? shellFr : shellEn;
}
