// The words of the Vault room, apart from the catalogue: they come with the room, so that the first view does not wait for them.
import { vault as en } from './en/vault.ts';
import { vault as fr } from './fr/vault.ts';

export type VaultWords = typeof en;

/** Those of one language. */
export const vaultWords = (language: 'en' | 'fr'): VaultWords => (language === 'fr' ? fr : en);
