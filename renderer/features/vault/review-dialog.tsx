// Every change of a secret before it is saved, by field, over the version that was seen.
import { useState } from 'react';
import type { Told } from '../../bridge/index.ts';
import { Button, Dialog, ErrorPanel, useShortcut } from '../../components/index.ts';
import { useErrorWords } from '../../stores/index.ts';
import { changedIn, type FieldDraft } from './draft.ts';
import { ReviewRow } from './review-row.tsx';
import type { FieldAt } from './use-field.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface ReviewDialogProps {
  readonly at: FieldAt;
  readonly fields: readonly FieldDraft[];
  /** The version that is written over; undefined where the engine keeps none. */
  readonly over: number | undefined;
  readonly valueOf: (row: number) => string;
  /** Puts what the core has from before into the field of its row. */
  readonly bring: (row: number) => Promise<void>;
  /** Undefined once it is saved; else why not. */
  readonly onSave: () => Promise<Told | undefined>;
  readonly onClose: () => void;
}

export function ReviewDialog({ at, fields, over, valueOf, bring, onSave, onClose }: ReviewDialogProps) {
  const say = useVaultWords();
  const errors = useErrorWords();
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const changed = changedIn(fields);
  const save = async (): Promise<void> => {
    if (saving) return;
    setSaving(true);
    const told = await onSave();
    setSaving(false);
    setRefused(told);
  };
  useShortcut('Ctrl+S', () => { void save(); }, { overDialogs: true });
  const { columns } = say;
  return (
    <Dialog
      open size="large" title={say.reviewTitle(changed.length)} text={over === undefined ? say.reviewTextUnversioned(at.path) : say.reviewText(at.path, over)} closeName={say.back} onClose={onClose}
      foot={<><span className="push" /><Button look="quiet" onClick={onClose}>{say.back}</Button><Button look="primary" keys="Ctrl S" off={saving} onClick={() => { void save(); }}>{saving ? say.saving : say.reviewSave(changed.length)}</Button></>}
    >
      {refused === undefined ? null : <div className="dialog-text"><ErrorPanel {...errors(refused)} code={refused.code} /></div>}
      <div className="vault-diffs" role="grid" aria-label={say.reviewTitle(changed.length)}>
        <div className="vault-diff vault-diff-head" role="row"><span role="columnheader">{columns.change}</span><span role="columnheader">{columns.field}</span><span role="columnheader">{columns.before}</span><span role="columnheader">{columns.after}</span></div>
        {changed.map((field) => <ReviewRow key={field.row} at={at} field={field} valueOf={valueOf} bring={bring} onRefused={setRefused} />)}
      </div>
    </Dialog>
  );
}
