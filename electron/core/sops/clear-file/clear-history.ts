// Whether git has, or ever had, a file in clear text. Tells counts and dates; never reads the content of a revision.
import type { ClearHistory } from '../../../../shared/ipc/sops-clear.ts';
import { gitOn, type GitPorts } from '../history/index.ts';

const maxBytes = 4 * 1024 * 1024;
const maxCommits = 5000;
const limitMs = 10_000;

/** Over all branches and stashes. Never refuses. */
export async function clearHistoryOf(path: string, ports: GitPorts): Promise<ClearHistory> {
  const git = gitOn(path, ports, maxBytes);
  const nothing = (state: ClearHistory['state']): ClearHistory => ({ state, commits: 0, since: '', tracked: false, complete: true });
  const shallow = await git.isShallow();
  if (shallow === undefined) return nothing((await git.exists()) ? 'no-repository' : 'no-git');
  const [dates, tracked] = await Promise.all([git.touchedAt(maxCommits, limitMs), git.tracks()]);
  if (dates === undefined) return { ...nothing('unknown'), tracked, complete: false };
  if (dates.length === 0) return { ...nothing('never'), complete: !shallow };
  return { state: 'found', commits: dates.length, since: dates.toSorted((one, other) => Date.parse(one) - Date.parse(other))[0] ?? '', tracked, complete: !shallow && dates.length < maxCommits };
}
