// The small schemas that every room shares. Strict both ways; refs are opaque and minted by the core.
import * as v from 'valibot';

/** An opaque id minted by the core: 16 random bytes, base64url. */
const ref = <const K extends string>(kind: K) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, kind));

export const projectRef = ref('project');
export const folderRef = ref('folder');
export const recentRef = ref('recent');
export const fileRef = ref('file');
export const documentRef = ref('document');
export const sinkRef = ref('sink');
export const connectionRef = ref('connection');
/** What a wrapping token opened. */
export const unwrappedRef = ref('unwrapped');

/** Names one entry of one open document; minted by the core, stable until the document is closed. */
export const entryId = v.pipe(v.number(), v.integer(), v.minValue(0));

export const nothing = v.strictObject({});
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The largest value that may cross in either direction, in UTF-16 units. */
export const maxValueLength = 4 * 1024 * 1024;
/** A value on its way in: write-only. */
export const newValue = v.pipe(v.string(), v.maxLength(maxValueLength));
/** The way to an entry as a person writes it: `a.b[0]`. */
export const entryPath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
export const keyName = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));

/** The only output that may hold a secret: one value and how long it may stay on the screen, in milliseconds. */
export const revealed = v.strictObject({ value: v.string(), hideAfterMs: count });
export type Revealed = v.InferOutput<typeof revealed>;
