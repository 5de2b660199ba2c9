// How strong a generated value is and what it looks like, told from its recipe alone: no value is made here.
import type { Recipe } from '../../../bridge/index.ts';

type Of<Kind extends Recipe['kind']> = Extract<Recipe, { kind: Kind }>;

/** How many characters each alphabet has, and how many words the list; as in the core's generator. */
export const alphabetSizes: Readonly<Record<Of<'characters'>['alphabet'], number>> = { 'letters-digits': 62, 'letters-digits-symbols': 68, readable: 52, digits: 10 };
export const wordListSize = 2048;

/** Bits of chance in a value made by this recipe. */
export function strengthOf(recipe: Recipe): number {
  switch (recipe.kind) {
    case 'characters': return recipe.length * Math.log2(alphabetSizes[recipe.alphabet]);
    case 'words': return recipe.words * Math.log2(wordListSize);
    case 'uuid': return 122;
    case 'hex':
    case 'base64': return recipe.bytes * 8;
  }
}
export type Strength = 'low' | 'fair' | 'good' | 'high';
export const strengthClass = (bits: number): Strength => (bits < 50 ? 'low' : bits < 80 ? 'fair' : bits < 120 ? 'good' : 'high');

/** The recipe that a kind starts with: strong for any use. */
export const firstRecipes: { readonly [Kind in Recipe['kind']]: Of<Kind> } = {
  characters: { kind: 'characters', length: 32, alphabet: 'letters-digits' },
  words: { kind: 'words', words: 8, separator: '-' },
  uuid: { kind: 'uuid' },
  hex: { kind: 'hex', bytes: 32 },
  base64: { kind: 'base64', bytes: 32, urlSafe: false },
};
