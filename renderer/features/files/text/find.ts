// Where a word stands in names and comments, and the mark on the one that is looked at. Values, even typed ones, are not searched.
import { StateEffect, StateField, type Extension, type Text } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import { readLine } from './lines.ts';

export interface Place {
  readonly from: number;
  readonly to: number;
}

export const showFound = StateEffect.define<Place | undefined>();
const mark = Decoration.mark({ class: 'code-found' });
const found = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (value, { changes, effects }) => effects.reduce<DecorationSet>((set, effect) => {
    if (!effect.is(showFound)) return set;
    return effect.value === undefined ? Decoration.none : Decoration.set(mark.range(effect.value.from, effect.value.to));
  }, value.map(changes)),
  provide: (field) => EditorView.decorations.from(field),
});
export const foundMark = (): Extension => found;

const mostPlaces = 10_000;
/** Small letters, but where they are not as many as before: places must count in the text as it is. */
const folded = (text: string): string => (text.toLowerCase().length === text.length ? text.toLowerCase() : text);

/** Every place of `word`, whatever its case. */
export function placesOf(doc: Text, word: string): readonly Place[] {
  const wanted = word.toLowerCase();
  const places: Place[] = [];
  let start = 0;
  for (const text of wanted === '' ? [] : doc.iterLines()) {
    const { kind, name } = readLine(text);
    const where = folded(kind === 'comment' ? text.replaceAll(/\{\{coffre:\S*?\}\}/g, (reference) => ' '.repeat(reference.length)) : name);
    for (let at = where.indexOf(wanted); at !== -1 && places.length < mostPlaces; at = where.indexOf(wanted, at + wanted.length)) places.push({ from: start + at, to: start + at + wanted.length });
    start += text.length + 1;
  }
  return places;
}
