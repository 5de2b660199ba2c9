// What an open project asks for: whether the person accepted it, what accepting it would change by rule, and what is left aside.
import { useState } from 'react';
import { useBridge, type PolicyRow, type ProjectPolicy, type Told } from '../../bridge/index.ts';
import { Button, Chip, ErrorPanel } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';
import { PolicyFindings } from './policy-findings.tsx';

export interface OfProject {
  readonly project: string;
  readonly name: string;
  readonly policy: ProjectPolicy;
}
export interface ProjectPolicyPartProps {
  readonly of: OfProject;
  readonly rows: readonly PolicyRow[];
  readonly onDone: (text: string) => void;
}

const chips = { new: { icon: 'circle-dashed', state: 'waiting' }, changed: { icon: 'triangle-alert', state: 'warning' }, gone: { icon: 'triangle-alert', state: 'warning' }, faulty: { icon: 'shield-x', state: 'tampered' }, accepted: { icon: 'circle-check', state: 'done' } } as const;

export function ProjectPolicyPart({ of: { project, name, policy }, rows, onDone }: ProjectPolicyPartProps) {
  const { policy: say } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [refused, setRefused] = useState<Told>();
  const [working, setWorking] = useState(false);
  const { state, changes, ignored, findings } = policy;
  if (state === 'none' || state === 'locked') return null;
  const run = async (work: Promise<{ readonly ok: true } | { readonly ok: false; readonly error: Told }>, text: string): Promise<void> => {
    setWorking(true);
    const answer = await work;
    setWorking(false);
    setRefused(answer.ok || answer.error.code === 'not-confirmed' ? undefined : answer.error);
    if (answer.ok) onDone(text);
  };
  const shown = (field: PolicyRow['field'], value: PolicyRow['said']): string => {
    const row = rows.find((one) => one.field === field);
    return value === undefined || row === undefined ? say.unsaid : say.shownValue(value, row.takes);
  };
  const isOpen = state === 'new' || state === 'changed';
  return (
    <div className="policy-project" role="group" aria-label={say.projectTitle(name)}>
      <div className="line wrap"><h3 className="policy-title">{say.projectTitle(name)}</h3><span className="mono small muted">{policy.path}</span><span className="push" />
        {isOpen ? <Button look="primary" off={working} onClick={() => { void run(bridge.call('policy.acceptProject', { project, revision: policy.revision }), say.accepted); }}>{say.accept}</Button> : null}
        {state === 'accepted' || state === 'gone' || state === 'changed' ? <Button look="quiet" off={working} onClick={() => { void run(bridge.call('policy.forgetProject', { project }), say.forgotten); }}>{say.forget}</Button> : null}
      </div>
      {refused === undefined ? null : <ErrorPanel {...errors(refused)} code={refused.code} />}
      <p><Chip {...chips[state]}>{say.projectState[state]}</Chip></p>
      {findings.length === 0 ? null : <PolicyFindings findings={findings} />}
      {isOpen ? (
        <table className="policy-changes">
          <caption className="small muted">{changes.length === 0 ? say.noChanges : say.changes}</caption>
          {changes.length === 0 ? null : <thead><tr><th scope="col">{say.columns.rule}</th><th scope="col">{say.was}</th><th scope="col">{say.becomes}</th></tr></thead>}
          <tbody>{changes.map(({ field, before, after }) => <tr key={field}><th scope="row">{say.rule[field]}</th><td className="muted">{shown(field, before)}</td><td className="strong">{shown(field, after)}</td></tr>)}</tbody>
        </table>
      ) : null}
      {ignored.length === 0 ? null : <p className="small muted">{say.ignored(ignored.map((field) => say.rule[field]).join(', '))}</p>}
    </div>
  );
}
