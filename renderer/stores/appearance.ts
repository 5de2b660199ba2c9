// The look as the person chose it; the core keeps the choice and tells of changes made elsewhere. Switched live.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppBridge, Appearance, Theme } from '../bridge/index.ts';
import type { Lang } from '../../shared/words/index.ts';

export type AppearanceChange = Partial<Appearance>;
export interface AppearanceState extends Appearance {
  /** The language in use: chosen, or the system's. */
  readonly lang: Lang;
  load(systemLanguage: Lang): Promise<void>;
  /** Changes at once; the choice is kept even if the core could not write it down. */
  choose(next: AppearanceChange): Promise<boolean>;
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];
/** The theme that follows `theme` when one button walks through all. */
export const nextTheme = (theme: Theme): Theme => themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';

const defaults: Appearance = { language: 'system', theme: 'system', density: 'comfortable', contentProtection: false, paneWidth: 0 };

export function createAppearanceStore(bridge: AppBridge, firstGuess: Lang): StoreApi<AppearanceState> {
  let system: Lang = firstGuess;
  /** Choices of this window that the core has not answered yet: what it tells meanwhile is older than they are. */
  let choosing = 0;
  const langOf = ({ language }: Pick<Appearance, 'language'>): Lang => (language === 'system' ? system : language);
  return createStore<AppearanceState>((set, get) => {
    bridge.on((event) => {
      if (event.name === 'settings.changed' && choosing === 0) set({ ...event.payload, lang: langOf(event.payload) });
    });
    return {
      ...defaults,
      lang: firstGuess,
      async load(systemLanguage) {
        system = systemLanguage;
        const answer = await bridge.call('settings.get', {});
        const chosen = answer.ok ? answer.value : defaults;
        set({ ...chosen, lang: langOf(chosen) });
      },
      async choose(next) {
        set({ ...next, lang: langOf({ language: next.language ?? get().language }) });
        choosing += 1;
        const answer = await bridge.call('settings.set', next);
        choosing -= 1;
        if (answer.ok && choosing === 0) set({ ...answer.value, lang: langOf(answer.value) });
        return answer.ok;
      },
    };
  });
}
