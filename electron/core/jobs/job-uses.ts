// How often a job ran, and when last: counted by the job, read by the open profile, sealed under a key that both of them know. It tells a person what to revoke; the proof of each use is the audit log.
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../lock-file/index.ts';
import { openRecord, sealRecord } from '../profile/index.ts';
import { readFile } from '../read-again.ts';
import { writeOwnFile } from '../safe-file/index.ts';

/** Whose uses, and what seals them. */
export interface Counted {
  readonly id: string;
  /** 32 bytes in base64. */
  readonly countKey: string;
}
export interface JobUses {
  /** One more. Refusals: disk-full, write-failed, file-busy. */
  count(job: Counted, now: Date): Promise<void>;
  /** None where nothing can be read: whoever removes the file is told by the audit log. */
  read(job: Counted): Promise<{ readonly uses: number; readonly lastUsed: string }>;
  forget(id: string): Promise<void>;
}

const none = { uses: 0, lastUsed: '' } as const;

/** `folder`: the profile's. */
export function createJobUses(folder: string): JobUses {
  const fileOf = (id: string): string => join(folder, 'job-uses', id);
  const sealOf = ({ id, countKey }: Counted) => ({ key: Buffer.from(countKey, 'base64'), profile: id });

  async function read(job: Counted): Promise<{ readonly uses: number; readonly lastUsed: string }> {
    const bytes = await readFile(fileOf(job.id)).catch(() => undefined);
    const opened = bytes === undefined ? undefined : openRecord(sealOf(job), 'job-uses', bytes);
    return opened === undefined ? none : { uses: opened.version, lastUsed: opened.plain.toString('utf8') };
  }
  return {
    read,
    count: (job, now) => withLock(join(folder, 'locks', 'job-uses'), async () => {
      await writeOwnFile(fileOf(job.id), sealRecord(sealOf(job), 'job-uses', (await read(job)).uses + 1, Buffer.from(now.toISOString())));
    }),
    async forget(id) {
      await unlink(fileOf(id)).catch(() => {
        // WHY silent: it was never used, or what is left counts nothing any more.
      });
    },
  };
}
