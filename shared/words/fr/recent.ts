// Folders opened before, in French.
import type { Catalogue } from '../en.ts';

export const recent: Catalogue['recent'] = {};
