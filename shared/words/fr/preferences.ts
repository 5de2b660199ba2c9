// Preferences and the list of shortcuts, in French.
import type { Catalogue } from '../en.ts';

export const preferences: Catalogue['preferences'] = {};
