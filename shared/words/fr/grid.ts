// The grid of keys: marks, groups, generating, moving, in French.
import type { Catalogue } from '../en.ts';

export const grid: Catalogue['grid'] = {};
