// One file, opened by the path that a person typed. Every file command begins here.
import { resolve } from 'node:path';
import type { Opened } from '../../shared/ipc/sops.ts';
import type { Session } from './session.ts';

/** Throws Failure with the core's refusals, about `path` as it was typed. */
export async function openDocument(session: Session, path: string): Promise<Opened> {
  const { file } = await session.call('projects.refFile', { path: resolve(path) }, path);
  return session.call('sops.openFile', { file }, path);
}
