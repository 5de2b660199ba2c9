// A new key: its name and its value, in two fields above the list. What was typed stays until the core took it.
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import type { Answer, Told, UnfinishedFor } from '../../../bridge/index.ts';
import { Button, Icon, Select } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import type { ValueOrRecipe } from '../edits.ts';
import { useTyping } from '../use-typing.ts';
import { aboutName, formKey, NameField, useNewFields, ValueField } from './new-fields.tsx';

export interface AddEntryProps {
  readonly document: string;
  /** The entry that a new one may stand below, and its name; undefined in an empty file. */
  readonly beside: number | undefined;
  readonly neighbour: string | undefined;
  /** Where it goes at first. */
  readonly below: boolean;
  /** What was typed here before the page was made anew. */
  readonly resumed: UnfinishedFor | undefined;
  readonly onAdd: (name: string, value: ValueOrRecipe, below: boolean) => Promise<Answer<number>>;
  readonly onAdded: (entry: number) => void;
  readonly onClose: () => void;
}

export function AddEntry({ document, beside, neighbour, below: belowAtFirst, resumed, onAdd, onAdded, onClose }: AddEntryProps) {
  const { files: say, grid, frame } = useWords();
  const errors = useErrorWords();
  const { name, setName, value, setValue, recipe, takeRecipe, nameField, valueField, waiting, dirty } = useNewFields(document, resumed);
  const [below, setBelow] = useState(belowAtFirst);
  const [refused, setRefused] = useState<Told>();
  const ids = useId();

  useEffect(() => {
    nameField.current?.focus();
  }, [nameField]);
  useTyping(document, dirty, { what: 'new', entry: beside, name, type: undefined, shape: undefined, place: below ? 'below' : 'end', recipe, value });

  const add = async (): Promise<void> => {
    if (name === '') {
      nameField.current?.focus();
      return;
    }
    const answer = await onAdd(name, recipe ?? value, below && neighbour !== undefined);
    if (answer.ok) {
      onAdded(answer.value);
      return;
    }
    setRefused(answer.error);
    (aboutName(answer.error.code) ? nameField : valueField).current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => { formKey(event, () => { void add(); }, onClose); };
  const told = refused === undefined ? undefined : errors(refused);
  const wrongName = refused !== undefined && aboutName(refused.code);
  const wrongValue = refused !== undefined && !wrongName;
  return (
    <div className="add-entry" role="group" aria-label={say.addTitle}>
      <div className="add-fields">
        <NameField ids={ids} wrong={wrongName} onKeyDown={onKeyDown} field={nameField} name={name} onName={setName} />
        <ValueField ids={ids} wrong={wrongValue} onKeyDown={onKeyDown} field={valueField} waiting={waiting} placeholder={say.newValue} onValue={setValue} recipe={recipe} onRecipe={takeRecipe} name={name} />
        {neighbour === undefined ? null : <Select label={grid.placeOfNew} value={below ? 'below' : 'end'} options={[{ value: 'end', label: grid.atEnd }, { value: 'below', label: grid.below(neighbour) }]} onChange={(place) => { setBelow(place === 'below'); }} />}
        <div className="add-acts">
          <Button look="primary" onClick={() => { void add(); }}>{say.add}</Button>
          <Button look="quiet" onClick={onClose}>{frame.cancel}</Button>
        </div>
      </div>
      <p className={told === undefined ? 'hint' : 'hint hint-danger'} id={`${ids}problem`} role={told === undefined ? undefined : 'alert'}>
        {told === undefined ? grid.addHint : <><Icon name="triangle-alert" /><span>{told.title}. {told.why} {told.next}</span></>}
      </p>
    </div>
  );
}
