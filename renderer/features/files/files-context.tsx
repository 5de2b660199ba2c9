// Hands the room's store to its parts.
import { createContext, useContext } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { FilesState } from './store.ts';

const FilesContext = createContext<StoreApi<FilesState> | undefined>(undefined);
export const FilesProvider = FilesContext.Provider;

export function useFilesStore(): StoreApi<FilesState> {
  const store = useContext(FilesContext);
  if (store === undefined) throw new Error('no store: wrap the tree in FilesProvider');
  return store;
}
export const useFiles = <T,>(pick: (state: FilesState) => T): T => useStore(useFilesStore(), pick);
