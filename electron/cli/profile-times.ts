// `coffre profile times [--idle N] [--on-close lock|stay]`: when an open profile locks by itself. Asks nothing and opens nothing.
import type { Answer, Invocation } from './answer.ts';
import { failure } from './failure.ts';

const mostMinutes = 30;

export async function profileTimes(invocation: Invocation): Promise<Answer> {
  const { idle, 'on-close': closing } = invocation.options;
  const minutes = Number(idle);
  if (idle !== undefined && (!/^\d{1,2}$/.test(idle) || minutes < 1 || minutes > mostMinutes)) throw failure('bad-idle');
  const session = await invocation.session();
  const times = idle === undefined && closing === undefined
    ? await session.call('settings.getLocking', {})
    : await session.call('settings.setLocking', { ...(idle === undefined ? {} : { idleMinutes: minutes }), ...(closing === undefined ? {} : { lockOnClose: closing === 'lock' }) });
  return { json: times, text: ({ cli }) => `${cli.profile.times(Math.min(times.idleMinutes, times.longestMinutes), times.lockOnClose, times.longestMinutes < times.idleMinutes)}\n` };
}
