// What is open for one key of the grid: a field in its row, a dialog. A page that was made anew has it open again, and what was typed in it comes back from the core.
import { useCallback, useState } from 'react';
import type { EntryColumns, EntryType, UnfinishedFor } from '../../../bridge/index.ts';
import { useKept } from '../../../stores/index.ts';
import type { Opening } from './use-grid-acts.ts';

export type OpenAt = {
  readonly what: Opening;
  readonly entry: number;
  /** What the value is to be, if it is another type. */
  readonly type?: EntryType | undefined;
};
type GoingOn = OpenAt & { readonly resumed: UnfinishedFor };

const fields: Readonly<Record<Exclude<UnfinishedFor['what'], 'new' | 'text'>, Opening>> = { value: 'edit', large: 'edit-large', name: 'rename' };
/** What is open at first, because somebody was typing there before the page was made anew. */
function openingFor(unfinished: UnfinishedFor | undefined, { entry: entries, type: types }: Pick<EntryColumns, 'entry' | 'type'>): GoingOn | undefined {
  if (unfinished === undefined || unfinished.what === 'new' || unfinished.what === 'text') return undefined;
  const { what, entry = -1, type } = unfinished;
  const index = entries.indexOf(entry);
  return index === -1 ? undefined : { what: fields[what], entry, resumed: unfinished, ...(type === undefined || type === types[index] ? {} : { type }) };
}

export interface OpenInGrid {
  readonly open: (OpenAt & { readonly resumed?: UnfinishedFor }) | undefined;
  setOpen(next: OpenAt | undefined): void;
}

export function useOpen(document: string, unfinished: UnfinishedFor | undefined, columns: EntryColumns): OpenInGrid {
  // WHY the first to count: what the core has of somebody's typing is newer than what the window looked like.
  const [goingOn, setGoingOn] = useState(() => openingFor(unfinished, columns));
  const [kept, setKept] = useKept<OpenAt | undefined>(`grid.${document}.open`, undefined);
  const setOpen = useCallback((next: OpenAt | undefined) => {
    setGoingOn(undefined);
    setKept(next);
  }, [setKept]);
  return { open: goingOn ?? kept, setOpen };
}
