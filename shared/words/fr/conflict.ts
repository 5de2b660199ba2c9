// Two versions of one file, in French.
import type { Catalogue } from '../en.ts';

export const conflict: Catalogue['conflict'] = {};
