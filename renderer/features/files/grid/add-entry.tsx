// A new key: its name and its value, in two fields above the list. What was typed stays until the core took it.
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useResumed, type Answer, type Recipe, type Told, type UnfinishedFor } from '../../../bridge/index.ts';
import { Button, Icon, IconButton, Select } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import type { ValueOrRecipe } from '../edits.ts';
import { useTyping } from '../use-typing.ts';
import { GenerateDialog } from './generate-dialog.tsx';
import { useRecipeWords } from './use-recipe-words.ts';

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

/** Which field a refusal is about. */
const aboutName = (code: string): boolean => code.startsWith('name-') || code === 'bad-input';

export function AddEntry({ document, beside, neighbour, below: belowAtFirst, resumed, onAdd, onAdded, onClose }: AddEntryProps) {
  const { files: say, grid, frame } = useWords();
  const recipeWords = useRecipeWords();
  const errors = useErrorWords();
  const [name, setName] = useState(resumed?.name ?? '');
  const [value, setValue] = useState('');
  const [recipe, setRecipe] = useState<Recipe | undefined>(resumed?.recipe);
  const [choosing, setChoosing] = useState(false);
  const [below, setBelow] = useState(belowAtFirst);
  const [refused, setRefused] = useState<Told>();
  const nameField = useRef<HTMLInputElement>(null);
  const valueField = useRef<HTMLTextAreaElement>(null);
  const ids = useId();
  const dirty = name !== '' || value !== '' || recipe !== undefined;

  useEffect(() => {
    nameField.current?.focus();
  }, []);
  useTyping(document, dirty, { what: 'new', entry: beside, name, type: undefined, shape: undefined, place: below ? 'below' : 'end', recipe, value });
  const waiting = useResumed(document, resumed !== undefined && recipe === undefined, (typed) => {
    if (valueField.current !== null) valueField.current.value = typed;
    setValue(typed);
  });

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
          {recipe === undefined ? <label className="label" htmlFor={`${ids}value`}>{say.keyValue}</label> : <span className="label">{say.keyValue}</span>}
          {recipe === undefined ? <div className="field entry-field" data-invalid={wrongValue ? true : undefined}>
            {/* Not controlled: React would write the value into the page a second time, as the field's default. */}
            <textarea
              ref={valueField} id={`${ids}value`} className="mono" rows={1} readOnly={waiting} placeholder={say.newValue} autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} data-gramm="false"
              aria-invalid={wrongValue} aria-describedby={`${ids}problem`} onChange={(event) => { setValue(event.target.value); }} onKeyDown={onKeyDown}
            />
            <IconButton row name={grid.act.generate} icon="rotate-cw" onClick={() => { setChoosing(true); }} />
          </div> : (
            <div className="field"><span className="clip">{grid.willGenerate(recipeWords(recipe))}</span><span className="push" /><IconButton row name={grid.typeInstead} icon="x" onClick={() => { setRecipe(undefined); }} /></div>
          )}
        </div>
        {neighbour === undefined ? null : <Select label={grid.placeOfNew} value={below ? 'below' : 'end'} options={[{ value: 'end', label: grid.atEnd }, { value: 'below', label: grid.below(neighbour) }]} onChange={(place) => { setBelow(place === 'below'); }} />}
        <div className="add-acts">
          <Button look="primary" onClick={() => { void add(); }}>{say.add}</Button>
          <Button look="quiet" onClick={onClose}>{frame.cancel}</Button>
        </div>
      </div>
      <p className={told === undefined ? 'hint' : 'hint hint-danger'} id={`${ids}problem`} role={told === undefined ? undefined : 'alert'}>
        {told === undefined ? grid.addHint : <><Icon name="triangle-alert" /><span>{told.title}. {told.why} {told.next}</span></>}
      </p>
      {choosing ? (
        <GenerateDialog
          name={name} replaces={false} onClose={() => { setChoosing(false); }}
          onUse={(chosen) => {
            setRecipe(chosen);
            setValue('');
            setChoosing(false);
            nameField.current?.focus();
          }}
        />
      ) : null}
    </div>
  );
}
