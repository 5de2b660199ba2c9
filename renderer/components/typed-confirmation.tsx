// The last question before something that nobody can take back: its name has to be typed. The first button and Esc keep everything.
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useId, useRef, useState, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

export interface TypedConfirmationProps {
  readonly open: boolean;
  readonly title: string;
  /** What is lost, and for whom. */
  readonly text: string;
  /** The name that has to be typed: metadata, never a value. */
  readonly expected: string;
  /** “Type stripe to go on”, with the name in mono. */
  readonly label: ReactNode;
  readonly yes: string;
  readonly no: string;
  /** Why the last button is still off. */
  readonly offBecause: string;
  readonly closeName: string;
  readonly onAnswer: (yes: boolean) => void;
}

function Form({ text, expected, label, yes, no, offBecause, onAnswer, field }: Omit<TypedConfirmationProps, 'open' | 'title' | 'closeName'> & { readonly field: React.RefObject<HTMLInputElement | null> }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const fits = typed === expected;
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) onAnswer(true);
      }}
    >
      <div className="dialog-body dialog-text stack">
        <AlertDialog.Description>{text}</AlertDialog.Description>
        <div>
          <label className="label" htmlFor={id}>{label}</label>
          <div className="field"><input ref={field} id={id} className="mono" value={typed} spellCheck={false} autoComplete="off" onChange={(event) => { setTyped(event.target.value); }} /></div>
        </div>
      </div>
      <div className="dialog-foot">
        <button type="button" className="btn btn-quiet push" onClick={() => { onAnswer(false); }}>{no}</button>
        <button type="submit" className="btn btn-danger" aria-disabled={fits ? undefined : true} aria-describedby={fits ? undefined : `${id}-why`} {...(fits ? {} : { 'data-tip': offBecause })}>{yes}</button>
        {fits ? null : <span id={`${id}-why`} hidden>{offBecause}</span>}
      </div>
    </form>
  );
}

export function TypedConfirmation({ open, title, closeName, ...form }: TypedConfirmationProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => { if (!next) form.onAnswer(false); }}>
      <AlertDialog.Portal>
        <AlertDialog.Viewport className="scrim">
          <AlertDialog.Popup className="dialog dialog-small" initialFocus={field}>
            <div className="dialog-head">
              <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
              <AlertDialog.Close className="btn btn-icon push" aria-label={closeName}><Icon name="x" /></AlertDialog.Close>
            </div>
            <Form {...form} field={field} />
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
