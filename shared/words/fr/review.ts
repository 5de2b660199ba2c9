// The review before saving, in French.
import type { Catalogue } from '../en.ts';

export const review: Catalogue['review'] = {};
