// What somebody types and has not put into the draft yet: the core keeps it, so that neither a lock nor a page that dies costs it. The text goes in write-only; what it is typed for is told beside the document.
import * as v from 'valibot';
import { call } from './define.ts';
import { entryType, recipe } from './sops-kinds.ts';
import { count, documentRef, entryId, newValue, nothing, revealed } from './values.ts';

export const unfinishedFor = v.strictObject({
  /** `large`: the same as `value`, in the dialog for values with line breaks. `text`: lines of text mode that the draft has not, each with a line break at its end. */
  what: v.picklist(['value', 'large', 'name', 'new', 'text']),
  /** What is edited; of a new entry, the one beside which or in which it is to stand. */
  entry: v.optional(entryId),
  /** The name that was typed; '' where none is. May be none that a file could hold. */
  name: v.pipe(v.string(), v.maxLength(1024)),
  /** Of what type the value is to be, if somebody chose that. */
  type: v.optional(entryType),
  shape: v.optional(v.picklist(['value', 'branch', 'list'])),
  place: v.optional(v.picklist(['below', 'inside', 'end'])),
  /** In place of a text. */
  recipe: v.optional(recipe),
  /** Of lines: those of the draft whose place they are to take, counted from 0. */
  run: v.optional(v.strictObject({ at: count, remove: count })),
});
export type UnfinishedFor = v.InferOutput<typeof unfinishedFor>;

/** Takes the place of what was unfinished in this document; without `unfinished` nothing is any more. */
export const setUnfinished = call({
  input: v.strictObject({ document: documentRef, unfinished: v.optional(v.strictObject({ ...unfinishedFor.entries, value: newValue })) }),
  output: nothing, errors: ['document-not-found'], exposes: 'nothing', roles: ['window'], lastWords: true,
});
/** Gives the text back to a page that was made anew, to go on typing. */
export const revealUnfinished = call({ input: v.strictObject({ document: documentRef }), output: revealed, errors: ['document-not-found', 'entry-not-found'], exposes: 'one-secret', roles: ['window'] });
