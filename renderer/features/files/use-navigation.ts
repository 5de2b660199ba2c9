// Ties the room to the window: tells what is in view, opens what history and search ask for, and names what can be found. Names only, never a value.
import { useEffect, useRef } from 'react';
import { useBridge, type FileState, type Told } from '../../bridge/index.ts';
import { useErrorWords, useNavigation, useStores, useWords, type FilePlace, type SearchGroup } from '../../stores/index.ts';
import { useAside } from './aside.tsx';
import { useFiles, useFilesStore } from './files-context.tsx';
import { pathAt } from './grid/entry-tree.ts';
import type { OpenFile } from './store.ts';
import { useLeaving } from './use-leaving.ts';

interface Found {
  readonly place: FilePlace;
  readonly project: string;
}

const iconOf = (state: FileState | undefined): 'lock' | 'lock-open' | 'file-text' => (state === 'clear-text' ? 'lock-open' : state === 'rules' ? 'file-text' : 'lock');

/** A name, in a nested file the whole path. */
const nameAt = ({ opened, columns }: OpenFile, index: number): string => (opened.shape === 'flat' ? (columns.name[index] ?? '') : pathAt(columns, index));

/** Mounted once with the room. */
export function useFilesNavigation(): void {
  const { palette: say, files: filesSay } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const store = useFilesStore();
  const { navigation, projects, toasts } = useStores();
  const { mayLeaveTyping } = useLeaving();
  const { aside, show } = useAside();
  const selected = useFiles((state) => state.selected?.file);
  const latest = useRef({ say, filesSay, errors, mayLeaveTyping });
  useEffect(() => {
    latest.current = { say, filesSay, errors, mayLeaveTyping };
  });

  useEffect(() => {
    const tell = (): void => {
      const { selected } = store.getState();
      if (selected !== undefined) navigation.getState().visited({ room: 'files', ...selected });
    };
    tell();
    return store.subscribe((now, before) => { if (now.selected !== before.selected) tell(); });
  }, [store, navigation]);

  // WHY by project: a file that the last look did not find may be back after the next one, a closed project is gone.
  useEffect(() => projects.subscribe((now, before) => {
    if (now.projects === before.projects) return;
    const known = new Set(now.projects.map(({ project }) => project));
    navigation.getState().keep(({ project }) => known.has(project));
  }), [projects, navigation]);

  useEffect(() => navigation.getState().onLeave(() => latest.current.mayLeaveTyping()), [navigation]);

  useEffect(() => navigation.getState().onOpen(async (place) => {
    const listed = projects.getState().files.get(place.project)?.files.find(({ file }) => file === place.file);
    if (store.getState().selected?.file === place.file && store.getState().refusal === undefined) {
      show(undefined);
      return true;
    }
    if (!(await latest.current.mayLeaveTyping())) return false;
    show(undefined);
    // WHY not awaited: a slow file must not hold the way back.
    void store.getState().select({ project: place.project, file: place.file, path: place.path, state: listed?.state ?? place.state });
    return true;
  }), [navigation, projects, store, show]);

  // WHY not for another file: encrypting is shown with its own only.
  const covers = aside?.what === 'people' || (aside !== undefined && aside.file === selected);
  useEffect(() => (covers ? navigation.getState().cover(() => { show(undefined); }) : undefined), [covers, navigation, show]);

  useEffect(() => {
    const everyFile = (): readonly Found[] => projects.getState().projects.flatMap(({ project, name, sample }) =>
      (projects.getState().files.get(project)?.files ?? []).map(({ file, path, state }) => ({ place: { room: 'files' as const, project, file, path, state }, project: sample ? latest.current.filesSay.sampleName : name })));
    const copy = async ({ opened, columns }: OpenFile, index: number): Promise<void> => {
      const { show } = toasts.getState();
      const name = nameAt({ opened, columns }, index);
      const refuse = (told: Told): void => { show(`${latest.current.errors(told).title}. ${latest.current.errors(told).next}`, 'refused'); };
      const answer = await bridge.call('sops.copyEntry', { document: opened.document, entry: columns.entry[index] ?? -1 });
      if (answer.ok) show(latest.current.filesSay.copiedSaid(name, Math.ceil(answer.value.clearAfterMs / 1000)));
      else refuse(answer.error);
    };
    const groups = (): readonly SearchGroup[] => {
      const files = everyFile();
      const placeOf = new Map(files.map(({ place }) => [place.file, place]));
      const documents = [...store.getState().documents].filter(([file]) => placeOf.has(file));
      const keys = documents.flatMap(([file, open]) => open.columns.shape.flatMap((shape, index) => (open.columns.change[index] === 'removed' || shape === 'document' || open.opened.shape === 'whole' ? [] : [{ name: nameAt(open, index), file, open, index }])));
      const go = (place: FilePlace | undefined, entry?: number): void => {
        if (place === undefined) return;
        if (entry !== undefined && store.getState().mode === 'text') void store.getState().setMode('grid');
        void navigation.getState().open(place, entry);
      };
      return [
        {
          id: 'keys', title: latest.current.say.keys, icon: () => 'key-round', names: keys.map(({ name }) => name), where: (index) => placeOf.get(keys[index]?.file ?? '')?.path ?? '',
          open: (index) => { const key = keys[index]; if (key !== undefined) go(placeOf.get(key.file), key.open.columns.entry[key.index]); },
          copy: (index) => { const key = keys[index]; if (key !== undefined) void copy(key.open, key.index); },
        },
        { id: 'files', title: latest.current.say.files, icon: (index) => iconOf(files[index]?.place.state), names: files.map(({ place }) => place.path), where: (index) => files[index]?.project ?? '', open: (index) => { go(files[index]?.place); } },
      ];
    };
    return navigation.getState().onSearch(groups);
  }, [bridge, navigation, projects, store, toasts]);
}

/** Tells which entry somebody searched for, once for each search, as soon as its file is the one in view. */
export function useWantedEntry(file: string, goTo: (wanted: { readonly entry: number }) => void): void {
  const { navigation } = useStores();
  const wanted = useNavigation((state) => state.wanted);
  useEffect(() => {
    if (wanted?.file !== file) return;
    navigation.getState().arrived();
    goTo({ entry: wanted.entry });
  }, [wanted, file, goTo, navigation]);
}
