// The index of paths that was walked last, sealed in the profile: names of secrets and folders, never a value.
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { SealedStore } from '../profile/index.ts';

const stored = v.strictObject({ version: v.literal(1), made: v.string(), complete: v.boolean(), forbidden: v.array(v.string()), text: v.string() });
export type KeptPaths = Omit<v.InferOutput<typeof stored>, 'version'>;

/** For each connection, and on it for each cluster, namespace and whom the server takes the person for: what one may see is not shown to another. */
export const recordFor = (...of: readonly string[]): string => `vault-paths-${createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32)}`;

/** Undefined where none was kept, or it cannot be read: then it is walked anew. */
export async function readPaths(store: SealedStore, record: string): Promise<KeptPaths | undefined> {
  const bytes = await store.read(record).catch(() => undefined);
  try {
    const found = bytes === undefined ? undefined : v.safeParse(stored, JSON.parse(bytes.exposeBytes().toString('utf8')));
    return found?.success === true ? found.output : undefined;
  } catch {
    // It was sealed whole, so another version of this program wrote it.
    return undefined;
  } finally {
    bytes?.wipe();
  }
}

export const writePaths = (store: SealedStore, record: string, paths: KeptPaths): Promise<void> => store.change(record, () => Buffer.from(JSON.stringify({ version: 1, ...paths })));
export const removePaths = (store: SealedStore, record: string): Promise<void> => store.change(record, () => Buffer.alloc(0));
