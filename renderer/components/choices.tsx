// Choosing one of a few, or yes and no: a segmented control, a box to tick, a switch, a list to choose from. Dumb.
import { useId, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: IconName;
}
export interface SegmentedProps<Value extends string> {
  readonly name: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
}

/** Two to four choices in one line, one of them in force. One tab stop; arrow keys choose. */
export function Segmented<Value extends string>({ name, value, options, onChange }: SegmentedProps<Value>) {
  const group = useId();
  return (
    <div className="segments" role="radiogroup" aria-label={name}>
      {options.map((option) => (
        <label key={option.value} className="segment">
          <input type="radio" className="hidden-text" name={group} checked={option.value === value} onChange={() => { onChange(option.value); }} />
          {option.icon === undefined ? null : <Icon name={option.icon} look="icon-sm" />}
          {option.label}
        </label>
      ))}
    </div>
  );
}

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Some, not all, of what it stands for. */
  readonly mixed?: boolean;
  /** For rows, where a column head says it already. */
  readonly hideLabel?: boolean;
  readonly hint?: string;
  readonly off?: boolean;
  readonly tabIndex?: number;
}

/** A box to tick. */
export function Checkbox({ label, checked, onChange, mixed = false, hideLabel = false, hint, off = false, tabIndex }: CheckboxProps) {
  const hintId = useId();
  return (
    <label className="check">
      <input
        type="checkbox" checked={checked} disabled={off} tabIndex={tabIndex} aria-describedby={hint === undefined ? undefined : hintId} ref={(box) => { if (box !== null) box.indeterminate = mixed; }}
        onChange={(event) => { onChange(event.target.checked); }}
      />
      <span className={hideLabel ? 'hidden-text' : undefined}>{label}{hint === undefined ? null : <span className="hint" id={hintId}>{hint}</span>}</span>
    </label>
  );
}

export interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: string;
  readonly off?: boolean;
}

/** Something that is on or off from the moment it is moved. */
export function Switch({ label, checked, onChange, hint, off = false }: SwitchProps) {
  const hintId = useId();
  return (
    <label className="switch">
      <input type="checkbox" role="switch" checked={checked} aria-checked={checked} disabled={off} aria-describedby={hint === undefined ? undefined : hintId} onChange={(event) => { onChange(event.target.checked); }} />
      <span>{label}{hint === undefined ? null : <span className="hint" id={hintId}>{hint}</span>}</span>
    </label>
  );
}

export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly hideLabel?: boolean;
  readonly hint?: string;
  readonly off?: boolean;
}

/** One of many. The list is the system's own. */
export function Select<Value extends string>({ label, value, options, onChange, hideLabel = false, hint, off = false }: SelectProps<Value>) {
  const id = useId();
  return (
    <div>
      <label className={hideLabel ? 'hidden-text' : 'label'} htmlFor={id}>{label}</label>
      <div className="field field-select">
        <select
          id={id} value={value} disabled={off} aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
        <Icon name="chevron-down" look="icon-sm" />
      </div>
      {hint === undefined ? null : <p className="hint" id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}
