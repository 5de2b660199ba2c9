// What the rows of a grid can do, as one object that never changes, so that a row re-renders only for itself.
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Answer, Told } from '../../../bridge/index.ts';
import type { MenuPlace } from '../../../components/index.ts';
import { useToasts, useWords } from '../../../stores/index.ts';
import { useFilesStore } from '../files-context.tsx';
import { documentInView } from '../store.ts';
import { useLeaving } from '../use-leaving.ts';
import type { Act } from './acts.ts';
import { offBecause, type Scene } from './can-act.ts';
import { copyNames } from './copy-names.ts';
import type { RowActions } from './entry-row.tsx';
import type { Place } from '../edits.ts';
import { stepTarget } from './grid-rows.ts';
import type { Choosing } from './use-selection.ts';

/** What opens for one key: a field in its row, a dialog. */
export type Opening = 'edit' | 'edit-large' | 'rename' | 'generate' | 'marks';
export interface GridHands {
  readonly scene: Scene;
  readonly targetsOf: (entry: number) => readonly number[];
  readonly onRefused: (told: Told) => void;
  readonly onChoose: (entry: number, how: Choosing) => void;
  /** The entry whose value is shown now. */
  readonly onShown: (entry: number) => void;
  readonly onOpen: (what: Opening, entry: number) => void;
  readonly onReveal: (entry: number) => void;
  readonly onClosed: (entry: number) => void;
  readonly onMenu: (entry: number, place: MenuPlace) => void;
  readonly onAddBelow: (entry: number) => void;
  readonly onCopy: (entry: number, name: string) => void;
  readonly onSave: () => void;
  /** Puts the focus on the row of an entry as soon as there is one. */
  readonly goTo: (entry: number) => void;
  /** Runs a change that may take the focused thing away, and puts the focus back on the row. */
  readonly keepFocus: <T>(entry: number, change: () => Promise<Answer<T>>) => Promise<T | undefined>;
}
export interface GridActs extends RowActions {
  move(entries: readonly number[], place: Place): Promise<void>;
}

export function useGridActs(hands: GridHands): GridActs {
  const { files, grid, states } = useWords();
  const announce = useToasts((state) => state.say);
  const show = useToasts((state) => state.show);
  const store = useFilesStore();
  const { mayLeaveTyping } = useLeaving();
  const latest = useRef({ hands, files, grid, states, announce, show, mayLeaveTyping });
  useLayoutEffect(() => {
    latest.current = { hands, files, grid, states, announce, show, mayLeaveTyping };
  });
  return useMemo<GridActs>(() => {
    const nameOf = (entry: number): string => {
      const { columns, indexOf } = latest.current.hands.scene;
      return columns.name[indexOf.get(entry) ?? -1] ?? '';
    };
    async function open(what: Opening, entry: number): Promise<void> {
      const { hands: { scene: { columns, indexOf }, onOpen, onChoose } } = latest.current;
      if (what !== 'marks' && !(await latest.current.mayLeaveTyping())) return;
      const index = indexOf.get(entry) ?? -1;
      const large = what === 'edit' && (columns.multiline[index] === true || columns.kind[index] === 'pem' || columns.kind[index] === 'json');
      onChoose(entry, 'only');
      onOpen(large ? 'edit-large' : what, entry);
    }
    async function move(entries: readonly number[], place: Place): Promise<void> {
      const [entry] = entries;
      if (entry === undefined) return;
      const { hands: { keepFocus } } = latest.current;
      const moved = await keepFocus(entry, async () => {
        const answer = await store.getState().moveEntries(entries, place);
        return answer.ok ? { ok: true as const, value: true } : answer;
      });
      const columns = documentInView(store.getState())?.columns;
      if (moved !== true || columns === undefined) return;
      const { grid: say, announce: tell } = latest.current;
      tell(say.movedSaid(entries.length === 1 ? nameOf(entry) : say.keysSaid(entries.length), columns.entry.indexOf(entry) + 1, columns.entry.length));
    }
    async function duplicate(entry: number): Promise<void> {
      const { hands: { keepFocus, goTo } } = latest.current;
      const name = nameOf(entry);
      const copy = await keepFocus(entry, () => store.getState().duplicateEntry(entry));
      const columns = documentInView(store.getState())?.columns;
      if (copy === undefined || columns === undefined) return;
      goTo(copy);
      latest.current.announce(latest.current.grid.duplicatedSaid(name, columns.name[columns.entry.indexOf(copy)] ?? ''));
    }
    async function all(act: 'remove' | 'restore', entry: number, entries: readonly number[]): Promise<void> {
      const { hands: { keepFocus } } = latest.current;
      const names = entries.map(nameOf);
      const done = await keepFocus(entry, async () => {
        const { removeEntries, restoreEntries } = store.getState();
        const answer = await (act === 'remove' ? removeEntries : restoreEntries)(entries);
        return answer.ok ? { ok: true as const, value: true } : answer;
      });
      if (done !== true) return;
      const { grid: say, announce: tell } = latest.current;
      if (entries.length === 1) tell(act === 'remove' ? say.removedOne(names[0] ?? '') : say.restoredOne(names[0] ?? ''));
      else tell(act === 'remove' ? say.removedSaid(entries.length) : say.restoredSaid(entries.length));
    }
    function run(act: Act, entry: number): void {
      const { hands: now, grid: say } = latest.current;
      const many = act === 'copy-name' || act === 'move-up' || act === 'move-down' || act === 'restore' || act === 'remove';
      const chosen = many ? now.targetsOf(entry) : [entry];
      const off = offBecause(act, chosen, now.scene);
      if (off !== undefined) {
        latest.current.announce(say.off[off]);
        return;
      }
      switch (act) {
        case 'reveal': now.onReveal(entry); return;
        case 'copy': now.onCopy(entry, nameOf(entry)); return;
        case 'copy-name': if (copyNames(chosen.map(nameOf))) latest.current.show(say.namesCopied(chosen.length)); return;
        case 'edit': case 'edit-large': case 'rename': case 'generate': case 'marks': void open(act, entry); return;
        case 'duplicate': void duplicate(entry); return;
        case 'add-below': now.onAddBelow(entry); return;
        case 'move-up': case 'move-down': {
          const target = stepTarget(now.scene.visible, new Set(chosen), act === 'move-up' ? -1 : 1);
          if (target !== undefined) void move(chosen, target);
          return;
        }
        case 'restore': case 'remove': void all(act, entry, chosen);
      }
    }
    return {
      shown(entry, name, seconds) {
        latest.current.hands.onShown(entry);
        latest.current.announce(latest.current.files.revealedSaid(name, seconds));
      },
      hidden(name) { latest.current.announce(latest.current.files.hiddenSaid(name)); },
      refused(told) { latest.current.hands.onRefused(told); },
      choose(entry, how) { latest.current.hands.onChoose(entry, how); },
      menu(entry, place) { latest.current.hands.onMenu(entry, place); },
      stopEditing(entry) { latest.current.hands.onClosed(entry); },
      async apply(entry, value) {
        const answer = await store.getState().setEntry(entry, value);
        return answer.ok ? undefined : answer.error;
      },
      async applyName(entry, name) {
        const answer = await store.getState().renameEntry(entry, name);
        if (!answer.ok) return answer.error;
        latest.current.announce(latest.current.grid.renamedSaid(name));
        return undefined;
      },
      save() { latest.current.hands.onSave(); },
      run,
      move,
    };
  }, [store]);
}
