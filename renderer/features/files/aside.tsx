// What the room shows instead of the file in view: encrypting a clear one, or who can open what. Refs only.
import { createContext, useContext } from 'react';

export type Aside = { readonly what: 'encrypt'; readonly file: string } | { readonly what: 'people'; readonly project: string; /** The file that somebody asked about; else the people. */ readonly path?: string };

interface AsideState {
  readonly aside: Aside | undefined;
  show(aside: Aside | undefined): void;
}

const AsideContext = createContext<AsideState>({ aside: undefined, show: () => undefined });
export const AsideProvider = AsideContext.Provider;
export const useAside = (): AsideState => useContext(AsideContext);
