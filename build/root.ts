// Where the checkout lies. The only place in build/ that computes it.
import { dirname } from 'node:path';

export const root: string = dirname(import.meta.dirname);
