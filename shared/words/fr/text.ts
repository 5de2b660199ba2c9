// Text mode, in French.
import type { Catalogue } from '../en.ts';

export const text: Catalogue['text'] = {};
