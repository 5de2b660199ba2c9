// What the room can do without a row, for the palette and the system's menu. Each is what its button does.
import { useMemo } from 'react';
import { useCommands, useShortcuts, useWords, type Command } from '../../stores/index.ts';
import type { Looking } from './use-look.ts';

export interface RoomActs extends Pick<Looking, 'change' | 'look'> {
  readonly onVerify: () => void;
  readonly verifying: boolean;
  readonly onExport: () => void;
  readonly onHow: () => void;
}

/** Registers the commands; mounted once with the room. */
export function useAuditCommands({ look: { filter, span }, change, onVerify, verifying, onExport, onHow }: RoomActs): void {
  const { audit: { do: does, checking }, palette: { why } } = useWords();
  const actOn = useShortcuts((state) => state.actOn);
  useCommands(useMemo((): readonly Command[] => {
    const command = (id: string, title: string, run: () => void, off?: string, keys?: string): Command => ({ id, title, group: 'audit', run, off, ...(keys === undefined ? {} : { keys }) });
    const narrowed = Object.keys(filter).length > 0 || span !== undefined;
    return [
      command('find', does.filter, () => { actOn('Ctrl+F'); }, undefined, 'Ctrl+F'),
      command('audit-verify', does.verify, onVerify, verifying ? checking : undefined),
      command('audit-export', does.export, onExport),
      command('audit-refused', does.refused, () => { change({ filter: { ...filter, result: 'refused' }, span }, true); }, filter.result === 'refused' ? why.inUse : undefined),
      command('audit-all', does.all, () => { change({ filter: {} }, true); }, narrowed ? undefined : why.inUse),
      command('audit-how', does.how, onHow),
    ];
  }, [does, checking, why, actOn, filter, span, change, onVerify, verifying, onExport, onHow]));
}
