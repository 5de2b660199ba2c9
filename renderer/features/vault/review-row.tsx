// One change before it is saved: what is there now, revealed by the core, and what was typed, shown for as long as somebody looks.
import { useState } from 'react';
import { useAway, type Told } from '../../bridge/index.ts';
import { Icon, IconButton } from '../../components/index.ts';
import { changeOf, type FieldDraft } from './draft.ts';
import { signOf } from './sign-of.ts';
import { ServerValue } from './server-value.tsx';
import type { FieldAt } from './use-field.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface ReviewRowProps {
  readonly at: FieldAt;
  readonly field: FieldDraft;
  readonly valueOf: (row: number) => string;
  readonly bring: (row: number) => Promise<void>;
  readonly onRefused: (told: Told) => void;
}

function After({ row, name, kept, valueOf, bring }: Pick<FieldDraft, 'row' | 'name' | 'kept'> & Pick<ReviewRowProps, 'valueOf' | 'bring'>) {
  const say = useVaultWords();
  // WHY the value is not in the state: it is read from the field that it was typed into, as long as it is looked at.
  const [looking, setLooking] = useState(false);
  useAway(() => { setLooking(false); });
  return (
    <div className="secret" data-state={looking ? 'revealed' : 'hidden'}>
      {looking && kept !== true ? <span className="secret-value" data-lines="many" ref={(span) => { if (span !== null) span.textContent = valueOf(row); }} /> : <span className="muted small">{say.typedHidden}</span>}
      <span className="row-actions"><IconButton row name={looking ? say.hideTyped(name) : say.showTyped(name)} icon={looking ? 'eye-off' : 'eye'} onClick={() => {
        setLooking(!looking);
        if (!looking && kept === true) void bring(row);
      }} /></span>
    </div>
  );
}

export function ReviewRow({ at, field, valueOf, bring, onRefused }: ReviewRowProps) {
  const say = useVaultWords();
  const { row, was, name, removed, edited } = field;
  const change = changeOf(field);
  return (
    <div className="vault-diff" role="row">
      <span role="gridcell" className="vault-note" data-state={change === 'removed' ? 'removed' : 'pending'}><Icon name={signOf[change]} look="icon-sm" />{say.change[change]}</span>
      <span role="rowheader" className="vault-name"><span className={removed ? 'key key-removed' : 'key'}>{name}</span>{was === undefined || was === name ? null : <span className="muted small">{say.was(was)}</span>}</span>
      <div role="gridcell">{was === undefined ? <span className="diff-none">{say.nothingThere}</span> : <ServerValue at={at} name={was} onTold={(told) => { if (told !== undefined) onRefused(told); }} />}</div>
      <div role="gridcell">{removed ? <span className="diff-none">{say.gone}</span> : edited ? <After row={row} name={name} kept={field.kept} valueOf={valueOf} bring={bring} /> : <span className="diff-none">{say.change.renamed}</span>}</div>
    </div>
  );
}
