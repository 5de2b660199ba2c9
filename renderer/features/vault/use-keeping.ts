// Hands the core what is typed for a secret a moment after each letter, and at once where the page may end, so that neither a lock nor a page that dies costs it. The texts stand in their fields, and in these calls.
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useBridge, type KeptField } from '../../bridge/index.ts';
import { useErrorWords, useProfile, useToasts } from '../../stores/index.ts';
import { changedIn, type FieldDraft } from './draft.ts';

/** How long nobody types before it is worth a call, in milliseconds. */
const restMs = 200;

export interface Keeping {
  readonly connection: string;
  readonly path: string;
  readonly fresh: boolean;
  /** The version that the changes began with. */
  readonly over: number;
  readonly fields: readonly FieldDraft[];
  /** What stands in the field of a row. */
  readonly valueOf: (row: number) => string;
}

export const fieldsKept = (fields: readonly KeptField[]): readonly FieldDraft[] => fields.map(({ was, ...field }) => ({ ...field, was }));

/** Answers what to call at each letter that is typed for a row. */
export function useKeeping({ connection, path, fresh, over, fields, valueOf }: Keeping): (row: number) => void {
  const bridge = useBridge();
  const onLock = useProfile((state) => state.onLock);
  const show = useToasts((state) => state.show);
  const errors = useErrorWords();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Rows of which the core has not heard the last letter, and rows of which it has heard some. */
  const typed = useRef(new Set<number>());
  const told = useRef(new Set<number>());
  const refused = useRef(false);
  const latest = useRef({ over, fields });
  const tell = useCallback(async () => {
    clearTimeout(waiting.current);
    waiting.current = undefined;
    const now = latest.current;
    const rows = new Set(typed.current);
    typed.current.clear();
    const known = (row: number): boolean => rows.has(row) || told.current.has(row);
    const answer = await bridge.call('vault.setDraft', {
      connection, path,
      draft: {
        fresh, over: now.over,
        fields: now.fields.map(({ row, was, name, removed, edited, json, kind, kept }) => ({
          // WHY not every field that is open: where nothing was typed, nothing is to be kept.
          row, name, removed, json, edited: edited && (was === undefined || kept === true || known(row)),
          ...(was === undefined ? {} : { was }), ...(kind === undefined ? {} : { kind }), ...(edited && kept !== true && rows.has(row) ? { value: valueOf(row) } : {}),
        })),
      },
    });
    for (const row of rows) (answer.ok ? told : typed).current.add(row);
    if (!answer.ok && !refused.current && answer.error.code === 'too-much-typed') show(errors(answer.error).title, 'refused');
    refused.current = !answer.ok;
  }, [bridge, connection, path, fresh, valueOf, show, errors]);
  const soon = useCallback(() => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => { void tell(); }, restMs);
  }, [tell]);
  const pending = changedIn(fields).length > 0;
  // WHY before anything is drawn: the keys that lock may come right behind the last letter.
  useLayoutEffect(() => {
    latest.current = { over, fields };
    for (const { row, edited, kept } of fields) {
      if (kept === true) told.current.add(row);
      // WHY forgotten: what is taken back is gone from the core, too.
      if (edited) continue;
      told.current.delete(row);
      typed.current.delete(row);
    }
    if (pending) soon();
  }, [pending, over, fields, soon]);
  useEffect(() => onLock(async () => { if (waiting.current !== undefined) await tell(); }), [onLock, tell]);
  useEffect(() => {
    if (!pending) return undefined;
    const [heard, unheard] = [told.current, typed.current];
    return () => {
      clearTimeout(waiting.current);
      waiting.current = undefined;
      heard.clear();
      unheard.clear();
      void bridge.call('vault.setDraft', { connection, path });
    };
  }, [pending, bridge, connection, path]);
  return useCallback((row) => {
    typed.current.add(row);
    soon();
  }, [soon]);
}
