// `coffre profile status`: is there one, what opens it, what does the keychain say? Asks nothing and opens nothing.
import type { ProfileStatus, Protector } from '../../shared/ipc/profile.ts';
import type { LockingNow } from '../../shared/ipc/settings.ts';
import { formatOf } from '../../shared/words/index.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { table } from './page.ts';

export function protectorTable(page: Page, protectors: readonly Protector[]): string {
  const { profile } = page.cli;
  const moment = (time: string): string => (time === '' ? '' : formatOf(page.language).moment(time));
  return table(page, protectors.map(({ kind, state, made, rehearsed, backend }) => [
    profile.protectors[kind],
    profile.protectorStates[state],
    made === '' ? '' : profile.made(moment(made)),
    kind === 'recovery-key' && state === 'whole' ? profile.rehearsed(moment(rehearsed)) : backend,
  ]), (row, column) => (column === 1 && protectors[row]?.state !== 'whole' ? 'red' : column > 1 ? 'dim' : undefined));
}

function show(page: Page, status: ProfileStatus, { idleMinutes, longestMinutes, lockOnClose }: LockingNow): string {
  const { profile } = page.cli;
  const { used, allowed, waitMs } = status.tries;
  return [
    `${page.paint('bold', profile.states[status.state])}\n`,
    protectorTable(page, status.protectors),
    `${profile.keychain[status.keychain.state](status.keychain.backend)}\n`,
    status.state === 'none' ? '' : `${profile.times(Math.min(idleMinutes, longestMinutes), lockOnClose, longestMinutes < idleMinutes)}\n`,
    status.agentSeconds === 0 ? '' : `${profile.agentRuns(Math.ceil(status.agentSeconds / 60))}\n`,
    used === 0 ? '' : `${profile.tries(used, allowed)}${waitMs === 0 ? '' : ` ${profile.wait(Math.ceil(waitMs / 60_000))}`}\n`,
    status.damaged.length === 0 ? '' : `${page.paint('red', profile.damaged(status.damaged.join(', ')))}\n`,
    status.rolledBack ? `${page.paint('red', profile.rolledBack)}\n` : '',
  ].join('');
}

export async function profileStatus(invocation: Invocation): Promise<Answer> {
  const session = await invocation.session();
  let status = await session.call('profile.getStatus', {});
  if (status.state === 'locked' && status.agentSeconds > 0) {
    await session.call('profile.unlockWithAgent', {});
    status = await session.call('profile.getStatus', {});
  }
  const times = await session.call('settings.getLocking', {});
  return { status: status.state === 'none' ? 4 : 0, json: { ...status, ...times }, text: (page) => show(page, status, times) };
}
