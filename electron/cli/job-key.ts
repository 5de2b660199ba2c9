// Makes this run a job: a key from a file, or with `keychain:NAME` from the keychain. Must never take the key itself from the command line or the environment.
import { resolve } from 'node:path';
import type { Session } from './session.ts';

const inKeychain = 'keychain:';

export async function useJobKey(session: Session, where: string): Promise<void> {
  if (where.startsWith(inKeychain)) await session.call('jobs.use', { name: where.slice(inKeychain.length) });
  else await session.call('jobs.use', { path: resolve(where) }, where);
}
