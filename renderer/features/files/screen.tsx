// The Files room in its frame, and the guard against closing the window on unsaved work.
import { useEffect } from 'react';
import type { StoreApi } from 'zustand';
import { useProjects, useWords } from '../../stores/index.ts';
import { Frame } from '../frame/index.ts';
import { FilesProvider, useFiles } from './files-context.tsx';
import { Detail } from './parts/detail.tsx';
import { ProjectPane } from './tree/project-pane.tsx';
import { documentInView, pendingTotal, type FilesState } from './store.ts';

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

function Room() {
  useUnloadGuard();
  const { files: say } = useWords();
  const selected = useFiles((state) => state.selected);
  const openedWith = useFiles((state) => documentInView(state)?.opened.openedWith);
  const projects = useProjects((state) => state.projects);
  const latest = useProjects((state) => state.latest);
  const project = projects.find((known) => known.project === (selected?.project ?? latest)) ?? projects.at(-1);
  const crumb = [...(project === undefined ? [] : [project.sample ? say.sampleName : project.name]), ...(selected === undefined ? [] : selected.path.split('/'))];
  return (
    <Frame crumb={crumb} openedWith={openedWith}>
      <ProjectPane />
      <Detail />
    </Frame>
  );
}

export function FilesScreen({ store }: { readonly store: StoreApi<FilesState> }) {
  return <FilesProvider value={store}><Room /></FilesProvider>;
}
