// What entries and files can be, for every part of the contract of encrypted files.
import * as v from 'valibot';

/** What a value is to the formats that tell types apart. In dotenv and INI all is text. */
export const entryType = v.picklist(['str', 'int', 'float', 'bool', 'time', 'null']);
export type EntryType = v.InferOutput<typeof entryType>;

export const fileFormat = v.picklist(['dotenv', 'yaml', 'json', 'ini', 'binary']);
export type FileFormat = v.InferOutput<typeof fileFormat>;

/** What a MAC cannot vouch for, another reader would stumble over, or a save cannot keep. */
export const fileNote = v.picklist([
  'plain-comments', 'name-needs-input-type', 'carriage-returns', 'byte-order-mark', 'list-comments', 'timestamps', 'big-integers', 'duplicate-sections', 'comment-markers', 'metadata-differs', 'legacy-mac', 'newer-than-3-8', 'post-quantum-mixed',
]);

/** By which the core makes a value, so that it never has to travel. */
export const recipe = v.variant('kind', [
  v.strictObject({ kind: v.literal('characters'), length: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(256)), alphabet: v.picklist(['letters-digits', 'letters-digits-symbols', 'readable', 'digits']) }),
  v.strictObject({ kind: v.literal('words'), words: v.pipe(v.number(), v.integer(), v.minValue(4), v.maxValue(24)), separator: v.picklist(['-', '.', '_', ' ']) }),
  v.strictObject({ kind: v.literal('uuid') }),
  v.strictObject({ kind: v.literal('hex'), bytes: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(128)) }),
  v.strictObject({ kind: v.literal('base64'), bytes: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(128)), urlSafe: v.boolean() }),
]);
export type Recipe = v.InferOutput<typeof recipe>;
