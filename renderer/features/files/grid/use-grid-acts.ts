// What the rows of a grid can do, as one object that never changes, so that a row re-renders only for itself.
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Answer, EntryType, Told } from '../../../bridge/index.ts';
import { copyNames, type MenuPlace } from '../../../components/index.ts';
import { useStores, useToasts, useWords } from '../../../stores/index.ts';
import { useFilesStore } from '../files-context.tsx';
import { documentInView } from '../store.ts';
import { useLeaving } from '../use-leaving.ts';
import { doneToAll, type Act } from './acts.ts';
import { isTree, offBecause, offWords, type Scene } from './can-act.ts';
import type { RowActions } from './row-frame.tsx';
import type { Place } from '../edits.ts';
import { isHolder, pathAt, treeOf } from './entry-tree.ts';
import { stepTarget } from './grid-rows.ts';
import { stepFor } from './tree-moves.ts';
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
  /** `type` is the one that a new value is to be of, if it is another one. */
  readonly onOpen: (what: Opening, entry: number, type?: EntryType) => void;
  readonly onReveal: (entry: number) => void;
  readonly onClosed: (entry: number) => void;
  readonly onMenu: (entry: number, place: MenuPlace) => void;
  /** Asks which type, or where to. */
  readonly onAsk: (what: 'retype' | 'move-to', entry: number) => void;
  readonly onAdd: (entry: number, where: 'below' | 'inside') => void;
  readonly onCopy: (entry: number, name: string) => void;
  readonly onSave: () => void;
  readonly onFold: (entry: number, folded: boolean) => void;
  /** The type of the value that is being typed, if it is another one. */
  readonly typing: EntryType | undefined;
  /** Puts the focus on the row of an entry as soon as there is one. */
  readonly goTo: (entry: number) => void;
  /** Runs a change that may take the focused thing away, and puts the focus back on the row. */
  readonly keepFocus: <T>(entry: number, change: () => Promise<Answer<T>>) => Promise<T | undefined>;
}
export interface GridActs extends RowActions {
  move(entries: readonly number[], place: Place): Promise<void>;
  retype(entry: number, type: EntryType): Promise<void>;
}

const yes = (answer: Answer<undefined>): Answer<true> => (answer.ok ? { ok: true, value: true } : answer);

export function useGridActs(hands: GridHands): GridActs {
  const { files, grid, tree, states } = useWords();
  const announce = useToasts((state) => state.say);
  const show = useToasts((state) => state.show);
  const store = useFilesStore();
  const { navigation } = useStores();
  const { mayLeaveTyping } = useLeaving();
  const latest = useRef({ hands, files, grid, tree, states, announce, show, mayLeaveTyping });
  useLayoutEffect(() => {
    latest.current = { hands, files, grid, tree, states, announce, show, mayLeaveTyping };
  });
  return useMemo<GridActs>(() => {
    const columnsNow = () => documentInView(store.getState())?.columns;
    const nameIn = (columns: Scene['columns'], index: number): string => (isTree(latest.current.hands.scene) ? pathAt(columns, index) : (columns.name[index] ?? ''));
    const nameOf = (entry: number): string => {
      const { columns, indexOf } = latest.current.hands.scene;
      return nameIn(columns, indexOf.get(entry) ?? -1);
    };
    async function open(what: Opening, entry: number, type?: EntryType): Promise<void> {
      const { hands: { scene: { columns, indexOf, types }, onOpen, onChoose } } = latest.current;
      if (what !== 'marks' && !(await latest.current.mayLeaveTyping())) return;
      const index = indexOf.get(entry) ?? -1;
      const isText = (type ?? columns.type[index] ?? 'str') === 'str' || types.length < 2;
      const large = what === 'edit' && isText && (columns.multiline[index] === true || columns.kind[index] === 'pem' || columns.kind[index] === 'json');
      onChoose(entry, 'only');
      onOpen(large ? 'edit-large' : what === 'edit-large' && !isText ? 'edit' : what, entry, type);
    }
    async function move(entries: readonly number[], place: Place): Promise<void> {
      const [entry] = entries;
      if (entry === undefined) return;
      const { hands: { keepFocus, onFold, scene } } = latest.current;
      const holder = place !== 'end' && 'inside' in place ? place.inside : undefined;
      if (holder !== undefined) onFold(holder, false);
      const moved = await keepFocus(entry, async () => yes(await store.getState().moveEntries(entries, place)));
      const columns = columnsNow();
      if (moved !== true || columns === undefined) return;
      const { grid: say, tree: sayTree, announce: tell } = latest.current;
      const index = columns.entry.indexOf(entry);
      const what = entries.length === 1 ? nameIn(columns, index) : say.keysSaid(entries.length);
      if (!isTree(scene)) tell(say.movedSaid(what, index + 1, columns.entry.length));
      else {
        const { parent, place: at, siblings } = treeOf(columns);
        const [before, after] = [treeOf(scene.columns).parent[scene.indexOf.get(entry) ?? -1] ?? -1, parent[index] ?? -1];
        tell(scene.columns.entry[before] === columns.entry[after] ? say.movedSaid(what, (at[index] ?? 0) + 1, siblings[index] ?? 0) : sayTree.movedInto(what, after === -1 ? '' : pathAt(columns, after)));
      }
    }
    async function duplicate(entry: number): Promise<void> {
      const { hands: { keepFocus, goTo } } = latest.current;
      const name = nameOf(entry);
      const copy = await keepFocus(entry, () => store.getState().duplicateEntry(entry));
      const columns = columnsNow();
      if (copy === undefined || columns === undefined) return;
      goTo(copy);
      latest.current.announce(latest.current.grid.duplicatedSaid(name, nameIn(columns, columns.entry.indexOf(copy))));
    }
    async function all(act: 'remove' | 'restore', entry: number, entries: readonly number[]): Promise<void> {
      const { hands: { keepFocus, scene: { columns, indexOf } } } = latest.current;
      const names = entries.map(nameOf);
      const index = indexOf.get(entries[0] ?? -1) ?? -1;
      const held = isHolder(columns, index) ? (treeOf(columns).values[index] ?? 0) : 0;
      const done = await keepFocus(entry, async () => {
        const { removeEntries, restoreEntries } = store.getState();
        return yes(await (act === 'remove' ? removeEntries : restoreEntries)(entries));
      });
      if (done !== true) return;
      const { grid: say, tree: sayTree, announce: tell } = latest.current;
      if (entries.length === 1 && act === 'remove' && held > 0) tell(sayTree.removedWith(names[0] ?? '', held));
      else if (entries.length === 1) tell(act === 'remove' ? say.removedOne(names[0] ?? '') : say.restoredOne(names[0] ?? ''));
      else tell(act === 'remove' ? say.removedSaid(entries.length) : say.restoredSaid(entries.length));
    }
    async function retype(entry: number, type: EntryType): Promise<void> {
      const { hands: { keepFocus, scene: { columns, indexOf } } } = latest.current;
      const name = nameOf(entry);
      // WHY emptied: null read as a text would be the word null.
      const fromNull = columns.type[indexOf.get(entry) ?? -1] === 'null';
      let unreadable = fromNull && type !== 'str';
      const done = unreadable ? undefined : await keepFocus<boolean>(entry, async () => {
        const answer = fromNull ? await store.getState().setEntry(entry, '', type) : await store.getState().retypeEntry(entry, type);
        unreadable = !answer.ok && answer.error.data['reason'] === 'not-this-type';
        return unreadable ? { ok: true as const, value: false } : yes(answer);
      });
      const { tree: say, announce: tell } = latest.current;
      if (done === true) tell(say.retyped(name, say.types[type]));
      if (!unreadable) return;
      tell(say.notReadable(name, say.types[type]));
      await open('edit', entry, type);
    }
    function run(act: Act, entry: number): void {
      const { hands: now, grid: say, tree: sayTree } = latest.current;
      const chosen = doneToAll.has(act) ? now.targetsOf(entry) : [entry];
      const off = offBecause(act, chosen, now.scene);
      if (off !== undefined) {
        latest.current.announce(offWords({ grid: say, tree: sayTree }, off));
        return;
      }
      switch (act) {
        case 'reveal': now.onReveal(entry); return;
        case 'copy': now.onCopy(entry, nameOf(entry)); return;
        case 'copy-name': if (copyNames(chosen.map(nameOf))) latest.current.show(say.namesCopied(chosen.length)); return;
        case 'history': {
          const file = documentInView(store.getState())?.opened.path;
          if (file !== undefined) void navigation.getState().lookAtLog({ filter: { subject: `${file}#${nameOf(entry)}` } }, false);
          return;
        }
        case 'edit': case 'edit-large': case 'rename': case 'generate': case 'marks': void open(act, entry); return;
        case 'retype': case 'move-to': now.onAsk(act, entry); return;
        case 'duplicate': void duplicate(entry); return;
        case 'add-below': now.onAdd(entry, 'below'); return;
        case 'add-inside': now.onAdd(entry, 'inside'); return;
        case 'move-up': case 'move-down': case 'move-in': case 'move-out': {
          const { scene } = now;
          if (isTree(scene)) {
            const step = stepFor(act, chosen.flatMap((one) => scene.indexOf.get(one) ?? []), scene);
            if ('place' in step) void move(chosen, step.place);
            return;
          }
          const target = stepTarget(scene.visible, new Set(chosen), act === 'move-up' ? -1 : 1);
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
        const answer = await store.getState().setEntry(entry, value, latest.current.hands.typing);
        return answer.ok ? undefined : answer.error;
      },
      async applyName(entry, name) {
        const answer = await store.getState().renameEntry(entry, name);
        if (!answer.ok) return answer.error;
        latest.current.announce(latest.current.grid.renamedSaid(name));
        return undefined;
      },
      save() { latest.current.hands.onSave(); },
      fold(entry, folded) { latest.current.hands.onFold(entry, folded); },
      walk(entry, way) {
        const { scene: { columns, indexOf, visible }, goTo } = latest.current.hands;
        const index = indexOf.get(entry) ?? -1;
        const holder = columns.entry[treeOf(columns).parent[index] ?? -1];
        const next = way === 'out' ? holder : visible[visible.indexOf(entry) + 1];
        if (next !== undefined) goTo(next);
      },
      run,
      move,
      retype,
    };
  }, [store, navigation]);
}
