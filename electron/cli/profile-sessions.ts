// `coffre profile sessions [list | end SESSION]`: the windows and the agent that have the profile open, and ending one. Opens nothing.
import type { OpenSession } from '../../shared/ipc/sessions.ts';
import { formatOf } from '../../shared/words/index.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { failure, Failure } from './failure.ts';
import { table } from './page.ts';

const sessionTable = (page: Page, sessions: readonly OpenSession[]): string =>
  table(page, sessions.map(({ kind, pid, since }) => [kind === 'agent' ? 'agent' : String(pid), page.cli.profile.sessionKinds[kind], page.cli.profile.since(formatOf(page.language).moment(since))]), (_row, column) => (column === 2 ? 'dim' : undefined));

export async function profileSessions(invocation: Invocation): Promise<Answer> {
  const [action = 'list', wanted] = invocation.arguments;
  if ((action === 'end') !== (wanted !== undefined) || (action !== 'end' && action !== 'list')) throw failure('bad-session');
  const core = await invocation.session();
  const { limit, sessions } = await core.call('sessions.list', {});
  if (wanted === undefined) {
    const shown = sessions.map(({ kind, pid, since }) => ({ kind, pid, since }));
    return { json: { limit, sessions: shown }, text: (page) => sessionTable(page, sessions), ...(sessions.length === 0 ? { note: ({ cli }) => cli.profile.noSessions } : {}) };
  }
  const found = sessions.find(({ kind, pid }) => (wanted === 'agent' ? kind === 'agent' : String(pid) === wanted));
  if (found === undefined) throw new Failure('session-not-found');
  await core.call('sessions.end', { session: found.session });
  return { json: { ended: wanted }, note: ({ cli }) => cli.profile.sessionEnded(wanted) };
}
