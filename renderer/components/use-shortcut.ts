// Keys of the whole window, such as Ctrl+O, handed to the one registry. Knows no key by itself.
import { createContext, useContext, useEffect, useRef } from 'react';

export interface KeyAction {
  readonly act: () => void;
  readonly overDialogs: boolean;
  readonly whileTyping: boolean;
}
/** Answers to `keys` until the answer is called. */
export type BindKeys = (keys: string, action: KeyAction) => () => void;

const KeysContext = createContext<BindKeys | undefined>(undefined);
/** Hands the registry to the tree. */
export const KeysProvider = KeysContext.Provider;

export interface ShortcutOptions {
  /** Acts while a dialog is open, too. */
  readonly overDialogs?: boolean;
  /** False leaves the keys to a field in which somebody types, which has its own undo. */
  readonly whileTyping?: boolean;
}

/**
 * Runs `act` on `keys`: `Ctrl+S`, `Ctrl+Shift+Z`, `Alt+ArrowLeft`, `Ctrl+/`, where `Ctrl` is Command on macOS.
 * Silent while a dialog is open unless told otherwise. Of several that want the same keys the last one mounted acts.
 */
export function useShortcut(keys: string, act: () => void, { overDialogs = false, whileTyping = true }: ShortcutOptions = {}): void {
  const bind = useContext(KeysContext);
  if (bind === undefined) throw new Error('no registry of keys: wrap the tree in KeysProvider');
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => bind(keys, { act: () => { latest.current(); }, overDialogs, whileTyping }), [bind, keys, overDialogs, whileTyping]);
}
