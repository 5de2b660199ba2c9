// Ticks of a list before a change is planned: people for a file, or files for somebody. Where a rule is meant for the file it may be the rule that changes.
import { useId, type ReactNode } from 'react';
import { Button, Dialog, Field, Pick, Radio } from '../../../components/index.ts';
import { useKept, useWords } from '../../../stores/index.ts';

export interface Choice {
  readonly id: string;
  readonly name: ReactNode;
  /** What the filter compares. */
  readonly label: string;
  readonly detail?: ReactNode;
  readonly fact?: ReactNode;
}
export type Where = 'rule' | 'file';
export interface ChooseDialogProps {
  readonly title: string;
  readonly text: string;
  readonly filterName: string;
  readonly choices: readonly Choice[];
  /** Ticked at first. */
  readonly ticked?: readonly string[];
  /** True where the person may say that the rule changes, too. */
  readonly ruled: boolean;
  readonly onChosen: (ids: readonly string[], where: Where) => void;
  readonly onClose: () => void;
}

const atOnce = 100;

export function ChooseDialog({ title, text, filterName, choices, ticked = [], ruled, onChosen, onClose }: ChooseDialogProps) {
  const { people: say, frame } = useWords();
  const group = useId();
  const [filter, setFilter] = useKept<string>('people.choosing.filter', '');
  const [ids, setIds] = useKept<readonly string[]>('people.choosing.ids', ticked);
  const chosen = new Set(ids);
  const [where, setWhere] = useKept<Where>('people.choosing.where', ruled ? 'rule' : 'file');
  const wanted = filter.trim().toLowerCase();
  const found = choices.filter(({ label }) => label.toLowerCase().includes(wanted));
  return (
    <Dialog
      open title={title} text={text} closeName={frame.close} onClose={onClose}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" off={chosen.size === 0} onClick={() => { onChosen(choices.map(({ id }) => id).filter((id) => chosen.has(id)), where); }}>{say.look2}</Button></>}
    >
      <div className="dialog-text stack">
        {choices.length > 8 ? <Field label={filterName} hideLabel placeholder={filterName} value={filter} onChange={setFilter} /> : null}
        <div className="picks people-picks" role="group" aria-label={title}>
          {found.slice(0, atOnce).map(({ id, name, detail, fact }) => <Pick key={id} name={name} detail={detail} fact={fact} checked={chosen.has(id)} onChange={(checked) => { setIds(checked ? [...ids, id] : ids.filter((each) => each !== id)); }} />)}
        </div>
        {found.length > atOnce ? <p className="small muted">{say.more100(found.length - atOnce)}</p> : null}
        {ruled ? (
          <fieldset className="people-where">
            <legend>{say.where}</legend>
            <Radio group={group} label={say.inRule} hint={say.inRuleHint} checked={where === 'rule'} onChoose={() => { setWhere('rule'); }} />
            <Radio group={group} label={say.inFile} hint={say.inFileHint} checked={where === 'file'} onChoose={() => { setWhere('file'); }} />
          </fieldset>
        ) : null}
      </div>
    </Dialog>
  );
}
