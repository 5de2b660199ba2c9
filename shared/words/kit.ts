// The words of the page of parts, apart from the catalogue, so that the window never loads them.
import { kit as en } from './en/kit.ts';
import { kit as fr } from './fr/kit.ts';

export type KitWords = typeof en;

/** The samples in one language. */
export const kitWords = (language: 'en' | 'fr'): KitWords => (language === 'fr' ? fr : en);
