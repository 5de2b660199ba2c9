// What the person chose about the look: no secrets, one small file.
import * as v from 'valibot';
import { call } from './define.ts';
import { nothing } from './values.ts';

export const language = v.picklist(['system', 'en', 'fr']);
export type Language = v.InferOutput<typeof language>;
export const theme = v.picklist(['system', 'light', 'dark']);
export type Theme = v.InferOutput<typeof theme>;
export const appearance = v.strictObject({ language, theme });
export type Appearance = v.InferOutput<typeof appearance>;

export const settings = {
  get: call({ input: nothing, output: appearance, errors: [], exposes: 'metadata' }),
  set: call({ input: appearance, output: appearance, errors: ['disk-full', 'write-failed'], exposes: 'metadata' }),
};
