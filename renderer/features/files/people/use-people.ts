// Leads to who can open what: of the project, or of one file; and its commands.
import { useCallback, useMemo } from 'react';
import { useCommands, useWords, type Command } from '../../../stores/index.ts';
import { useAside } from '../aside.tsx';
import { useFiles } from '../files-context.tsx';
import { useLeaving } from '../use-leaving.ts';
import { useProjectInView } from '../use-project-in-view.ts';

/** Asks first where something that was typed would be lost. */
export function useShowPeople(): (project: string, path?: string) => void {
  const { show } = useAside();
  const { mayLeaveTyping } = useLeaving();
  return useCallback((project, path) => {
    void mayLeaveTyping().then((may) => { if (may) show({ what: 'people', project, ...(path === undefined ? {} : { path }) }); });
  }, [show, mayLeaveTyping]);
}

/** Mounted once with the room. */
export function usePeopleCommands(): void {
  const { people: say } = useWords();
  const showPeople = useShowPeople();
  const { project } = useProjectInView();
  const selected = useFiles((state) => state.selected);
  const file = selected?.state === 'encrypted' ? selected : undefined;
  useCommands(useMemo((): readonly Command[] => [
    { id: 'people', title: say.act, group: 'files', off: project === undefined ? say.notNow : undefined, run: () => { if (project !== undefined) showPeople(project.project); } },
    { id: 'people-of-file', title: say.actFile, group: 'files', off: file === undefined ? say.noEncrypted : undefined, run: () => { if (file !== undefined) showPeople(file.project, file.path); } },
  ], [say, project, file, showPeople]));
}
