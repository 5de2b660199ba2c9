// Which language the native dialogs speak: the one the person chose in the window, else the system's.
import { shellWords, type ShellWords } from '../../shared/words/index.ts';
import type { Core } from '../core/index.ts';

/** Asks the core each time, because the language is switched live. */
export async function currentLanguage(core: Pick<Core, 'router'>, system: 'en' | 'fr'): Promise<'en' | 'fr'> {
  const answer = JSON.parse(await core.router.handle(JSON.stringify({ call: 'settings.get', input: {} }), { role: 'cli', url: '', isMainFrame: true })) as { ok: boolean; value?: { language?: string } };
  const chosen = answer.value?.language;
  return chosen === 'en' || chosen === 'fr' ? chosen : system;
}

/** Before there is a core to ask. */
export const wordsOfSystem = shellWords;

export async function currentWords(core: Pick<Core, 'router'>, system: 'en' | 'fr'): Promise<ShellWords> {
  return shellWords(await currentLanguage(core, system));
}
