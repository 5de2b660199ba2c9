// `coffre profile job-keys [list | add NAME FILE… | revoke NAME]`: keys for programs that run unattended. The key goes from the core into a file or the keychain and is never seen here.
import { resolve } from 'node:path';
import type { Job, JobAction } from '../../shared/ipc/jobs.ts';
import { formatOf } from '../../shared/words/index.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { failure } from './failure.ts';
import { withKeychain } from './keychain-wait.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { openProfile } from './profile-open.ts';

const defaultDays = 90;
const mostDays = 366;
const actionNames: readonly JobAction[] = ['get', 'set', 'decrypt', 'verify'];

function jobTable(page: Page, jobs: readonly Job[]): string {
  const { profile } = page.cli;
  return table(page, jobs.map(({ name, state, expires, actions, files, keys, place, uses, lastUsed }) => [
    name, profile.jobStates[state], profile.until(formatOf(page.language).moment(expires)), actions.join(', '),
    printable(files.map((file) => (keys.length === 0 ? file : `${file}#${keys.join(',')}`)).join(', ')), profile.jobPlaces[place], profile.jobUses(uses, lastUsed === '' ? '' : formatOf(page.language).moment(lastUsed)),
  ]), (row, column) => (column === 1 && jobs[row]?.state !== 'valid' ? 'red' : column > 1 ? 'dim' : undefined));
}

async function add(invocation: Invocation, name: string, files: readonly string[]): Promise<Answer> {
  const { days: typed = String(defaultDays), output, 'in-keychain': keychain } = invocation.options;
  const days = Number(typed);
  if (!/^\d{1,3}$/.test(typed) || days < 1 || days > mostDays) throw failure('bad-days');
  if ((output === undefined) === (keychain === undefined) || files.length === 0) throw failure('bad-job');
  const chosen = invocation.repeated['action'] ?? ['get'];
  const session = await openProfile(invocation);
  const job = await withKeychain(invocation, session, () => session.call('jobs.add', {
    name, days, paths: files.map((file) => resolve(file)), keys: [...(invocation.repeated['key'] ?? [])],
    actions: actionNames.filter((action) => chosen.includes(action)), ...(output === undefined ? {} : { path: resolve(output) }),
  }, name));
  return { json: job, note: ({ cli, language }) => cli.profile.jobAdded(job.name, formatOf(language).moment(job.expires)) };
}

export async function profileJobKeys(invocation: Invocation): Promise<Answer> {
  const [action = 'list', name, ...files] = invocation.arguments;
  if (action === 'list' && name === undefined) {
    const { jobs } = await (await openProfile(invocation)).call('jobs.list', {});
    return { json: { jobs }, text: (page) => jobTable(page, jobs), ...(jobs.length === 0 ? { note: ({ cli }) => cli.profile.noJobs } : {}) };
  }
  if (name !== undefined && action === 'add') return add(invocation, name, files);
  if (name !== undefined && action === 'revoke' && files.length === 0) {
    await (await openProfile(invocation)).call('jobs.revoke', { name }, name);
    return { json: { revoked: name }, note: ({ cli }) => cli.profile.jobRevoked(name) };
  }
  throw failure('bad-job');
}
