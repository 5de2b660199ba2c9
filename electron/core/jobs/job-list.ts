// The jobs that the profile knows of, as one sealed record: what they may, and what seals the count of their uses, never their keys.
import * as v from 'valibot';
import { jobAction } from '../../../shared/ipc/jobs.ts';
import type { SealedStore } from '../profile/index.ts';
import { sealedJson } from '../sealed-json.ts';

const record = 'jobs';
const known = v.strictObject({ id: v.string(), name: v.string(), made: v.string(), expires: v.string(), place: v.picklist(['file', 'keychain']), actions: v.array(jobAction), files: v.array(v.string()), keys: v.array(v.string()), countKey: v.string() });
export type KnownJob = v.InferOutput<typeof known>;
const stored = v.object({ version: v.literal(1), jobs: v.array(known) });

const sealed = sealedJson(record, (json) => v.parse(stored, json).jobs);

/** Refusal: record-damaged. */
export const readJobs = async (store: SealedStore): Promise<readonly KnownJob[]> => (await sealed.read(store)) ?? [];

/** Refusals: record-damaged, and those of a write; what `change` throws passes through. */
export function changeJobs(store: SealedStore, change: (all: readonly KnownJob[]) => readonly KnownJob[]): Promise<void> {
  return store.change(record, (before) => {
    const after = change(sealed.parse(before) ?? []);
    return after.length === 0 ? Buffer.alloc(0) : Buffer.from(JSON.stringify({ version: 1, jobs: after }));
  });
}
