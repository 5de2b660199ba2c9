// `coffre profile repair`: sets aside what cannot be read, deletes nothing, and goes on.
import type { Answer, Invocation } from './answer.ts';
import { openProfile } from './profile-open.ts';

export async function profileRepair(invocation: Invocation): Promise<Answer> {
  const { records } = await (await openProfile(invocation)).call('profile.setDamagedAside', {});
  return { json: { setAside: records }, text: ({ cli }) => `${cli.profile.repaired(records)}\n` };
}
