// The index of paths that was walked last, sealed in the profile: names of secrets and folders, never a value.
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { SealedStore } from '../profile/index.ts';
import { sealedJson } from '../sealed-json.ts';

const stored = v.strictObject({ version: v.literal(1), made: v.string(), complete: v.boolean(), forbidden: v.array(v.string()), text: v.string() });
export type KeptPaths = Omit<v.InferOutput<typeof stored>, 'version'>;

/** For each connection, and on it for each cluster, namespace and whom the server takes the person for: what one may see is not shown to another. */
export const recordFor = (...of: readonly string[]): string => `vault-paths-${createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32)}`;

/** Undefined where none was kept, or it cannot be read: then it is walked anew. */
export const readPaths = (store: SealedStore, record: string): Promise<KeptPaths | undefined> => sealedJson(record, (json) => v.parse(stored, json)).read(store).catch(() => undefined);

export const writePaths = (store: SealedStore, record: string, paths: KeptPaths): Promise<void> => store.change(record, () => Buffer.from(JSON.stringify({ version: 1, ...paths })));
export const removePaths = (store: SealedStore, record: string): Promise<void> => store.change(record, () => Buffer.alloc(0));
