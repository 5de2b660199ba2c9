// What can be done with the entry of somebody in the list of people: another name, or out of it. What they can open stays as it is.
import { useCallback } from 'react';
import { useBridge } from '../../../bridge/index.ts';
import type { MenuItem } from '../../../components/index.ts';
import { useErrorWords, useQuestions, useToasts, useWords } from '../../../stores/index.ts';
import type { Person } from './persons.ts';

/** Nothing for somebody who is not in the list. */
export function useListed(project: string, onRename: (name: string) => void, onChanged: () => void): (person: Person) => readonly MenuItem[] {
  const { people: say } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const ask = useQuestions((state) => state.ask);
  const show = useToasts((state) => state.show);
  const unlist = useCallback(async (name: string) => {
    if (!(await ask({ ...say.askUnlist, title: say.askUnlist.title(name) }))) return;
    const answer = await bridge.call('recipients.removePerson', { project, name });
    if (answer.ok) show(say.unlisted(name));
    else show(`${errors(answer.error).title}. ${errors(answer.error).next}`, 'refused');
    onChanged();
  }, [say, errors, bridge, ask, show, project, onChanged]);
  return useCallback(({ name, namedBy }) => (namedBy !== 'people' ? [] : [
    { id: 'rename', label: say.renameAct, icon: 'pencil', onSelect: () => { onRename(name); } },
    { id: 'unlist', label: say.unlistAct, icon: 'x', onSelect: () => { void unlist(name); } },
  ]), [say, onRename, unlist]);
}
