// The sign of each change of a field, in its row and in the review.
import type { IconName } from '../../components/index.ts';
import type { FieldChange } from './draft.ts';

export const signOf: Readonly<Record<FieldChange, IconName>> = { none: 'pencil', added: 'plus', changed: 'pencil', renamed: 'arrow-right-left', removed: 'minus' };
