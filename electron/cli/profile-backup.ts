// `coffre profile backup BACKUP`: everything that the profile keeps, sealed, in one new file.
import { resolve } from 'node:path';
import type { Answer, Invocation } from './answer.ts';
import { printable } from './printable.ts';
import { openProfile } from './profile-open.ts';

export async function profileBackup(invocation: Invocation): Promise<Answer> {
  const [file = ''] = invocation.arguments;
  await (await openProfile(invocation)).call('profile.writeBackup', { path: resolve(file) }, file);
  return { json: { path: file }, note: ({ cli }) => cli.profile.backedUp(printable(file)) };
}
