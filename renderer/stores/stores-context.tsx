// All app-wide stores, made once over one bridge and handed down by a context; and the words of the language in use.
import { createContext, useCallback, useContext, useEffect, type ReactNode } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { errorWordsIn, type Catalogue, type ErrorWords, type Lang } from '../../shared/words/index.ts';
import type { AppBridge, Told } from '../bridge/index.ts';
import { createAppearanceStore, type AppearanceState } from './appearance.ts';
import { createKeptStore, type KeptState } from './kept.ts';
import { createNavigationStore, type NavigationState } from './navigation.ts';
import { createProfileStore, type ProfileView } from './profile.ts';
import { createProjectsStore, type ProjectsState } from './projects.ts';
import { createQuestionStore, type QuestionState } from './questions.ts';
import { createSessionStore, type Session } from './session.ts';
import { createShortcutStore, type Command, type ShortcutState } from './shortcuts.ts';
import { createToastStore, type ToastState } from './toasts.ts';

export interface Stores {
  readonly session: StoreApi<Session>;
  readonly appearance: StoreApi<AppearanceState>;
  readonly profile: StoreApi<ProfileView>;
  readonly projects: StoreApi<ProjectsState>;
  readonly toasts: StoreApi<ToastState>;
  readonly questions: StoreApi<QuestionState>;
  readonly navigation: StoreApi<NavigationState>;
  readonly shortcuts: StoreApi<ShortcutState>;
  readonly kept: StoreApi<KeptState>;
}

/** `firstGuess` is the language until the core has said which one the system speaks, with its words. */
export const createStores = (bridge: AppBridge, firstGuess: Lang, firstWords: Catalogue): Stores => ({
  session: createSessionStore(bridge),
  appearance: createAppearanceStore(bridge, firstGuess, firstWords),
  profile: createProfileStore(bridge),
  projects: createProjectsStore(bridge),
  toasts: createToastStore(),
  questions: createQuestionStore(),
  navigation: createNavigationStore(),
  shortcuts: createShortcutStore(),
  kept: createKeptStore(),
});

const StoresContext = createContext<Stores | undefined>(undefined);

export function StoresProvider({ stores, children }: { readonly stores: Stores; readonly children: ReactNode }) {
  return <StoresContext.Provider value={stores}>{children}</StoresContext.Provider>;
}

export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === undefined) throw new Error('no stores: wrap the tree in StoresProvider');
  return stores;
}

export const useSession = <T,>(pick: (state: Session) => T): T => useStore(useStores().session, pick);
export const useAppearance = <T,>(pick: (state: AppearanceState) => T): T => useStore(useStores().appearance, pick);
export const useProfile = <T,>(pick: (state: ProfileView) => T): T => useStore(useStores().profile, pick);
export const useProjects = <T,>(pick: (state: ProjectsState) => T): T => useStore(useStores().projects, pick);
export const useToasts = <T,>(pick: (state: ToastState) => T): T => useStore(useStores().toasts, pick);
export const useQuestions = <T,>(pick: (state: QuestionState) => T): T => useStore(useStores().questions, pick);
export const useNavigation = <T,>(pick: (state: NavigationState) => T): T => useStore(useStores().navigation, pick);
export const useShortcuts = <T,>(pick: (state: ShortcutState) => T): T => useStore(useStores().shortcuts, pick);

/** The catalogue of the language in use. */
export const useWords = (): Catalogue => useAppearance((state) => state.words);
/** Puts refusals into words of the language in use. */
export function useErrorWords(): (told: Told) => ErrorWords {
  const words = useWords();
  // WHY kept: a new function each time would draw every row of a list again.
  return useCallback(({ code, data }) => errorWordsIn(words, code, data), [words]);
}
/** Offers commands to the palette and the system's menu while mounted. Hand in the same array as long as nothing changed. */
export function useCommands(commands: readonly Command[]): void {
  const register = useShortcuts((state) => state.register);
  useEffect(() => {
    const off = commands.map((command) => register(command));
    return () => { for (const takeOff of off) takeOff(); };
  }, [register, commands]);
}
