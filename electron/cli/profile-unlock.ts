// `coffre profile unlock`: opens the profile once, and lets an agent keep it open for the commands that follow.
import type { Answer, Invocation } from './answer.ts';
import { failure } from './failure.ts';
import { openProfile } from './profile-open.ts';

const defaultMinutes = 60;
const mostMinutes = 7 * 24 * 60;

export async function profileUnlock(invocation: Invocation): Promise<Answer> {
  const typed = invocation.options['minutes'] ?? String(defaultMinutes);
  const minutes = Number(typed);
  if (!/^\d{1,5}$/.test(typed) || minutes < 1 || minutes > mostMinutes) throw failure('bad-minutes');
  await (await openProfile(invocation, { piped: true })).call('profile.startAgent', { seconds: minutes * 60 });
  return { json: { minutes }, note: ({ cli }) => cli.profile.agentRuns(minutes) };
}
