// A new value, branch or list of a nested file: what it is, its name, its type and value, and where it goes. What was typed stays until the core took it.
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import type { Answer, EntryColumns, EntryType, Opened, Told, UnfinishedFor } from '../../../bridge/index.ts';
import { Button, Icon, Select } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import type { NewEntry, Place } from '../edits.ts';
import { useTyping } from '../use-typing.ts';
import { aboutName, formKey, NameField, useNewFields, ValueField } from './new-fields.tsx';
import { opportunities, type Opportunity } from './tree-moves.ts';
import { wrongFor } from './typed-value.ts';

export interface AddToTreeProps {
  readonly columns: EntryColumns;
  readonly opened: Pick<Opened, 'document' | 'shape' | 'types'>;
  /** The entry that the focus is on, or was; -1 for none. */
  readonly index: number;
  /** Where it goes at first, if somebody asked for a place. */
  readonly where: 'below' | 'inside' | undefined;
  /** What was typed here before the page was made anew. */
  readonly resumed: UnfinishedFor | undefined;
  readonly onAdd: (entry: NewEntry, place: Place) => Promise<Answer<number>>;
  readonly onAdded: (entry: number) => void;
  readonly onClose: () => void;
}
type What = 'value' | 'branch' | 'list';

/** True if it is typed rather than chosen. */
const hasField = (type: EntryType): boolean => type !== 'bool' && type !== 'null';
export function AddToTree({ columns, opened: { document, shape, types }, index, where, resumed, onAdd, onAdded, onClose }: AddToTreeProps) {
  const { files: say, grid, frame, tree } = useWords();
  const errors = useErrorWords();
  const ground = { columns, shape };
  const [what, setWhat] = useState<What>(() => resumed?.shape ?? (opportunities('value', index, ground).length > 0 ? 'value' : 'branch'));
  const [placeId, setPlaceId] = useState<Opportunity['id'] | undefined>(resumed?.place ?? where);
  const { name, setName, value, setValue, recipe, takeRecipe, nameField, valueField, waiting, dirty } = useNewFields(document, resumed);
  const [type, setType] = useState<EntryType>(resumed?.type ?? 'str');
  const [refused, setRefused] = useState<Told>();
  const [misfit, setMisfit] = useState<ReturnType<typeof wrongFor>>();
  const ids = useId();

  const places = opportunities(what, index, ground);
  const place = places.find(({ id }) => id === placeId) ?? places[0];
  const named = place?.inList !== true;
  const isValue = what === 'value';
  const isText = isValue && type === 'str';

  useEffect(() => { (nameField.current ?? valueField.current)?.focus(); }, [nameField, valueField]);
  useTyping(document, dirty, { what: 'new', entry: columns.entry[index], name, type, shape: what, place: place?.id, recipe, value });

  const add = async (): Promise<void> => {
    if (place === undefined) return;
    if (named && name === '') {
      nameField.current?.focus();
      return;
    }
    const typed = type === 'bool' && value === '' ? 'true' : type === 'null' ? '' : value;
    const wrong = isValue && recipe === undefined ? wrongFor(type, typed) : undefined;
    setMisfit(wrong);
    setRefused(undefined);
    if (wrong !== undefined) {
      valueField.current?.focus();
      return;
    }
    const answer = await onAdd({ ...(named ? { name } : {}), value: isValue ? (isText && recipe !== undefined ? recipe : typed) : '', ...(isValue ? (type === 'str' ? {} : { type }) : { shape: what }) }, place.place);
    if (answer.ok) {
      onAdded(answer.value);
      return;
    }
    setRefused(answer.error);
    (aboutName(answer.error.code) ? nameField : valueField).current?.focus();
  };
  const changeType = (next: EntryType): void => {
    // WHY only then: the field is another one, or gone, and what was typed in it too.
    if (!hasField(next) || !hasField(type)) setValue('');
    setType(next);
    setMisfit(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => { formKey(event, () => { void add(); }, onClose); };
  const told = refused === undefined ? undefined : errors(refused);
  const problem = misfit === undefined ? (told === undefined ? undefined : `${told.title}. ${told.why} ${told.next}`) : tree.wrong[misfit];
  const wrongName = refused !== undefined && aboutName(refused.code);
  const wrongValue = problem !== undefined && !wrongName;
  const branchWord = shape === 'sections' ? tree.whats.section : tree.whats.branch;
  const labelOf = ({ id, of }: Opportunity): string => (id === 'inside' ? tree.inside(of) : id === 'below' ? tree.below(of) : tree.atEnd);
  return (
    <div className="add-entry" role="group" aria-label={tree.addTitle}>
      <div className="add-fields add-tree">
        <Select
          label={tree.what} value={what} onChange={(next) => { setWhat(next); setValue(''); setMisfit(undefined); }}
          options={[{ value: 'value' as const, label: tree.whats.value }, { value: 'branch' as const, label: branchWord }, ...(shape === 'deep' ? [{ value: 'list' as const, label: tree.whats.list }] : [])]}
        />
        {named ? <NameField ids={ids} wrong={wrongName} onKeyDown={onKeyDown} field={nameField} name={name} onName={setName} /> : null}
        {isValue && types.length > 1 ? <Select label={tree.type} value={type} options={types.map((one) => ({ value: one, label: tree.types[one] }))} onChange={changeType} /> : null}
        {!isValue || type === 'null' ? null : type === 'bool' ? <Select label={say.keyValue} value={value === 'false' ? 'false' : 'true'} options={[{ value: 'true', label: 'true' }, { value: 'false', label: 'false' }]} onChange={setValue} /> : (
          <ValueField
            ids={ids} wrong={wrongValue} onKeyDown={onKeyDown} field={valueField} waiting={waiting} placeholder={type === 'str' ? say.newValue : tree.placeholders[type]} onValue={setValue}
            recipe={recipe} onRecipe={isText ? takeRecipe : undefined} name={name}
          />
        )}
        {place === undefined ? null : <Select label={grid.placeOfNew} value={place.id} options={places.map((one) => ({ value: one.id, label: labelOf(one) }))} onChange={setPlaceId} />}
        <div className="add-acts">
          <Button look="primary" offBecause={place === undefined ? tree.noSection : undefined} onClick={() => { void add(); }}>{say.add}</Button>
          <Button look="quiet" onClick={onClose}>{frame.cancel}</Button>
        </div>
      </div>
      <p className={problem === undefined ? 'hint' : 'hint hint-danger'} id={`${ids}problem`} role={problem === undefined ? undefined : 'alert'}>
        {problem !== undefined ? <><Icon name="triangle-alert" /><span>{problem}</span></> : place === undefined ? tree.noSection : !named ? tree.noName : isValue ? grid.addHint : tree.emptyAtFirst}
      </p>
    </div>
  );
}
