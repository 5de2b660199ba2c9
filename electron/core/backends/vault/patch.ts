// Changes of fields that need not see the others: sent alone where the server and the token allow it, over a version that is known. Must never be sent where it would mean something else than a whole write.
import { Refusal } from '../../refusal.ts';
import { edited, valueOf, type FieldChange } from './edit.ts';
import { isFields, numberOf, type Fields } from './json.ts';
import { changeFields, decided, foundOver, look, same, under, type Done } from './kv.ts';
import { checkLimits, losesNumbers } from './limits.ts';
import type { Place } from './mounts.ts';
import { dataOf, type Transport } from './transport.ts';

/** What is merged into the secret: null takes a field away. Undefined where a merge is something else: a new name for a value that we do not have, an object (it would be merged, too), null. */
function patchOf(changes: readonly FieldChange[]): Fields | undefined {
  const patch = new Map<string, unknown>();
  for (const change of changes) {
    if (change.act === 'rename') return undefined;
    const value = change.act === 'remove' ? null : valueOf(change);
    if (change.act !== 'remove' && (value === null || isFields(value))) return undefined;
    patch.set(change.name, value);
  }
  return Object.fromEntries(patch);
}

const fallBackAfter: ReadonlySet<string> = new Set(['permission-denied', 'not-supported', 'secret-not-found', 'not-a-vault', 'request-refused']);
const otherwise = (error: unknown): undefined => {
  if (error instanceof Refusal && fallBackAfter.has(error.code)) return undefined;
  throw error;
};

/** Undefined where the way by reading is the one that is left; nothing was done then. */
async function patched(transport: Transport, place: Place, changes: readonly FieldChange[], cas: number | undefined): Promise<Done | undefined> {
  const patch = patchOf(changes);
  if (patch === undefined) return undefined;
  const before = await look(transport, place, 0, 'subkeys').catch(otherwise);
  if (before?.secret === undefined) return undefined;
  const { version } = before;
  if (cas !== undefined && cas !== version) throw new Refusal('version-conflict', { version });
  // WHY by names alone: a field that is gone by now is said, and the values of the others stay on the server.
  checkLimits({ ...edited(before.secret.fields, changes), ...patch });
  return decided(
    async () => numberOf(dataOf(await transport.ask({ once: true, method: 'PATCH', path: under(place, 'data'), body: { data: patch, options: { cas: version } } })), 'version'),
    async () => {
      const then = await look(transport, place, version, 'data');
      return foundOver(transport, place, version, (there) => then.secret !== undefined && same(there, edited(then.secret.fields, changes)));
    },
  ).catch(otherwise);
}

/**
 * In their order and in one write. `cas` as for changeFields.
 * Refusals: those of changeFields; field-not-found, field-exists, not-json; number-would-change (version 2 keeps numbers as 64 bits of binary: as text it would stay).
 */
export async function changeSecret(transport: Transport, place: Place, changes: readonly FieldChange[], cas: number | undefined): Promise<Done> {
  if (place.mount.version === 2) {
    for (const change of changes) if (change.act === 'set-json' && losesNumbers(valueOf(change))) throw new Refusal('number-would-change', { field: change.name });
    const done = await patched(transport, place, changes, cas);
    if (done !== undefined) return done;
  }
  return changeFields(transport, place, (before) => edited(before, changes), cas);
}
