// The words of the command line in one language. Must never be needed for a plain answer: a script that reads a value should not wait for words.
import { cliEn, type CliWords } from './cli-en.ts';
import { cliFr } from './cli-fr.ts';

export type { CliWords } from './cli-en.ts';
/** What can go wrong before the core is asked, or around it. */
export type CliErrorCode = keyof CliWords['errors'];

export function cliWords(language: 'en' | 'fr'): CliWords {
  return language === 'fr' ? cliFr : cliEn;
}
