// A new field: its name first; its value is typed in the row that it becomes.
import { useEffect, useRef, useState } from 'react';
import { Button, Field, useShortcut } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface AddFieldProps {
  /** Why none may be added. */
  readonly off: string | undefined;
  /** What is wrong with the name; undefined if the row is there. */
  readonly onAdd: (name: string) => string | undefined;
}

function NewField({ onAdd, onClose }: Pick<AddFieldProps, 'onAdd'> & { readonly onClose: () => void }) {
  const say = useVaultWords();
  const { frame } = useWords();
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { field.current?.focus(); }, []);
  useShortcut('Escape', onClose);
  return (
    <form
      className="line vault-add" aria-label={say.addField}
      onSubmit={(event) => {
        event.preventDefault();
        const problem = onAdd(name);
        if (problem === undefined) onClose();
        else setWrong(problem);
      }}
    >
      <Field mono label={say.fieldName} value={name} onChange={setName} {...(wrong === undefined ? {} : { error: wrong })} ref={field} />
      <Button submit onClick={() => undefined}>{say.add}</Button>
      <Button look="quiet" onClick={onClose}>{frame.cancel}</Button>
    </form>
  );
}

export function AddField({ off, onAdd }: AddFieldProps) {
  const say = useVaultWords();
  const [open, setOpen] = useState(false);
  if (!open) return <Button look="quiet" icon="plus" offBecause={off} onClick={() => { setOpen(true); }}>{say.addField}</Button>;
  return <NewField onAdd={onAdd} onClose={() => { setOpen(false); }} />;
}
