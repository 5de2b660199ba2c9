// The changes of the secret in view: rows of names here, what was typed in the fields that it was typed into.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FieldKind } from '../../bridge/index.ts';
import { changedIn, isTaken, takenBack, withField, withKind, withNew, type FieldDraft } from './draft.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface Draft {
  readonly fields: readonly FieldDraft[];
  readonly pending: number;
  readonly valueOf: (row: number) => string;
  readonly hold: (row: number, area: HTMLTextAreaElement | undefined) => void;
  /** The fields as the server has them: without changes, or with these. */
  readonly begin: (fields: readonly FieldDraft[]) => void;
  readonly change: (row: number, part: Partial<FieldDraft>) => void;
  /** What a field is that is being edited. */
  readonly tell: (row: number, kind: FieldKind) => void;
  readonly takeBack: (row: number) => void;
  /** What is wrong with the name; undefined if it was taken. */
  readonly rename: (row: number, name: string) => string | undefined;
  readonly add: (name: string) => string | undefined;
}

export function useDraft(onPending: (count: number) => void): Draft {
  const say = useVaultWords();
  const [fields, setFields] = useState<readonly FieldDraft[]>([]);
  const typed = useRef(new Map<number, HTMLTextAreaElement>());
  const pending = changedIn(fields).length;
  const told = useRef(onPending);
  useEffect(() => { told.current = onPending; });
  useEffect(() => { told.current(pending); }, [pending]);
  useEffect(() => () => { told.current(0); }, []);
  const valueOf = useCallback((row: number) => typed.current.get(row)?.value ?? '', []);
  const hold = useCallback((row: number, area: HTMLTextAreaElement | undefined) => {
    if (area === undefined) typed.current.delete(row);
    else typed.current.set(row, area);
  }, []);
  const wrong = (name: string, row?: number): string | undefined => (name === '' ? say.nameMissing : isTaken(fields, name, row) ? say.nameTaken : undefined);
  return {
    fields, pending, valueOf, hold,
    begin: setFields,
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

