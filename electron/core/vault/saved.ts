// The connections that the profile keeps, as one sealed record, with what proves the person there. Must never answer more of it than its callers in this room need, nor write over what it cannot read.
import * as v from 'valibot';
import { connectionColour, guard, loginMethod } from '../../../shared/ipc/vault-connections.ts';
import type { SealedStore } from '../profile/index.ts';
import { Refusal } from '../refusal.ts';
import { sealedJson } from '../sealed-json.ts';

const record = 'vault-connections';
export const mostConnections = 200;

const session = v.strictObject({
  token: v.string(), accessor: v.string(), entity: v.string(), name: v.string(), policies: v.array(v.string()), renewable: v.boolean(),
  /** RFC 3339. */
  since: v.string(),
  /** The same; '' for one that never ends. */
  ends: v.string(),
});
const saved = v.strictObject({
  connection: v.string(), name: v.string(), address: v.string(), others: v.optional(v.array(v.string()), []), proxy: v.optional(v.string(), ''), engines: v.optional(v.array(v.strictObject({ path: v.string(), version: v.picklist([0, 1, 2]) })), []), colour: v.optional(connectionColour, 'none'), namespace: v.string(), leastTls: v.picklist(['1.2', '1.3']), guard, method: loginMethod, mount: v.string(), account: v.string(),
  authority: v.optional(v.string()), own: v.optional(v.strictObject({ certificate: v.string(), key: v.string() })),
  /** What proves the person, where it is to be remembered. */
  proof: v.optional(v.string()),
  session: v.optional(session),
  /** The record of the paths that were walked last, and the cluster that they were walked on: while nobody can be asked, it tells whose they are. */
  paths: v.optional(v.string()), cluster: v.optional(v.string()),
});
export type StoredSession = v.InferOutput<typeof session>;
export type SavedConnection = v.InferOutput<typeof saved>;
const stored = v.strictObject({ version: v.literal(1), connections: v.array(saved) });

const sealed = sealedJson(record, (json) => v.parse(stored, json).connections);

/** Refusals: locked, record-damaged. */
export const readSaved = async (store: SealedStore): Promise<readonly SavedConnection[]> => (await sealed.read(store)) ?? [];

/** Refusals: those of reading and of a write; what `change` throws passes through. */
export function changeSaved(store: SealedStore, change: (all: readonly SavedConnection[]) => readonly SavedConnection[]): Promise<void> {
  return store.change(record, (before) => {
    const after = change(sealed.parse(before) ?? []);
    return after.length === 0 ? Buffer.alloc(0) : Buffer.from(JSON.stringify({ version: 1, connections: after }));
  });
}

/** Refusal: connection-not-found. */
export function savedOf(all: readonly SavedConnection[], connection: string): SavedConnection {
  const found = all.find((one) => one.connection === connection);
  if (found === undefined) throw new Refusal('connection-not-found');
  return found;
}

/** One of them changed, if it is still there. */
export const changeOne = (store: SealedStore, connection: string, change: (one: SavedConnection) => SavedConnection): Promise<void> =>
  changeSaved(store, (all) => all.map((one) => (one.connection === connection ? change(one) : one)));
