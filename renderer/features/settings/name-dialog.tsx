// Asks for a name: of a new identity, or a new one for an identity that is there.
import { useRef, useState, type ReactNode } from 'react';
import type { Told } from '../../bridge/index.ts';
import { Button, Dialog, Field } from '../../components/index.ts';
import { useErrorWords, useKept, useWords } from '../../stores/index.ts';

export interface NameDialogProps {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly name: string;
  /** Answers what was refused. */
  readonly onName: (name: string) => Promise<Told | undefined>;
  readonly onClose: () => void;
  /** What else is to be chosen. */
  readonly children?: ReactNode;
}

export function NameDialog({ title, text, yes, name, onName, onClose, children }: NameDialogProps) {
  const { settings: say, frame } = useWords();
  const errors = useErrorWords();
  const [typed, setTyped] = useKept<string>('settings.name', name);
  const [refused, setRefused] = useState<Told>();
  const field = useRef<HTMLInputElement>(null);
  const words = refused === undefined ? undefined : errors(refused);
  const submit = async (): Promise<void> => {
    if (typed.trim() !== '') setRefused(await onName(typed.trim()));
  };
  return (
    <Dialog
      open size="small" title={title} text={text} closeName={frame.close} onClose={onClose} first={field}
      foot={<><Button look="quiet" place="push" onClick={onClose}>{frame.cancel}</Button><Button look="primary" offBecause={typed.trim() === '' ? say.typeName : undefined} onClick={() => { void submit(); }}>{yes}</Button></>}
    >
      <form
        className="dialog-text"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field ref={field} label={say.name} value={typed} error={words === undefined ? undefined : `${words.title}. ${words.next}`} onChange={setTyped} />
        {children}
      </form>
    </Dialog>
  );
}
