// What the two forms for something new share: what was typed, the field of its name, the field of its value, or the recipe in its place, and which of them a refusal is about.
import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useResumed, type Recipe, type UnfinishedFor } from '../../../bridge/index.ts';
import { IconButton } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { GenerateDialog } from './generate-dialog.tsx';
import { useRecipeWords } from './use-recipe-words.ts';

/** True for a refusal that is about the name and not about the value. */
export const aboutName = (code: string): boolean => code.startsWith('name-') || code === 'bad-input';

/** Enter adds, Shift+Enter is a line of the value, Esc gives up. */
export function formKey(event: KeyboardEvent, add: () => void, close: () => void): void {
  if (event.nativeEvent.isComposing) return;
  if (event.key === 'Escape') close();
  else if (event.key === 'Enter' && !event.shiftKey) add();
  else return;
  event.preventDefault();
}

export interface NewFields {
  readonly name: string;
  readonly setName: (name: string) => void;
  readonly value: string;
  readonly setValue: (value: string) => void;
  readonly recipe: Recipe | undefined;
  /** A recipe stands in place of what was typed, and the name is next. */
  readonly takeRecipe: (recipe: Recipe | undefined) => void;
  readonly nameField: RefObject<HTMLInputElement | null>;
  readonly valueField: RefObject<HTMLTextAreaElement | null>;
  /** What was typed before is still on its way. */
  readonly waiting: boolean;
  readonly dirty: boolean;
}

/** The name and the value of something new, with what was typed there before the page was made anew. */
export function useNewFields(document: string, resumed: UnfinishedFor | undefined): NewFields {
  const [name, setName] = useState(resumed?.name ?? '');
  const [value, setValue] = useState('');
  const [recipe, setRecipe] = useState<Recipe | undefined>(resumed?.recipe);
  const nameField = useRef<HTMLInputElement>(null);
  const valueField = useRef<HTMLTextAreaElement>(null);
  const waiting = useResumed(document, resumed !== undefined && recipe === undefined, (typed) => {
    if (valueField.current !== null) valueField.current.value = typed;
    setValue(typed);
  });
  const takeRecipe = (chosen: Recipe | undefined): void => {
    setRecipe(chosen);
    if (chosen === undefined) return;
    setValue('');
    nameField.current?.focus();
  };
  return { name, setName, value, setValue, recipe, takeRecipe, nameField, valueField, waiting, dirty: name !== '' || value !== '' || recipe !== undefined };
}

export interface FieldProps {
  /** Of the form; its problem is told at `${ids}problem`. */
  readonly ids: string;
  readonly wrong: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export interface NameFieldProps extends FieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly name: string;
  readonly onName: (name: string) => void;
}
export function NameField({ ids, wrong, onKeyDown, field, name, onName }: NameFieldProps) {
  const { files: say } = useWords();
  return (
    <div className="add-name">
      <label className="label" htmlFor={`${ids}name`}>{say.keyName}</label>
      <div className="field" data-invalid={wrong ? true : undefined}>
        <input
          ref={field} id={`${ids}name`} className="mono" type="text" value={name} maxLength={1024} autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false}
          aria-invalid={wrong} aria-describedby={`${ids}problem`} onChange={(event) => { onName(event.target.value); }} onKeyDown={onKeyDown}
        />
      </div>
    </div>
  );
}

export interface ValueFieldProps extends FieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** What was typed before is still on its way. */
  readonly waiting: boolean;
  readonly placeholder: string;
  readonly onValue: (value: string) => void;
  readonly recipe: Recipe | undefined;
  /** Takes a recipe in place of what is typed, or gives it up; undefined where nothing can be generated. */
  readonly onRecipe: ((recipe: Recipe | undefined) => void) | undefined;
  /** Of the new key, for the dialog that chooses a recipe. */
  readonly name: string;
}
export function ValueField({ ids, wrong, onKeyDown, field, waiting, placeholder, onValue, recipe, onRecipe, name }: ValueFieldProps) {
  const { files: say, grid } = useWords();
  const recipeWords = useRecipeWords();
  const [choosing, setChoosing] = useState(false);
  return (
    <div className="add-value">
      {recipe !== undefined && onRecipe !== undefined ? (
        <>
          <span className="label">{say.keyValue}</span>
          <div className="field"><span className="clip">{grid.willGenerate(recipeWords(recipe))}</span><span className="push" /><IconButton row name={grid.typeInstead} icon="x" onClick={() => { onRecipe(undefined); }} /></div>
        </>
      ) : (
        <>
          <label className="label" htmlFor={`${ids}value`}>{say.keyValue}</label>
          <div className="field entry-field" data-invalid={wrong ? true : undefined}>
            {/* Not controlled: React would write the value into the page a second time, as the field's default. */}
            <textarea
              ref={field} id={`${ids}value`} className="mono" rows={1} readOnly={waiting} placeholder={placeholder} autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} data-gramm="false"
              aria-invalid={wrong} aria-describedby={`${ids}problem`} onChange={(event) => { onValue(event.target.value); }} onKeyDown={onKeyDown}
            />
            {onRecipe === undefined ? null : <IconButton row name={grid.act.generate} icon="rotate-cw" onClick={() => { setChoosing(true); }} />}
          </div>
        </>
      )}
      {choosing && onRecipe !== undefined ? (
        <GenerateDialog
          name={name} replaces={false} onClose={() => { setChoosing(false); }}
          onUse={(chosen) => {
            setChoosing(false);
            onRecipe(chosen);
          }}
        />
      ) : null}
    </div>
  );
}
