// The Files room in its frame, and the guard against closing the window on unsaved work.
import { useEffect, useMemo } from 'react';
import type { StoreApi } from 'zustand';
import { splitPath } from '../../../shared/text/index.ts';
import { useProjects, useWords } from '../../stores/index.ts';
import { Frame, Panes, type Fact } from '../frame/index.ts';
import { FilesProvider, useFiles } from './files-context.tsx';
import { Detail } from './parts/detail.tsx';
import { RulesProvider } from './rules/rules-context.tsx';
import { ProjectPane } from './tree/project-pane.tsx';
import { documentInView, pendingTotal, type FilesState } from './store.ts';
import { useFilesCommands } from './use-commands.ts';
import { useFilesNavigation } from './use-navigation.ts';
import { useProjectInView } from './use-project-in-view.ts';

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
  useFilesNavigation();
  const path = useFiles((state) => state.selected?.path);
  const openedWith = useFiles((state) => documentInView(state)?.opened.openedWith);
  const facts = useFacts();
  const { project, name } = useProjectInView();
  const { folder, name: fileName } = splitPath(path ?? '');
  const crumb = [...(project === undefined ? [] : [name]), folder, fileName].filter((part) => part !== '');
  return <RulesProvider><Frame crumb={crumb} openedWith={openedWith} facts={facts}><Panes list={<ProjectPane />} detail={<Detail />} /></Frame></RulesProvider>;
}

export function FilesScreen({ store }: { readonly store: StoreApi<FilesState> }) {
  return <FilesProvider value={store}><Room /></FilesProvider>;
}
