// The row for a new key: beside which one, and whether it is open. A page that was made anew has it open again, and what was typed in it comes back from the core.
import { useCallback, useState } from 'react';
import type { UnfinishedFor } from '../../../bridge/index.ts';
import { useKept } from '../../../stores/index.ts';

export type AddingAt = {
  readonly neighbour: number | undefined;
  readonly where: 'below' | 'inside' | undefined;
};
export interface Adding {
  readonly adding: (AddingAt & { readonly resumed?: UnfinishedFor }) | undefined;
  setAdding(next: AddingAt | undefined): void;
}

export function useAdding(document: string, unfinished: UnfinishedFor | undefined): Adding {
  const [goingOn, setGoingOn] = useState(() => (unfinished?.what === 'new' ? { neighbour: unfinished.entry, where: unfinished.place === 'end' ? undefined : unfinished.place, resumed: unfinished } : undefined));
  const [kept, setKept] = useKept<AddingAt | undefined>(`file.${document}.adding`, undefined);
  const setAdding = useCallback((next: AddingAt | undefined) => {
    setGoingOn(undefined);
    setKept(next);
  }, [setKept]);
  return { adding: goingOn ?? kept, setAdding };
}
