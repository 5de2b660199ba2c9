// Every language at once, for those who answer in whichever is asked for: the command line, the shell, tests. The page must not import it: it loads one language only.
import type { ErrorData } from '../ipc/define.ts';
import { en, type Catalogue } from './en.ts';
import type { ErrorWords } from './error-code.ts';
import { fr } from './fr.ts';
import { errorWordsIn, type Lang } from './index.ts';

/** The whole catalogue of one language. */
export function words(language: Lang): Catalogue {
  return language === 'fr' ? fr : en;
}

/** What happened, why it usually does, what to do next. A code that this version does not know is told like `internal`. */
export function errorWords(language: Lang, code: string, data: ErrorData = {}): ErrorWords {
  return errorWordsIn(words(language), code, data);
}
