// The palette: search everything, in French.
import type { Catalogue } from '../en.ts';

export const palette: Catalogue['palette'] = {};
