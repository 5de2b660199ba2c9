// The field for one rule, by what it takes. What is typed is text until it is asked for as a value.
import { useId } from 'react';
import type { PolicyTakes, PolicyValue } from '../../bridge/index.ts';
import { Checkbox, Field, Segmented, Select } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';

/** As it is typed: lists one in each line. */
export const asTyped = (value: PolicyValue): string => (typeof value === 'object' ? value.join('\n') : String(value));
const linesOf = (typed: string): string[] => typed.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** Undefined for what is not there yet, such as half a number. */
export function asValue(typed: string, takes: PolicyTakes): PolicyValue | undefined {
  if (takes.kind === 'flag') return typed === 'true';
  if (takes.kind === 'choice') return typed;
  if (takes.kind === 'count') return /^\d{1,9}$/.test(typed) && Number(typed) >= takes.min && Number(typed) <= takes.max ? Number(typed) : undefined;
  const lines = linesOf(typed);
  return takes.kind === 'list' && lines.length === 0 ? undefined : lines;
}

export interface PolicyFieldProps {
  readonly takes: PolicyTakes;
  readonly typed: string;
  readonly hint: string;
  readonly onChange: (typed: string) => void;
}

export function PolicyField({ takes, typed, hint, onChange }: PolicyFieldProps) {
  const { policy: say } = useWords();
  const id = useId();
  if (takes.kind === 'flag') {
    return <div><Segmented name={say.newValue} value={typed === 'true' ? 'true' : 'false'} options={[{ value: 'true', label: say.yes }, { value: 'false', label: say.no }]} onChange={onChange} /><p className="hint">{hint}</p></div>;
  }
  if (takes.kind === 'choice') return <Select label={say.newValue} value={typed} options={takes.of.map((value) => ({ value, label: value }))} hint={hint} onChange={onChange} />;
  if (takes.kind === 'count') return <Field label={say.newValue} value={typed} hint={`${say.between(takes.min, takes.max)}. ${hint}`} error={asValue(typed, takes) === undefined ? say.between(takes.min, takes.max) : undefined} onChange={onChange} />;
  if (takes.kind === 'list') {
    const chosen = linesOf(typed);
    return (
      <fieldset className="settings-group">
        <legend className="label">{say.newValue}</legend>
        {takes.of.map((word) => <Checkbox key={word} label={<span className="mono">{word}</span>} checked={chosen.includes(word)} onChange={(on) => { onChange(takes.of.filter((one) => (one === word ? on : chosen.includes(one))).join('\n')); }} />)}
        <p className="hint">{hint}</p>
      </fieldset>
    );
  }
  return (
    <div>
      <label className="label" htmlFor={id}>{say.newValue}</label>
      <div className="field field-area"><textarea id={id} className="mono" rows={4} value={typed} spellCheck={false} autoComplete="off" aria-describedby={`${id}-hint`} onChange={(event) => { onChange(event.target.value); }} /></div>
      <p className="hint" id={`${id}-hint`}>{say.oneEachLine}. {hint}</p>
    </div>
  );
}
