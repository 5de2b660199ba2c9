// The words of this room in the language in use.
import { vaultWords, type VaultWords } from '../../../shared/words/index.ts';
import { useAppearance } from '../../stores/index.ts';

export const useVaultWords = (): VaultWords => vaultWords(useAppearance(({ lang }) => lang));
