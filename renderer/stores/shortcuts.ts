// The one registry of keys and commands: who answers to which keys now, and what the palette and the system's menu can run. Knows no room.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isPressed, type Pressed } from './shortcut-keys.ts';

/** One way to answer to keys. */
export interface KeyHandler {
  readonly act: () => void;
  /** Answers while a dialog is open, too. */
  readonly overDialogs: boolean;
  /** False leaves the keys to a field in which somebody types. */
  readonly whileTyping: boolean;
}
/** What the window looks like at the moment of a key. */
export interface Moment {
  readonly dialogOpen: boolean;
  readonly typing: boolean;
}
export type CommandGroup = 'files' | 'vault' | 'audit' | 'window';
/** Something that can be done by name. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** The keys that do the same; shown beside the title. */
  readonly keys?: string;
  /** Why it cannot be done now. */
  readonly off?: string | undefined;
  readonly run: () => void;
}

export interface ShortcutState {
  /** In the order in which they were registered. */
  readonly commands: readonly Command[];
  /** Replaces a command of the same id; the answer takes this one off. */
  register(command: Command): () => void;
  /** Answers to `keys` until the answer is called. Of several the last one bound is asked. */
  bind(keys: string, handler: KeyHandler): () => void;
  /** What a key press means: runs its handler, and answers true if the keys are ours, so that nobody else acts on them. */
  press(pressed: Pressed, mac: boolean, moment: Moment): boolean;
  /** Does what `keys` would do, without a keyboard. False if nobody answers to them. */
  actOn(keys: string): boolean;
  /** Runs a command by its id unless it is off. */
  run(id: string): boolean;
}

export function createShortcutStore(): StoreApi<ShortcutState> {
  const bound: { readonly keys: string; readonly handler: KeyHandler }[] = [];
  return createStore<ShortcutState>((set, get) => ({
    commands: [],
    register(command) {
      set(({ commands }) => {
        const at = commands.findIndex(({ id }) => id === command.id);
        return { commands: at === -1 ? [...commands, command] : commands.with(at, command) };
      });
      return () => { set(({ commands }) => ({ commands: commands.filter((known) => known !== command) })); };
    },
    bind(keys, handler) {
      const entry = { keys, handler };
      bound.push(entry);
      return () => { bound.splice(bound.indexOf(entry), 1); };
    },
    press(pressed, mac, { dialogOpen, typing }) {
      const found = bound.findLast(({ keys }) => isPressed(keys, pressed, mac));
      if (found === undefined || (typing && !found.handler.whileTyping)) return false;
      if (!dialogOpen || found.handler.overDialogs) found.handler.act();
      return true;
    },
    actOn(keys) {
      const found = bound.findLast((entry) => entry.keys === keys);
      found?.handler.act();
      return found !== undefined;
    },
    run(id) {
      const command = get().commands.find((known) => known.id === id);
      if (command === undefined || command.off !== undefined) return false;
      command.run();
      return true;
    },
  }));
}
