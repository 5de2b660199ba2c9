// Sessions: the windows and the agent that have the profile open at this moment. Process numbers and dates.
import * as v from 'valibot';
import { call } from './define.ts';
import { count, nothing } from './values.ts';

const sessionRef = v.pipe(v.string(), v.regex(/^(?:agent|[A-Za-z0-9_-]{22})$/, 'session'));
/** `since`: RFC 3339. `own`: it is this very program. */
const session = v.strictObject({ session: sessionRef, kind: v.picklist(['window', 'agent']), pid: count, since: v.string(), own: v.boolean() });
export type OpenSession = v.InferOutput<typeof session>;

export const sessions = {
  list: call({ input: nothing, output: v.strictObject({ limit: count, sessions: v.pipe(v.array(session), v.maxLength(1000)) }), errors: [], exposes: 'metadata', whileLocked: true }),
  /** Locks it, wherever it is: its window puts everything away as at any lock. Needs no key, because it can only close. */
  end: call({ input: v.strictObject({ session: sessionRef }), output: nothing, errors: ['session-not-found'], exposes: 'nothing', audited: true, whileLocked: true }),
};
