// Changes one rule of the person's policy: the value, and the lines of the file that it changes. The core asks the person once more, outside of the page.
import { useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type PolicyRow, type PolicyValue, type Told } from '../../bridge/index.ts';
import { Button, Checkbox, Chip, Dialog, ErrorPanel } from '../../components/index.ts';
import { useErrorWords, useKept, useWords } from '../../stores/index.ts';
import { asTyped, asValue, PolicyField } from './policy-field.tsx';

export interface PolicyDialogProps {
  readonly row: PolicyRow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}
type Plan = Extract<AnswerOf<'policy.planChange'>, { ok: true }>['value'];
type Change = { readonly field: PolicyRow['field']; readonly value?: PolicyValue };

function Preview({ lines }: { readonly lines: Plan['lines'] }) {
  const { policy: say } = useWords();
  return (
    <div>
      <p className="label" aria-hidden="true">{say.preview}</p>
      <pre className="snippet" aria-label={say.preview}>
        {lines.map(({ text, change }, at) => <span key={`${String(at)} ${text}`} className={change === 'same' ? 'muted' : undefined} data-kind={change}>{{ same: '  ', added: '+ ', removed: '− ' }[change]}{text}{'\n'}</span>)}
      </pre>
    </div>
  );
}

export function PolicyDialog({ row, onDone, onClose }: PolicyDialogProps) {
  const { policy: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [typed, setTyped] = useKept<string>('policy.typed', asTyped(row.said ?? row.value));
  const [out, setOut] = useKept<boolean>('policy.out', false);
  const [plan, setPlan] = useState<Plan>();
  const [refused, setRefused] = useState<Told>();
  const [working, setWorking] = useState(false);
  const value = asValue(typed, row.takes);
  const isReady = out || value !== undefined;
  const changes = (): Change[] => [out ? { field: row.field } : { field: row.field, ...(value === undefined ? {} : { value }) }];
  const wanted = isReady ? JSON.stringify(changes()) : '';
  useEffect(() => {
    if (wanted === '') {
      setPlan(undefined);
      return undefined;
    }
    let here = true;
    void bridge.call('policy.planChange', { changes: JSON.parse(wanted) as { field: PolicyRow['field']; value?: PolicyValue }[] }).then((answer) => {
      if (!here) return;
      setPlan(answer.ok ? answer.value : undefined);
      setRefused(answer.ok ? undefined : answer.error);
    });
    return () => { here = false; };
  }, [bridge, wanted]);
  const isSame = plan !== undefined && plan.lines.every(({ change }) => change === 'same');
  const save = async (): Promise<void> => {
    if (plan === undefined || isSame || working) return;
    setWorking(true);
    const answer = await bridge.call('policy.change', { changes: changes().map((change) => ({ ...change })), revision: plan.revision });
    setWorking(false);
    if (answer.ok) onDone();
    else if (answer.error.code !== 'not-confirmed') setRefused(answer.error);
  };
  return (
    <Dialog
      open title={say.editTitle(say.rule[row.field])} text={<span className="mono">{row.field}</span>} closeName={frame.close} onClose={onClose}
      foot={<><Button look="quiet" place="push" off={working} onClick={onClose}>{frame.cancel}</Button><Button look="primary" off={working || plan === undefined} offBecause={isSame ? say.nothing : undefined} onClick={() => { void save(); }}>{say.save}</Button></>}
    >
      <form
        className="dialog-text stack settings-import"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
        {out ? null : <PolicyField takes={row.takes} typed={typed} hint={say.usual(say.shownValue(row.usual, row.takes))} onChange={setTyped} />}
        {row.said === undefined && !out ? null : <Checkbox label={say.toUsual} checked={out} onChange={setOut} hint={say.usual(say.shownValue(row.usual, row.takes))} />}
        {plan === undefined || plan.lines.length === 0 ? null : <Preview lines={plan.lines} />}
        {plan === undefined || plan.looser.length === 0 ? null : <p><Chip icon="triangle-alert" state="warning">{say.looser(plan.looser.map((field) => say.rule[field]).join(', '))}</Chip></p>}
        <button type="submit" hidden aria-label={say.save} />
      </form>
    </Dialog>
  );
}
