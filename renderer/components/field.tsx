// A field with its label, a hint and what is wrong with it. The text typed is the parent's, and leaves with it.
import { NumberField as Base } from '@base-ui/react/number-field';
import { useId, type ReactNode, type Ref } from 'react';
import { Icon } from './icon.tsx';

export interface FieldProps {
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** What is wrong, and what would be right. Takes the place of the hint. */
  readonly error?: ReactNode;
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly hideLabel?: boolean;
  readonly off?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

function Below({ id, hint, error }: { readonly id: string; readonly hint?: ReactNode; readonly error?: ReactNode }) {
  if (error !== undefined) return <p className="hint hint-danger" id={id} role="alert"><Icon name="circle-alert" /><span>{error}</span></p>;
  return hint === undefined ? null : <p className="hint" id={id}>{hint}</p>;
}

/** One line of text. */
export function Field({ label, value, onChange, hint, error, mono = false, placeholder, hideLabel = false, off = false, ref }: FieldProps) {
  const id = useId();
  const below = hint !== undefined || error !== undefined;
  return (
    <div>
      <label className={hideLabel ? 'hidden-text' : 'label'} htmlFor={id}>{label}</label>
      <div className="field" data-invalid={error === undefined ? undefined : ''}>
        <input
          ref={ref} id={id} className={mono ? 'mono' : undefined} value={value} placeholder={placeholder} disabled={off} spellCheck={false} autoComplete="off"
          aria-invalid={error === undefined ? undefined : true} aria-describedby={below ? `${id}-below` : undefined} onChange={(event) => { onChange(event.target.value); }}
        />
      </div>
      <Below id={`${id}-below`} hint={hint} error={error} />
    </div>
  );
}

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  /** Names of the two buttons, in words: “one less”, “one more”. */
  readonly lessName: string;
  readonly moreName: string;
  readonly hint?: string;
  readonly off?: boolean;
}

/** A whole number between two others: typed, or changed with arrows, Page keys, Home, End and two buttons. */
export function NumberField({ label, value, min, max, onChange, lessName, moreName, hint, off = false }: NumberFieldProps) {
  const id = useId();
  return (
    <Base.Root id={id} value={value} min={min} max={max} step={1} largeStep={10} disabled={off} onValueChange={(next) => { if (next !== null) onChange(Math.round(next)); }}>
      <label className="label" htmlFor={id}>{label}</label>
      <Base.Group className="field field-number">
        <Base.Input className="num" aria-describedby={hint === undefined ? undefined : `${id}-hint`} />
        <Base.Decrement className="btn btn-icon btn-row" aria-label={lessName}><Icon name="minus" /></Base.Decrement>
        <Base.Increment className="btn btn-icon btn-row" aria-label={moreName}><Icon name="plus" /></Base.Increment>
      </Base.Group>
      {hint === undefined ? null : <p className="hint" id={`${id}-hint`}>{hint}</p>}
    </Base.Root>
  );
}
