// A field for what nobody else shall read while it is typed: a passphrase, or a key from a sheet. The text is the parent's, and leaves with it.
import { useId, useState, type Ref } from 'react';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

export interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Names of the eye: “Show what I type”, “Hide what I type”. */
  readonly showName: string;
  readonly hideName: string;
  /** Said while Caps Lock is on. */
  readonly capsLock: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly off?: boolean;
  /** For what is read off a sheet: shown as it is typed. */
  readonly plain?: boolean;
  readonly large?: boolean;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

export function PassphraseField({ label, value, onChange, showName, hideName, capsLock, hint, error, off = false, plain = false, large = false, ref }: PassphraseFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(plain);
  const [caps, setCaps] = useState(false);
  const below = error ?? hint;
  return (
    <div>
      <label className="label" htmlFor={id}>{label}</label>
      <div className={large ? 'field field-large' : 'field'} data-invalid={error === undefined ? undefined : ''}>
        <input
          ref={ref} id={id} type={shown ? 'text' : 'password'} className={shown ? 'mono' : undefined} value={value} readOnly={off} spellCheck={false} autoComplete="off" autoCapitalize="off"
          aria-invalid={error === undefined ? undefined : true} aria-describedby={below === undefined ? undefined : `${id}-below`}
          onChange={(event) => { onChange(event.target.value); }} onKeyUp={(event) => { setCaps(event.getModifierState('CapsLock')); }} onBlur={() => { setCaps(false); }}
        />
        {plain ? null : <IconButton row name={shown ? hideName : showName} icon={shown ? 'eye-off' : 'eye'} onClick={() => { setShown(!shown); }} />}
      </div>
      {error === undefined ? null : <p className="hint hint-danger" id={`${id}-below`} role="alert"><Icon name="circle-alert" /><span>{error}</span></p>}
      {error !== undefined || hint === undefined ? null : <p className="hint" id={`${id}-below`}>{hint}</p>}
      {caps && !plain ? <p className="hint" role="status">{capsLock}</p> : null}
    </div>
  );
}
