// Door of the room “jobs”: keys for programs that run unattended, each for named files, values and actions until a day. Must never give a job an identity, nor let one do what it does not name.
import { lstat, realpath, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Job } from '../../../shared/ipc/jobs.ts';
import type { KeychainRoom } from '../keychain/index.ts';
import type { Ports } from '../ports.ts';
import type { SealedStore } from '../profile/index.ts';
import { shownPath } from '../projects/index.ts';
import { readFile } from '../read-again.ts';
import { Refusal } from '../refusal.ts';
import { createActiveJob, type ActiveJob } from './active-job.ts';
import { createEnrolment } from './enrol.ts';
import { enrolInWindow } from './enrol-in-window.ts';
import { openJob, type JobContent, type JobKey } from './job-file.ts';
import { changeJobs, readJobs, type KnownJob } from './job-list.ts';
import { createJobUses } from './job-uses.ts';
import { forgetKey, keepKey, takeKey } from './key-place.ts';

const nothing = {} as const;

export interface JobsDeps {
  readonly ports: Pick<Ports, 'clock' | 'paths' | 'dialogs'>;
  readonly keychain: KeychainRoom;
  /** Refusal: locked. */
  readonly store: () => SealedStore;
  readonly files: {
    /** Opens a file and answers with its data key, which the caller wipes. Refuses what opening does, and `entry-not-found` for a path that leads to no value. */
    dataKeyOf(path: string, keys: readonly string[]): Promise<Buffer>;
    /** The entry of an open document at a path. */
    entryAt(document: string, path: string): number | undefined;
  };
  /** A file that the window knows; undefined for any other ref. */
  readonly resolveFile: (ref: string) => { readonly path: string } | undefined;
}
export interface JobsRoom {
  readonly handlers: Handlers<AppContract>['jobs'];
  readonly active: Pick<ActiveJob, 'name' | 'held' | 'restrict'>;
  dispose(): void;
}

/** Builds the room. Nothing is read until somebody asks. */
export function createJobs({ ports, keychain, store, files: byPath, resolveFile }: JobsDeps): JobsRoom {
  const { clock, paths } = ports;
  const active = createActiveJob((document, path) => byPath.entryAt(document, path));
  const uses = createJobUses(paths.profile);
  const sealedAt = (id: string): string => join(paths.profile, 'jobs', id);
  const isOver = (expires: string): boolean => !(Date.parse(expires) > clock.now().getTime());

  async function shown(job: KnownJob): Promise<Job> {
    const { id, name, made, expires, place, actions, files, keys } = job;
    const there = await lstat(sealedAt(id)).then(() => true, () => false);
    return { name, made, expires, state: there ? (isOver(expires) ? 'expired' : 'valid') : 'missing', place, actions: [...actions], files: files.map((path) => shownPath(path, paths.userHome)), keys: [...keys], ...(await uses.read(job)) };
  }

  async function contentOf(key: JobKey): Promise<JobContent> {
    const sealed = await readFile(sealedAt(key.id)).catch(() => { throw new Refusal('job-revoked'); });
    const content = openJob(key, sealed);
    if (content === undefined) throw new Refusal('job-key-damaged');
    return content;
  }

  const isTaken = async (name: string): Promise<boolean> => (await readJobs(store())).some((one) => one.name === name);
  const enrol = createEnrolment({ clock, store, dataKeyOf: (path, keys) => byPath.dataKeyOf(path, keys), sealedAt, shown });

  return {
    active,
    handlers: {
      list: async () => ({ jobs: await Promise.all((await readJobs(store())).map(shown)) }),
      async add({ name, paths: files, keys, actions, days, path }, context) {
        if (path !== undefined && await lstat(path).then(() => true, () => false)) throw new Refusal('file-exists');
        if (path !== undefined) await realpath(dirname(path)).catch(() => { throw new Refusal('folder-not-found'); });
        return enrol({ name, paths: files, keys, actions, days, place: path === undefined ? 'keychain' : 'file' }, context, (key) => keepKey(keychain, { path, name }, key));
      },
      enrol: enrolInWindow({ dialogs: ports.dialogs, clock, userHome: paths.userHome, resolveFile, isTaken, enrol, keepInKeychain: (name, key) => keepKey(keychain, { name }, key) }),
      async revoke({ name }, context) {
        const held = store();
        context.about({ secretKey: `job ${name}`, backend: 'job-key' });
        const found = (await readJobs(held)).find((one) => one.name === name);
        if (found === undefined) throw new Refusal('job-not-found');
        // WHY first: with this file everything that the key opens is gone, whatever breaks off afterwards.
        await unlink(sealedAt(found.id)).catch(async (error: unknown) => {
          if (await lstat(sealedAt(found.id)).then(() => true, () => false)) throw error instanceof Refusal ? error : new Refusal('write-failed');
        });
        await changeJobs(held, (all) => all.filter((one) => one.id !== found.id));
        await uses.forget(found.id);
        if (found.place === 'keychain') await forgetKey(keychain, name);
        return nothing;
      },
      async use({ path, name = '' }, context) {
        const key = await takeKey(keychain, { path, name });
        try {
          const content = await contentOf(key);
          context.about({ secretKey: `job ${content.name}`, backend: 'job-key' });
          if (isOver(content.expires)) throw new Refusal('job-expired', { expires: content.expires });
          // WHY before it begins: a use that was not counted must not have happened.
          await uses.count({ id: key.id, countKey: content.countKey }, clock.now());
          active.begin(content);
          return { name: content.name, expires: content.expires };
        } finally {
          key.secret.fill(0);
        }
      },
    },
    dispose() { active.dispose(); },
  };
}
