// What of the person's settings the shell itself needs: the language of its dialogs and menu, and whether the window hides from screenshots.
import type { Appearance } from '../../shared/ipc/settings.ts';
import { shellWords, type ShellWords } from '../../shared/words/index.ts';
import type { Core } from '../core/index.ts';

/** The language that was chosen, or the system's. */
export function languageOf(chosen: unknown, system: 'en' | 'fr'): 'en' | 'fr' {
  return chosen === 'en' || chosen === 'fr' ? chosen : system;
}

/** Asks the core each time, because everything is switched live. */
export async function currentSettings(core: Pick<Core, 'router'>): Promise<Partial<Appearance>> {
  const answer = JSON.parse(await core.router.handle(JSON.stringify({ call: 'settings.get', input: {} }), { role: 'cli', url: '', isMainFrame: true })) as { ok: boolean; value?: Partial<Appearance> };
  return answer.value ?? {};
}

export async function currentLanguage(core: Pick<Core, 'router'>, system: 'en' | 'fr'): Promise<'en' | 'fr'> {
  return languageOf((await currentSettings(core)).language, system);
}

export interface Followed {
  readonly language: 'en' | 'fr';
  readonly contentProtection: boolean;
}

/** Tells what holds now, and again whenever the person changes one of the two. Resolves after the first time. */
export async function followSettings(core: Pick<Core, 'router' | 'events'>, system: 'en' | 'fr', tell: (now: Followed) => void): Promise<void> {
  let last: Followed | undefined;
  const hear = ({ language, contentProtection }: Partial<Appearance>): void => {
    const now = { language: languageOf(language, system), contentProtection: contentProtection === true };
    if (last?.language === now.language && last.contentProtection === now.contentProtection) return;
    last = now;
    tell(now);
  };
  core.events((event) => { if (event.name === 'settings.changed') hear(event.payload); });
  hear(await currentSettings(core));
}

/** Before there is a core to ask. */
export const wordsOfSystem = shellWords;

export async function currentWords(core: Pick<Core, 'router'>, system: 'en' | 'fr'): Promise<ShellWords> {
  return shellWords(await currentLanguage(core, system));
}
