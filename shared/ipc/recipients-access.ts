// Who can open what in a whole project, read without any key. Public names and counts only.
import * as v from 'valibot';
import { call } from './define.ts';
import { keyKind, namedBy } from './recipients-kinds.ts';
import { count, projectRef } from './values.ts';

const accessRef = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'access'));

const access = v.strictObject({
  access: accessRef,
  files: count,
  unreadable: count,
  /** Files for others than their rule names, and files that no rule is meant for. */
  differ: count,
  noRule: count,
  /** Everybody who is named in a file, in its rule or among the people; the first thousand follow, columnar. */
  somebodyCount: count,
  kind: v.array(keyKind),
  key: v.array(v.string()),
  name: v.array(v.string()),
  namedBy: v.array(namedBy),
  /** YYYY-MM-DD, '' where it is not said. */
  since: v.array(v.string()),
  /** How many files each can open, alone or together with others. */
  opens: v.array(count),
});
export type Access = v.InferOutput<typeof access>;

const accessPage = v.strictObject({
  total: count,
  files: v.pipe(v.array(v.strictObject({
    /** The way from the folder of the project. */
    path: v.string(),
    /** Places in the columns of the answer before. */
    who: v.array(count),
    /** `differ`: `sops updatekeys` would change it. `unknown`: there are no rules, or none that can be told. */
    state: v.picklist(['same', 'differ', 'no-rule', 'unknown', 'unreadable']),
    /** How many key groups must come together. */
    threshold: count,
  })), v.maxLength(1000)),
});
export type AccessPage = v.InferOutput<typeof accessPage>;

/** Reads every encrypted file of the project; `recipients.progressed` tells how far it is, `cancelWork` ends it. Replaces the answer before. */
export const getAccess = call({ input: v.strictObject({ project: projectRef }), output: access, errors: ['project-not-found', 'work-under-way', 'cancelled'], exposes: 'metadata' });
/** At most 1,000 files a page, in the order of the paths. */
export const listAccess = call({ input: v.strictObject({ access: accessRef, offset: count }), output: accessPage, errors: ['access-not-found'], exposes: 'metadata' });
