// Enrolling from the window: files by their refs, agreement and the place of the key through dialogs of the system. The page is trusted with neither, and never sees the key.
import { realpath } from 'node:fs/promises';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Clock, Dialogs } from '../ports.ts';
import { shownPath } from '../projects/index.ts';
import { Refusal } from '../refusal.ts';
import { dayMs, type Enrol } from './enrol.ts';
import type { JobKey } from './job-file.ts';
import { writeKey } from './key-place.ts';

export interface WindowDeps {
  readonly dialogs: Dialogs;
  readonly clock: Clock;
  readonly userHome: string;
  readonly resolveFile: (ref: string) => { readonly path: string } | undefined;
  readonly isTaken: (name: string) => Promise<boolean>;
  readonly enrol: Enrol;
  readonly keepInKeychain: (name: string, key: JobKey) => Promise<void>;
}

export function enrolInWindow({ dialogs, clock, userHome, resolveFile, isTaken, enrol, keepInKeychain }: WindowDeps): Handlers<AppContract>['jobs']['enrol'] {
  let asking = false;
  /** Refusal: dialog-busy. */
  async function inTurn<T>(dialog: () => Promise<T>): Promise<T> {
    if (asking) throw new Refusal('dialog-busy');
    asking = true;
    try {
      return await dialog();
    } finally {
      asking = false;
    }
  }
  /** Refusals: no-file-dialog, dialog-busy, cancelled. */
  async function placeFor(name: string): ReturnType<Dialogs['chooseSaveFile']> {
    if (!dialogs.chooseFileAbility.works) throw new Refusal('no-file-dialog', { reason: dialogs.chooseFileAbility.reason });
    const chosen = await inTurn(() => dialogs.chooseSaveFile(`${name}.job-key`, 'job-key'));
    if (chosen === undefined) throw new Refusal('cancelled');
    return chosen;
  }
  return async ({ name, files, keys, actions, days, place }, context) => {
    // WHY first: nobody should agree to what is refused afterwards.
    if (await isTaken(name)) throw new Refusal('job-exists');
    const paths = await Promise.all(files.map((ref) => {
      const found = resolveFile(ref);
      if (found === undefined) throw new Refusal('file-not-found');
      return realpath(found.path).catch(() => { throw new Refusal('file-not-found'); });
    }));
    // SECURITY(job-agreed): whoever has taken over the page gets no key that outlives it.
    if (!(await inTurn(() => dialogs.agree({ job: name, openFiles: paths.map((path) => shownPath(path, userHome)), until: new Date(clock.now().getTime() + days * dayMs).toISOString() })))) throw new Refusal('not-confirmed');
    const target = place === 'file' ? await placeFor(name) : undefined;
    const job = await enrol({ name, paths, keys, actions, days, place }, context, (key) => (target === undefined ? keepInKeychain(name, key) : writeKey(target.sink, key)));
    return { job, paths, keyFile: target?.path ?? '' };
  };
}
