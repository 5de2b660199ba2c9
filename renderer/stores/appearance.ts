// The look as the person chose it; the core keeps the choice and tells of changes made elsewhere. Switched live.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppBridge, Appearance, Theme } from '../bridge/index.ts';
import { loadWords, type Catalogue, type Lang } from '../../shared/words/index.ts';

export type AppearanceChange = Partial<Appearance>;
export interface AppearanceState extends Appearance {
  /** The language in use: chosen, or the system's. */
  readonly lang: Lang;
  readonly words: Catalogue;
  load(systemLanguage: Lang | Promise<Lang>): Promise<void>;
  /** Changes at once; the choice is kept even if the core could not write it down. */
  choose(next: AppearanceChange): Promise<boolean>;
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];
/** The theme that follows `theme` when one button walks through all. */
export const nextTheme = (theme: Theme): Theme => themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';

const defaults: Appearance = { language: 'system', theme: 'system', density: 'comfortable', contentProtection: false, paneWidth: 0, profileLater: false };

export function createAppearanceStore(bridge: AppBridge, firstGuess: Lang, firstWords: Catalogue): StoreApi<AppearanceState> {
  let system: Lang = firstGuess;
  /** The language that was asked for last: its words may still be on their way. */
  let wanted: Lang = firstGuess;
  /** Choices of this window that the core has not answered yet: what it tells meanwhile is older than they are. */
  let choosing = 0;
  const langOf = ({ language }: Pick<Appearance, 'language'>): Lang => (language === 'system' ? system : language);
  return createStore<AppearanceState>((set, get) => {
    /** Everything at once but a language whose words must be fetched first. */
    async function show(next: AppearanceChange): Promise<void> {
      set(next);
      const lang = langOf(get());
      wanted = lang;
      if (lang === get().lang) return;
      const words = await loadWords(lang);
      if (wanted === lang) set({ lang, words });
    }
    bridge.on((event) => {
      if (event.name === 'settings.changed' && choosing === 0) void show(event.payload);
    });
    return {
      ...defaults,
      lang: firstGuess,
      words: firstWords,
      async load(systemLanguage) {
        const answer = await bridge.call('settings.get', {});
        system = await systemLanguage;
        await show(answer.ok ? answer.value : defaults);
      },
      async choose(next) {
        choosing += 1;
        const [answer] = await Promise.all([bridge.call('settings.set', next), show(next)]);
        choosing -= 1;
        if (answer.ok && choosing === 0) await show(answer.value);
        return answer.ok;
      },
    };
  });
}
