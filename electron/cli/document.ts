// One file, opened by the path that a person typed. Every file command begins here.
import { resolve } from 'node:path';
import type { Opened } from '../../shared/ipc/sops.ts';
import { Failure } from './failure.ts';
import type { Session } from './session.ts';

/** Throws Failure with the core's refusals, about `path` as it was typed. */
export async function openDocument(session: Session, path: string): Promise<Opened> {
  const { file } = await session.call('projects.refFile', { path: resolve(path) }, path);
  try {
    return await session.call('sops.openFile', { file }, path);
  } catch (error) {
    // WHY asked then: the key may be in the profile, which only says so once it is open.
    const locked = error instanceof Failure && error.code === 'no-matching-key' && (await session.call('profile.getStatus', {})).state === 'locked';
    throw locked ? new Failure('locked', {}, path) : error;
  }
}
