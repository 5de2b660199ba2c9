// Door of the words: one catalogue for each language, and one place that puts a refusal into words. English is always there; whoever needs both at once imports both.ts.
import type { ErrorData } from '../ipc/define.ts';
import { en, type Catalogue } from './en.ts';
import { factsOf, type ErrorCode, type ErrorTable, type ErrorWords } from './error-code.ts';

export type { Catalogue } from './en.ts';
export type { ErrorCode, ErrorWords, LocalError } from './error-code.ts';
export { cliWords, type CliErrorCode, type CliWords } from './cli.ts';
export { kitWords, type KitWords } from './kit.ts';
export { agreementIn, shellWords, type ShellWords } from './shell.ts';
export { vaultWords, type VaultWords } from './vault.ts';
export { formatOf, type Format, type Forms } from './intl.ts';

export type Lang = 'en' | 'fr';

/** The catalogue of a language, fetched when it is first needed: the page loads one, and the other only for who asks for it. */
export async function loadWords(language: Lang): Promise<Catalogue> {
  return language === 'fr' ? (await import('./fr.ts')).fr : en;
}

const isCode = (code: string, table: ErrorTable): code is ErrorCode => Object.hasOwn(table, code);

/**
 * What happened, why it usually does, what to do next.
 * A code that this version does not know is told like `internal`; facts of the wrong type are left out.
 */
export function errorWordsIn({ errors }: Catalogue, code: string, data: ErrorData = {}): ErrorWords {
  return errors[isCode(code, errors) ? code : 'internal'](factsOf(data));
}
