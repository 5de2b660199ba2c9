// What can be done with a project, and the folders that were opened before: the items of the menus of the pane.
import { useCallback, useEffect } from 'react';
import type { MenuItem } from '../../../components/index.ts';
import { useProjects, useWords } from '../../../stores/index.ts';
import { useShowPeople } from '../people/use-people.ts';
import { useClosing } from '../use-closing.ts';

/** So many folders of before are offered; all of them are on the first screen. */
const atMost = 8;

export interface ProjectMenus {
  /** Reading again and closing. */
  readonly ofProject: (project: string, name: string) => readonly MenuItem[];
  /** Other folders, and the sample. */
  readonly others: readonly MenuItem[];
}

export function useProjectMenu(): ProjectMenus {
  const { files: say, people, recent: sayRecent, start } = useWords();
  const projects = useProjects((state) => state.projects);
  const recent = useProjects((state) => state.recent);
  const loadRecent = useProjects((state) => state.loadRecent);
  const openRecent = useProjects((state) => state.openRecent);
  const openSample = useProjects((state) => state.openSample);
  const rescan = useProjects((state) => state.rescan);
  const close = useClosing();
  const showPeople = useShowPeople();
  // WHY with each project: opening one puts it on the list.
  useEffect(() => {
    void loadRecent();
  }, [loadRecent, projects]);

  const ofProject = useCallback((project: string, name: string): readonly MenuItem[] => [
    { id: 'people', label: people.act, icon: 'users', onSelect: () => { showPeople(project); } },
    { id: 'read', label: say.readAgain, icon: 'rotate-cw', onSelect: () => { void rescan(project); } },
    { id: 'close', label: say.closeProject(name), icon: 'x', onSelect: () => { void close(project, name); } },
  ], [say, people, rescan, close, showPeople]);
  const open = new Set(projects.map(({ path }) => path));
  const others: readonly MenuItem[] = [
    ...recent.filter(({ path }) => !open.has(path)).slice(0, atMost).map(({ recent: ref, path, exists }): MenuItem => ({ id: ref, label: path, icon: 'folder-open', offBecause: exists ? undefined : sayRecent.gone, onSelect: () => { void openRecent(ref); } })),
    ...(projects.some(({ sample }) => sample) ? [] : [{ id: 'sample', label: start.openSample, icon: 'flask-conical' as const, onSelect: () => { void openSample(); } }]),
  ];
  return { ofProject, others };
}
