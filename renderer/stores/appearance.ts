// Language and theme as the person chose them; the core keeps the choice. Switched live.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppBridge, Appearance, Theme } from '../bridge/index.ts';
import type { Lang } from '../../shared/words/index.ts';

export interface AppearanceState extends Appearance {
  /** The language in use: chosen, or the system's. */
  readonly lang: Lang;
  load(systemLanguage: Lang): Promise<void>;
  /** Changes at once; the choice is kept even if the core could not write it down. */
  choose(next: Partial<Appearance>): Promise<boolean>;
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];
/** The theme that follows `theme` when one button walks through all. */
export const nextTheme = (theme: Theme): Theme => themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';

export function createAppearanceStore(bridge: AppBridge, firstGuess: Lang): StoreApi<AppearanceState> {
  let system: Lang = firstGuess;
  const langOf = ({ language }: Pick<Appearance, 'language'>): Lang => (language === 'system' ? system : language);
  return createStore<AppearanceState>((set, get) => ({
    language: 'system',
    theme: 'system',
    lang: firstGuess,
    async load(systemLanguage) {
      system = systemLanguage;
      const answer = await bridge.call('settings.get', {});
      const chosen: Appearance = answer.ok ? answer.value : { language: 'system', theme: 'system' };
      set({ ...chosen, lang: langOf(chosen) });
    },
    async choose(next) {
      const { language, theme } = get();
      const chosen: Appearance = { language, theme, ...next };
      set({ ...chosen, lang: langOf(chosen) });
      return (await bridge.call('settings.set', chosen)).ok;
    },
  }));
}
