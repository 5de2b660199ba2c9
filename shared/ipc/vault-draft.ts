// What somebody typed for a secret on a Vault and has not saved: the core keeps it, so that neither a lock nor a page that dies costs it. The texts go in write-only; the names of what is changed are told.
import * as v from 'valibot';
import { call } from './define.ts';
import { connectionRef, count, newValue, nothing, revealed } from './values.ts';
import { field, fieldKind, path } from './vault-at.ts';

const place = { connection: connectionRef, path };
const draftField = {
  /** Names the row as long as the draft lives. */
  row: count,
  /** As it is called on the server; absent for a new one. */
  was: v.optional(field), name: field, removed: v.boolean(),
  /** Its value is another one. */
  edited: v.boolean(),
  /** What was typed is JSON. */
  json: v.boolean(),
  /** What the server has there, once that was known. */
  kind: v.optional(fieldKind),
};
const draft = {
  /** Nothing was there when it was begun. */
  fresh: v.boolean(),
  /** The version that it was begun over; 0 where there is none. */
  over: count,
};
/** `kept`: there is a text, and the core has it. */
const keptField = v.strictObject({ ...draftField, kept: v.boolean() });
export type KeptField = v.InferOutput<typeof keptField>;

/** In place of a value: the text that the draft of this secret has for the row. */
export const typedBefore = v.strictObject({ act: v.literal('set-typed'), name: field, row: count, json: v.boolean() });

export const vaultDraft = {
  /** Takes the place of what was kept for this secret; without `draft` nothing is any more. A field without `value` keeps the text that it has. */
  setDraft: call({
    input: v.strictObject({ ...place, draft: v.optional(v.strictObject({ ...draft, fields: v.pipe(v.array(v.strictObject({ ...draftField, value: v.optional(newValue) })), v.maxLength(10_000)) })) }),
    output: nothing, errors: ['too-much-typed'], exposes: 'nothing', roles: ['window'], lastWords: true,
  }),
  /** Absent where nothing is kept. */
  getDraft: call({ input: v.strictObject(place), output: v.strictObject({ draft: v.optional(v.strictObject({ ...draft, fields: v.array(keptField) })) }), errors: [], exposes: 'metadata', roles: ['window'] }),
  /** Which secrets have one, the newest last. */
  listDrafts: call({ input: nothing, output: v.strictObject({ drafts: v.pipe(v.array(v.strictObject({ ...place, fresh: v.boolean() })), v.maxLength(1000)) }), errors: ['record-damaged'], exposes: 'metadata', roles: ['window'] }),
  /** Gives one text back to a page that was made anew. */
  revealDraft: call({ input: v.strictObject({ ...place, row: count }), output: revealed, errors: ['connection-not-found', 'record-damaged', 'draft-not-found'], exposes: 'one-secret', roles: ['window'] }),
};
