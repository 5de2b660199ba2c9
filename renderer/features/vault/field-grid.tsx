// The fields of one secret, as a grid with one tab stop.
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useBridge } from '../../bridge/index.ts';
import { rowStep } from '../../components/index.ts';
import { useCopied, useKept, useWords } from '../../stores/index.ts';
import type { FieldDraft } from './draft.ts';
import { FieldRow, type RowActs } from './field-row.tsx';
import type { FieldAt } from './use-field.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface FieldGridProps {
  readonly at: FieldAt;
  readonly name: string;
  readonly fields: readonly FieldDraft[];
  readonly fixed: boolean;
  readonly off: string | undefined;
  readonly keepsNumbers: boolean;
  /** Nothing lies over it: no value stays revealed where nobody sees it. */
  readonly inView: boolean;
  /** The keys are at the field of this name. */
  readonly onHere: (name: string | undefined) => void;
  /** The same as it was before a save, asked once: the rows come back then, and what had the focus is gone. */
  readonly comesBackTo: () => string | undefined;
  readonly acts: Omit<RowActs, 'copy' | 'activate' | 'shown'>;
}

export function FieldGrid({ at, name, fields, fixed, off, keepsNumbers, inView, onHere, comesBackTo, acts }: FieldGridProps) {
  const say = useVaultWords();
  const { files } = useWords();
  const bridge = useBridge();
  const [active, setActive] = useKept<number | undefined>('vault.row', undefined);
  const [showing, setShowing] = useState<number>();
  const grid = useRef<HTMLDivElement>(null);
  const { connection, path, version } = at;
  const { copied, copy } = useCopied(useCallback((field: string) => bridge.call('vault.copyField', { connection, path, name: field, version }), [bridge, connection, path, version]), acts.refused);
  const stop = fields.some(({ row }) => row === active) ? active : fields[0]?.row;
  const all: RowActs = { ...acts, copy: (field) => { copy(field, field); }, activate: setActive, shown: setShowing };
  const here = fields.find(({ row }) => row === stop)?.name;
  useEffect(() => { onHere(here); }, [onHere, here]);
  const first = useRef({ comesBackTo, fields });
  useEffect(() => {
    const { comesBackTo, fields } = first.current;
    const wanted = comesBackTo();
    const row = wanted === undefined ? undefined : (fields.find(({ name }) => name === wanted) ?? fields[0])?.row;
    // WHY not from a field: by now the person may be typing elsewhere. Anything else is where the dialog left the focus when its field was gone.
    if (row !== undefined && document.activeElement?.matches('input, textarea, select') !== true) grid.current?.querySelector<HTMLElement>(`[data-row="${String(row)}"]`)?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const place = fields.findIndex(({ row }) => row === stop);
    const step = rowStep(event.key, place, fields.length, 10);
    if (step === undefined) return;
    event.preventDefault();
    const next = fields[Math.min(fields.length - 1, Math.max(0, step))]?.row;
    setActive(next);
    grid.current?.querySelector<HTMLElement>(`[data-row="${String(next)}"]`)?.focus();
  };
  return (
    <div className="vault-fields" role="grid" aria-label={say.fieldsOf(name)} ref={grid} onKeyDown={onKeyDown}>
      {fields.map((field, index) => (
        <FieldRow key={field.row} at={at} field={field} index={index} isActive={field.row === stop} mayShow={inView && field.row === showing} copied={copied !== undefined && copied.of === field.was ? files.copied(copied.seconds) : undefined} fixed={fixed} off={off} keepsNumbers={keepsNumbers} acts={all} />
      ))}
    </div>
  );
}
