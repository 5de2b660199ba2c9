// `coffre profile lock`: ends the agent that keeps the profile open.
import type { Answer, Invocation } from './answer.ts';

export async function profileLock(invocation: Invocation): Promise<Answer> {
  await (await invocation.session()).call('profile.lock', {});
  return { json: { locked: true }, note: ({ cli }) => cli.profile.lockedNow };
}
