// One file, opened by the path that a person typed. Every file command begins here.
import { resolve } from 'node:path';
import type { Opened } from '../../shared/ipc/sops.ts';
import type { Session } from './session.ts';

/** Throws Failure with the core's refusals, about `path` as it was typed. */
export async function openDocument(session: Session, path: string): Promise<Opened> {
  const { file } = await session.call('projects.refFile', { path: resolve(path) }, path);
  return session.call('sops.openFile', { file }, path);
}

/** Id of the first entry of that name, as `get` and sops take it; undefined if there is none. */
export async function findEntry(session: Session, document: string, name: string): Promise<{ readonly entry: number; readonly revision: number } | { readonly entry: undefined; readonly revision: number }> {
  const { entry, name: names, revision } = await session.call('sops.listEntries', { document });
  return { entry: entry[names.indexOf(name)], revision };
}
