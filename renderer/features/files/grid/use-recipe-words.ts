// A recipe in words: what a value made by it looks like, as a class. There is no value here.
import { useCallback } from 'react';
import type { Recipe } from '../../../bridge/index.ts';
import { useWords } from '../../../stores/index.ts';

/** “32 characters: letters and digits”, “6 words, hyphen between them”. */
export function useRecipeWords(): (recipe: Recipe) => string {
  const { grid: { generate: say } } = useWords();
  return useCallback((recipe) => {
    switch (recipe.kind) {
      case 'characters': return `${say.characters(recipe.length)}, ${say.alphabets[recipe.alphabet].toLowerCase()}`;
      case 'words': return `${say.wordsOf(recipe.words)}, ${say.separators[recipe.separator].toLowerCase()}`;
      case 'uuid': return 'UUID, xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx';
      case 'hex': return `${say.characters(recipe.bytes * 2)}, 0–9 a–f (${say.ofBytes(recipe.bytes)})`;
      case 'base64': return `${say.characters(recipe.urlSafe ? Math.ceil(recipe.bytes * 4 / 3) : Math.ceil(recipe.bytes / 3) * 4)}, base64 (${say.ofBytes(recipe.bytes)})`;
    }
  }, [say]);
}
