// What most calls about a Vault say: over which connection, at which path, in which version.
import * as v from 'valibot';
import { connectionRef, count } from './values.ts';

/** Absent: the environment's, at the command line only. */
export const at = { connection: v.optional(connectionRef) };
/** As a person writes it, with the engine at its beginning: `secret/team/app`. */
export const path = v.pipe(v.string(), v.maxLength(4096), v.regex(/^[^\u0000-\u001f\u007f]*$/, 'path'));
export const field = v.pipe(v.string(), v.minLength(1), v.maxLength(1024), v.regex(/^[^]+$/, 'field'));
/** `value`: the server did not say which; it does not, as long as nobody reads it. */
export const fieldKind = v.picklist(['text', 'number', 'boolean', 'null', 'list', 'object', 'value']);
export type FieldKind = v.InferOutput<typeof fieldKind>;
/** The way on below a field, by names. Absent: the field as a whole. */
export const within = v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(1024))), v.maxLength(16)));
/** 0 is the newest. */
export const version = count;
export const someVersions = v.pipe(v.array(v.pipe(count, v.minValue(1))), v.maxLength(100));
/** The version that must be there; 0: none may be. Absent: whatever is there when this begins. */
export const over = v.optional(count);
/** `asked`: the answer was lost, and the server was asked what it holds. `version` is 0 where the engine has none. */
export const done = v.strictObject({ version: count, asked: v.boolean() });
