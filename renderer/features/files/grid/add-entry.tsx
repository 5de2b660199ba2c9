// A new key: its name and its value, in two fields above the list. What was typed stays until the core took it.
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Answer, Told } from '../../../bridge/index.ts';
import { Button, Icon } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import { useFiles } from '../files-context.tsx';

export interface AddEntryProps {
  readonly onAdd: (name: string, value: string) => Promise<Answer<number>>;
  readonly onAdded: (entry: number) => void;
  readonly onClose: () => void;
}

/** Which field a refusal is about. */
const aboutName = (code: string): boolean => code.startsWith('name-') || code === 'bad-input';

export function AddEntry({ onAdd, onAdded, onClose }: AddEntryProps) {
  const { files: say, frame } = useWords();
  const errors = useErrorWords();
  const startTyping = useFiles((state) => state.startTyping);
  const stopTyping = useFiles((state) => state.stopTyping);
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [refused, setRefused] = useState<Told>();
  const nameField = useRef<HTMLInputElement>(null);
  const valueField = useRef<HTMLTextAreaElement>(null);
  const ids = useId();
  const dirty = name !== '' || value !== '';

  useEffect(() => {
    nameField.current?.focus();
  }, []);
  useEffect(() => {
    if (!dirty) return undefined;
    startTyping();
    return stopTyping;
  }, [dirty, startTyping, stopTyping]);

  const add = async (): Promise<void> => {
    if (name === '') {
      nameField.current?.focus();
      return;
    }
    const answer = await onAdd(name, value);
    if (answer.ok) {
      onAdded(answer.value);
      return;
    }
    setRefused(answer.error);
    (aboutName(answer.error.code) ? nameField : valueField).current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && !event.shiftKey) void add();
    else return;
    event.preventDefault();
  };
  const told = refused === undefined ? undefined : errors(refused);
  const wrongName = refused !== undefined && aboutName(refused.code);
  const wrongValue = refused !== undefined && !wrongName;
  return (
    <div className="add-entry" role="group" aria-label={say.addTitle}>
      <div className="add-fields">
        <div>
          <label className="label" htmlFor={`${ids}name`}>{say.keyName}</label>
          <div className="field" data-invalid={wrongName ? true : undefined}>
            <input
              ref={nameField} id={`${ids}name`} className="mono" type="text" value={name} maxLength={1024} autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false}
              aria-invalid={wrongName} aria-describedby={`${ids}problem`} onChange={(event) => { setName(event.target.value); }} onKeyDown={onKeyDown}
            />
          </div>
        </div>
        <div>
          <label className="label" htmlFor={`${ids}value`}>{say.keyValue}</label>
          <div className="field entry-field" data-invalid={wrongValue ? true : undefined}>
            <textarea
              ref={valueField} id={`${ids}value`} className="mono" rows={1} value={value} placeholder={say.newValue} autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} data-gramm="false"
              aria-invalid={wrongValue} aria-describedby={`${ids}problem`} onChange={(event) => { setValue(event.target.value); }} onKeyDown={onKeyDown}
            />
          </div>
        </div>
        <div className="add-acts">
          <Button look="primary" onClick={() => { void add(); }}>{say.add}</Button>
          <Button look="quiet" onClick={onClose}>{frame.cancel}</Button>
        </div>
      </div>
      <p className={told === undefined ? 'hint' : 'hint hint-danger'} id={`${ids}problem`} role={told === undefined ? undefined : 'alert'}>
        {told === undefined ? say.addHint : <><Icon name="triangle-alert" /><span>{told.title}. {told.why} {told.next}</span></>}
      </p>
    </div>
  );
}
