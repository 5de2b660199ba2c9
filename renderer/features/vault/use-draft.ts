// The changes of the secret in view: rows of names here, what was typed in the fields that it was typed into.
import { useCallback, useEffect, useRef, useState } from 'react';
import { resumedText, useBridge, type FieldKind } from '../../bridge/index.ts';
import { changedIn, isTaken, takenBack, withField, withKind, withNew, type FieldDraft } from './draft.ts';
import { fieldsKept, useKeeping } from './use-keeping.ts';
import type { SecretAt } from './use-secret.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface Draft {
  readonly fields: readonly FieldDraft[];
  readonly pending: number;
  readonly valueOf: (row: number) => string;
  readonly hold: (row: number, area: HTMLTextAreaElement | undefined) => void;
  /** The fields as the server has them: without changes, or with these. */
  readonly begin: (fields: readonly FieldDraft[], over: number) => void;
  /** The version that the changes are made over. */
  readonly over: number;
  /** False until it is known whether the core has changes from before. */
  readonly known: boolean;
  /** Something was typed for a row. */
  readonly typed: (row: number) => void;
  /** Puts what the core has from before into the field of its row. */
  readonly bring: (row: number) => Promise<void>;
  readonly change: (row: number, part: Partial<FieldDraft>) => void;
  /** What a field is that is being edited. */
  readonly tell: (row: number, kind: FieldKind) => void;
  readonly takeBack: (row: number) => void;
  /** What is wrong with the name; undefined if it was taken. */
  readonly rename: (row: number, name: string) => string | undefined;
  readonly add: (name: string) => string | undefined;
}

export function useDraft({ connection, path, fresh }: Pick<SecretAt, 'connection' | 'path' | 'fresh'>, onPending: (count: number) => void): Draft {
  const bridge = useBridge();
  const say = useVaultWords();
  const [fields, setFields] = useState<readonly FieldDraft[]>([]);
  const [over, setOver] = useState(0);
  const [known, setKnown] = useState(false);
  const ended = useRef(new AbortController());
  const areas = useRef(new Map<number, HTMLTextAreaElement>());
  const pending = changedIn(fields).length;
  const told = useRef(onPending);
  useEffect(() => { told.current = onPending; });
  useEffect(() => { told.current(pending); }, [pending]);
  useEffect(() => () => { told.current(0); }, []);
  const valueOf = useCallback((row: number) => areas.current.get(row)?.value ?? '', []);
  const hold = useCallback((row: number, area: HTMLTextAreaElement | undefined) => {
    if (area === undefined) areas.current.delete(row);
    else areas.current.set(row, area);
  }, []);
  const wrong = (name: string, row?: number): string | undefined => (name === '' ? say.nameMissing : isTaken(fields, name, row) ? say.nameTaken : undefined);
  const typed = useKeeping({ connection, path, fresh, over, fields, valueOf });
  const begin = useCallback((next: readonly FieldDraft[], version: number) => {
    setFields(next);
    setOver(version);
  }, []);
  useEffect(() => {
    const controller = new AbortController();
    ended.current = controller;
    void bridge.call('vault.getDraft', { connection, path }).then((answer) => {
      if (controller.signal.aborted) return;
      if (answer.ok && answer.value.draft !== undefined) begin(fieldsKept(answer.value.draft.fields), answer.value.draft.over);
      setKnown(true);
    });
    return () => { controller.abort(); };
  }, [bridge, connection, path, begin]);
  const bring = useCallback(async (row: number) => {
    const { signal } = ended.current;
    const text = await resumedText(() => bridge.call('vault.revealDraft', { connection, path, row }), signal);
    const area = areas.current.get(row);
    if (text === undefined || area === undefined) return;
    area.value = text;
    setFields((now) => withField(now, row, { kept: false }));
  }, [bridge, connection, path]);
  return {
    fields, pending, valueOf, hold, over, known, typed, bring, begin,
    change(row, part) { setFields((now) => withField(now, row, part)); },
    tell(row, kind) { setFields((now) => withKind(now, row, kind)); },
    takeBack(row) { setFields((now) => takenBack(now, row)); },
    rename(row, name) {
      const problem = wrong(name, row);
      if (problem === undefined) setFields((now) => withField(now, row, { name }));
      return problem;
    },
    add(name) {
      const problem = wrong(name);
      if (problem === undefined) setFields((now) => withNew(now, name));
      return problem;
    },
  };
}

