// Enrolling a job: each file is opened once, and its data key goes to the job, never an identity. Must never leave a job that is in no list, nor one whose key went nowhere.
import { randomBytes } from 'node:crypto';
import { realpath, unlink } from 'node:fs/promises';
import type { Context } from '../../../shared/ipc/define.ts';
import type { Job, JobAction } from '../../../shared/ipc/jobs.ts';
import type { Clock } from '../ports.ts';
import type { SealedStore } from '../profile/index.ts';
import { Refusal } from '../refusal.ts';
import { writeOwnFile } from '../safe-file/index.ts';
import { newJobKey, sealJob, type JobKey } from './job-file.ts';
import { changeJobs, readJobs, type KnownJob } from './job-list.ts';

export const dayMs = 24 * 3_600_000;

export interface EnrolDeps {
  readonly clock: Clock;
  readonly store: () => SealedStore;
  readonly dataKeyOf: (path: string, keys: readonly string[]) => Promise<Buffer>;
  /** Where the sealed half of a job lies. */
  readonly sealedAt: (id: string) => string;
  readonly shown: (job: KnownJob) => Promise<Job>;
}
export interface JobWish {
  readonly name: string;
  readonly paths: readonly string[];
  /** Which values; all if there is none. */
  readonly keys: readonly string[];
  readonly actions: readonly JobAction[];
  readonly days: number;
  readonly place: KnownJob['place'];
}
/** `keep` puts the key where it belongs; it is overwritten afterwards. Refusals: job-exists, file-not-found, record-damaged, those of opening a file, of a write and of `keep`. */
export type Enrol = (wish: JobWish, context: Context, keep: (key: JobKey) => Promise<void>) => Promise<Job>;

export function createEnrolment({ clock, store, dataKeyOf, sealedAt, shown }: EnrolDeps): Enrol {
  return async ({ name, paths, keys, actions, days, place }, context, keep) => {
    const held = store();
    context.about({ secretKey: `job ${name}`, backend: 'job-key' });
    if ((await readJobs(held)).some((one) => one.name === name)) throw new Refusal('job-exists');
    const key = newJobKey();
    const made = clock.now();
    const expires = new Date(made.getTime() + days * dayMs).toISOString();
    const dataKeys: { readonly path: string; readonly dataKey: Buffer }[] = [];
    const countKey = randomBytes(32).toString('base64');
    try {
      for (const file of new Set(paths)) dataKeys.push({ path: await realpath(file).catch(() => { throw new Refusal('file-not-found'); }), dataKey: await dataKeyOf(file, keys) });
      const known: KnownJob = { id: key.id, name, made: made.toISOString(), expires, place, actions: [...actions], files: dataKeys.map((one) => one.path), keys: [...keys], countKey };
      // WHY the list first: what may open something is always in it, so that it can be revoked.
      await changeJobs(held, (all) => {
        if (all.some((one) => one.name === name)) throw new Refusal('job-exists');
        return [...all, known];
      });
      await writeOwnFile(sealedAt(key.id), sealJob(key, { version: 1, name, expires, actions: [...actions], keys: [...keys], countKey, files: dataKeys.map((one) => ({ path: one.path, dataKey: one.dataKey.toString('base64') })) }));
      await keep(key).catch(async (error: unknown) => {
        await unlink(sealedAt(key.id)).catch(() => undefined);
        await changeJobs(held, (all) => all.filter((one) => one.id !== key.id));
        throw error;
      });
      return await shown(known);
    } finally {
      key.secret.fill(0);
      for (const { dataKey } of dataKeys) dataKey.fill(0);
    }
  };
}
