// The Files room in its frame, and the guard against closing the window on unsaved work.
import { lazy, Suspense, useEffect, useMemo } from 'react';
import type { StoreApi } from 'zustand';
import { splitPath } from '../../../shared/text/index.ts';
import { useKept, useProjects, useWords } from '../../stores/index.ts';
import { Frame, Panes, type Fact } from '../frame/index.ts';
import { AsideProvider, useAside, type Aside } from './aside.tsx';
import { useEncryptCommand } from './encrypt/use-encrypt.ts';
import { FilesProvider, useFiles } from './files-context.tsx';
import { Detail } from './parts/detail.tsx';
import { usePeopleCommands } from './people/use-people.ts';
import { RulesProvider } from './rules/rules-context.tsx';
import { ProjectPane } from './tree/project-pane.tsx';
import { documentInView, pendingTotal, type FilesState } from './store.ts';
import { useFilesCommands } from './use-commands.ts';
import { useFilesNavigation } from './use-navigation.ts';
import { useProjectInView } from './use-project-in-view.ts';

// WHY late: people come and go now and then.
const PeopleRoom = lazy(async () => ({ default: (await import('./people/people-room.tsx')).PeopleRoom }));

// WHY late: nothing of the first view waits for it.
const Unfinished = lazy(async () => ({ default: (await import('./people/unfinished.tsx')).Unfinished }));

/** Browser and shell ask before they close a window that holds unsaved work. */
function useUnloadGuard(): void {
  const unsaved = useFiles((state) => state.typing > 0 || pendingTotal(state) > 0);
  useEffect(() => {
    if (!unsaved) return undefined;
    const onUnload = (event: BeforeUnloadEvent): void => { event.preventDefault(); };
    window.addEventListener('beforeunload', onUnload);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [unsaved]);
}

/** What the status bar counts, over all open projects. */
function useFacts(): readonly Fact[] {
  const { frame: say } = useWords();
  const files = useProjects((state) => state.files);
  const verdicts = useFiles((state) => state.verdicts);
  const pending = useFiles(pendingTotal);
  return useMemo(() => {
    const listed = [...files.values()].flatMap((project) => project.files);
    const clear = listed.filter(({ state }) => state === 'clear-text').length;
    const keyless = listed.filter(({ file, verdict }) => (verdicts.get(file) ?? verdict) === 'no-key').length;
    const fact = (icon: Fact['icon'], state: Fact['state'], count: number, text: string): readonly Fact[] => (count === 0 ? [] : [{ icon, text, ...(state === undefined ? {} : { state }) }]);
    return [
      ...fact('file-text', undefined, listed.length, say.fileCount(listed.length)), ...fact('lock-open', 'clear-text', clear, say.clearText(clear)),
      ...fact('key-square', 'no-key', keyless, say.withoutKey(keyless)), ...fact('pencil-line', 'pending', pending, say.pending(pending)),
    ];
  }, [say, files, verdicts, pending]);
}

function Room() {
  useUnloadGuard();
  useFilesCommands();
  useEncryptCommand();
  usePeopleCommands();
  useFilesNavigation();
  const path = useFiles((state) => state.selected?.path);
  const file = useFiles((state) => state.selected?.file);
  const openedWith = useFiles((state) => documentInView(state)?.opened.openedWith);
  const facts = useFacts();
  const { project, name } = useProjectInView();
  const { people, encrypt } = useWords();
  const rescan = useProjects((state) => state.rescan);
  const { aside } = useAside();
  const { folder, name: fileName } = splitPath(path ?? '');
  const inside = aside?.what === 'people' ? [people.title] : [folder, aside?.what === 'encrypt' && aside.file === file ? encrypt.actOn(fileName) : fileName];
  const crumb = [...(project === undefined ? [] : [name]), ...inside].filter((part) => part !== '');
  const room = aside?.what === 'people' ? <Suspense fallback={<div className="panes" aria-busy="true" />}><PeopleRoom key={`${aside.project} ${aside.path ?? ''}`} project={aside.project} path={aside.path} /></Suspense> : <div className="room-stack"><Suspense fallback={null}><Unfinished onFinished={() => { if (project !== undefined) void rescan(project.project); }} /></Suspense><Panes list={<ProjectPane />} detail={<Detail />} /></div>;
  return <RulesProvider><Frame crumb={crumb} openedWith={openedWith} facts={facts}>{room}</Frame></RulesProvider>;
}

export function FilesScreen({ store }: { readonly store: StoreApi<FilesState> }) {
  const [aside, show] = useKept<Aside | undefined>('files.aside', undefined);
  const state = useMemo(() => ({ aside, show }), [aside, show]);
  return <FilesProvider value={store}><AsideProvider value={state}><Room /></AsideProvider></FilesProvider>;
}
