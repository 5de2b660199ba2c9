// How the core shall make a value: chosen here by recipe, never made or shown here.
import { useId, useRef } from 'react';
import type { Recipe } from '../../../bridge/index.ts';
import { Button, Checkbox, Dialog, NumberField, Select } from '../../../components/index.ts';
import { useKept, useWords } from '../../../stores/index.ts';
import { firstRecipes, strengthClass, strengthOf } from './recipes.ts';
import { useRecipeWords } from './use-recipe-words.ts';

export interface GenerateDialogProps {
  /** The key that gets the value; '' for one that has no name yet. */
  readonly name: string;
  /** True if a value is there that this one takes the place of. */
  readonly replaces: boolean;
  readonly onUse: (recipe: Recipe) => void;
  readonly onClose: () => void;
}

type Kind = Recipe['kind'];
const kinds: readonly Kind[] = ['characters', 'words', 'uuid', 'hex', 'base64'];
/** How much of the ruler a strength fills: 128 bits and more are all of it. */
const fullBits = 128;

function Choices({ recipe, onChange }: { readonly recipe: Recipe; readonly onChange: (recipe: Recipe) => void }) {
  const { grid: { generate: say } } = useWords();
  const steps = { lessName: say.less, moreName: say.more } as const;
  switch (recipe.kind) {
    case 'characters': return (
      <>
        <Select label={say.alphabet} value={recipe.alphabet} options={(['letters-digits', 'letters-digits-symbols', 'readable', 'digits'] as const).map((value) => ({ value, label: say.alphabets[value] }))} onChange={(alphabet) => { onChange({ ...recipe, alphabet }); }} />
        <NumberField label={say.length} value={recipe.length} min={8} max={256} {...steps} onChange={(length) => { onChange({ ...recipe, length }); }} />
      </>
    );
    case 'words': return (
      <>
        <Select label={say.separator} value={recipe.separator} options={(['-', '.', '_', ' '] as const).map((value) => ({ value, label: say.separators[value] }))} onChange={(separator) => { onChange({ ...recipe, separator }); }} />
        <NumberField label={say.words} value={recipe.words} min={4} max={24} {...steps} onChange={(words) => { onChange({ ...recipe, words }); }} />
      </>
    );
    case 'uuid': return null;
    case 'hex':
    case 'base64': return (
      <>
        <NumberField label={say.bytes} value={recipe.bytes} min={8} max={128} {...steps} onChange={(bytes) => { onChange({ ...recipe, bytes }); }} />
        {recipe.kind === 'base64' ? <div className="generate-check"><Checkbox label={say.urlSafe} checked={recipe.urlSafe} onChange={(urlSafe) => { onChange({ ...recipe, urlSafe }); }} /></div> : null}
      </>
    );
  }
}

export function GenerateDialog({ name, replaces, onUse, onClose }: GenerateDialogProps) {
  const { grid: { generate: say }, frame } = useWords();
  const shapeOf = useRecipeWords();
  const [recipe, setRecipe] = useKept<Recipe>('grid.generate', firstRecipes.characters);
  const use = useRef<HTMLButtonElement>(null);
  const bits = strengthOf(recipe);
  const strength = strengthClass(bits);
  const ids = useId();
  return (
    <Dialog
      open title={say.title(name)} text={say.text} closeName={frame.close} onClose={onClose} first={use}
      foot={<>
        <span className="muted small foot-note">{replaces ? say.replaces : null}</span>
        <span className="push" />
        <Button look="quiet" onClick={onClose}>{frame.cancel}</Button>
        <Button ref={use} look="primary" onClick={() => { onUse(recipe); }}>{say.use}</Button>
      </>}
    >
      <form
        className="generate" onSubmit={(event) => {
          event.preventDefault();
          onUse(recipe);
        }}
      >
        <button type="submit" hidden>{say.use}</button>
        <div className="generate-fields">
          <Select label={say.kind} value={recipe.kind} options={kinds.map((value) => ({ value, label: say.kinds[value] }))} onChange={(kind) => { setRecipe(firstRecipes[kind]); }} />
          <Choices recipe={recipe} onChange={setRecipe} />
        </div>
        <dl className="generate-facts" aria-live="polite">
          <dt id={`${ids}strength`}>{say.strength}</dt>
          <dd>
            <meter className="strength" data-class={strength} min={0} max={fullBits} value={Math.min(fullBits, bits)} aria-labelledby={`${ids}strength`} />
            <span className="num">{say.bits(bits)}</span> <span className="muted">{say.verdicts[strength]}</span>
          </dd>
          <dt>{say.looksLike}</dt>
          <dd>{shapeOf(recipe)}</dd>
        </dl>
      </form>
    </Dialog>
  );
}
