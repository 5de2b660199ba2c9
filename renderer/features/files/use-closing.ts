// Closing a project: asks before anything is lost, then lets the core wipe what was open in it.
import { useCallback } from 'react';
import { useErrorWords, useProjects, useStores, useToasts } from '../../stores/index.ts';
import { useFilesStore } from './files-context.tsx';
import { useLeaving } from './use-leaving.ts';

/** Closes the project with this ref; `name` is what the question calls it. */
export function useClosing(): (project: string, name: string) => Promise<void> {
  const store = useFilesStore();
  const { projects } = useStores();
  const errors = useErrorWords();
  const show = useToasts((state) => state.show);
  const closeProject = useProjects((state) => state.close);
  const { mayLeaveTyping, mayClose } = useLeaving();
  return useCallback(async (project, name) => {
    const own = projects.getState().files.get(project)?.files.map(({ file }) => file) ?? [];
    if (!(await mayLeaveTyping()) || !(await mayClose(name, own))) return;
    const { discard, documents, forget } = store.getState();
    for (const file of own) if (documents.has(file)) await discard(file);
    const answer = await closeProject(project);
    if (answer.ok) await forget(own);
    else show(`${errors(answer.error).title}. ${errors(answer.error).next}`, 'refused');
  }, [store, projects, errors, show, closeProject, mayLeaveTyping, mayClose]);
}
