// A field for six digits, each on a line of its own. What is typed is the parent's, and leaves with it.
import { useId, type ReactNode, type Ref } from 'react';
import { Icon } from './icon.tsx';

const digits = 6;

export interface CodeFieldProps {
  readonly label: string;
  readonly value: string;
  /** Digits only, six at most, whatever is pasted. */
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly off?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export function CodeField({ label, value, onChange, hint, error, off = false, ref }: CodeFieldProps) {
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>{label}</label>
      <div className="field field-large field-code" data-invalid={error === undefined ? undefined : ''}>
        <input
          ref={ref} id={id} className="mono" inputMode="numeric" value={value} readOnly={off} spellCheck={false} autoComplete="off"
          aria-invalid={error === undefined ? undefined : true} aria-describedby={error === undefined && hint === undefined ? undefined : `${id}-below`}
          onChange={(event) => { onChange(event.target.value.replaceAll(/\D/g, '').slice(0, digits)); }}
        />
        <svg viewBox="0 0 138 2" aria-hidden="true"><path d="M0 1h14.4M23.4 1h14.4M46.8 1h14.4M70.2 1h14.4M93.6 1h14.4M117 1h14.4" /></svg>
      </div>
      {error === undefined ? null : <p className="hint hint-danger" id={`${id}-below`} role="alert"><Icon name="circle-alert" /><span>{error}</span></p>}
      {error !== undefined || hint === undefined ? null : <div className="hint line" id={`${id}-below`}>{hint}</div>}
    </div>
  );
}
