// Door of the history: when each value of an encrypted file last changed, told by its ciphertext alone, and every content that the files of a folder ever had. Must never decrypt, and never let a repository run anything.
import { performance } from 'node:perf_hooks';
import { presentIn, readChanges } from './changes.ts';
import { gitOn, type Git, type GitPorts } from './git.ts';

export { gitOn, type GitPorts } from './git.ts';
export { changesBelow, readContents, repositoryOf, type Changes, type RevisionPorts } from './revisions.ts';

export interface FileHistory {
  readonly state: 'found' | 'no-git' | 'no-repository' | 'not-tracked';
  /** By stored text, RFC 3339. What the last commit does not have is not among them. */
  readonly changedAt: ReadonlyMap<string, string>;
}

const maxBytes = 32 * 1024 * 1024;
const budgetMs = 10_000;
/** A few commits first, so that something is known where the rest takes too long or is too much; the shares are of the time that is left. */
const stages = [{ commits: 16, share: 0.3 }, { commits: 200, share: 0.5 }, { commits: 5000, share: 1 }] as const;

async function datesOf(git: Git, wanted: ReadonlySet<string>, shallow: boolean): Promise<ReadonlyMap<string, string>> {
  const end = performance.now() + budgetMs;
  let known: ReadonlyMap<string, string> = new Map();
  if (wanted.size === 0) return known;
  for (const { commits, share } of stages) {
    const left = end - performance.now();
    const answer = left > 50 ? await git.log(commits, Math.ceil(left * share)) : undefined;
    if (answer === undefined) return known;
    const cutShort = answer.status !== 0;
    const found = await readChanges(answer.stdout, wanted, { cutShort, shallow });
    // The history may hold the file from before it was encrypted.
    answer.stdout.fill(0);
    if (found.dates.size >= known.size) known = found.dates;
    if (cutShort || found.commits < commits || known.size === wanted.size) return known;
  }
  return known;
}

/**
 * When each of these stored texts (`ENC[…]`) came into the file at this real path, from its git history, renames followed. Merges count only for what they changed themselves.
 * Takes up to about ten seconds and then answers with what it knows. Never refuses: a repository that git calls somebody else's is `no-repository`.
 */
export async function readHistory(file: string, wanted: ReadonlySet<string>, ports: GitPorts): Promise<FileHistory> {
  const nothing = (state: FileHistory['state']): FileHistory => ({ state, changedAt: new Map() });
  const git = gitOn(file, ports, maxBytes);
  const shallow = await git.isShallow();
  if (shallow === undefined) return nothing((await git.exists()) ? 'no-repository' : 'no-git');
  const committed = await git.committed();
  if (committed === undefined) return nothing('not-tracked');
  const same = await presentIn(committed, wanted);
  committed.fill(0);
  return { state: 'found', changedAt: await datesOf(git, same, shallow) };
}
