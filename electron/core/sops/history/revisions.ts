// Every content that the files below a folder ever had, in any revision of its repository: which commit brought which, and the contents themselves, one after the other. Must never let the repository run anything, nor keep a content.
import type { Ports } from '../../ports.ts';
import { Refusal } from '../../refusal.ts';
import { createBreath, stopIfCancelled } from '../breath.ts';
import { environment, fixed, quietLog, type GitPorts } from './git.ts';
import { createLogReader, rowFormat, type LogCommit, type LogRow } from './log-rows.ts';
import { createObjectReader, type VisitObject } from './objects.ts';

export type RevisionPorts = GitPorts & Pick<Ports, 'programs'>;

export interface Repository {
  /** The way from the top of the repository to the folder, with a slash behind it; '' at the top. */
  readonly prefix: string;
  /** True if older revisions are not here. */
  readonly shallow: boolean;
}

const minute = 60_000;
const everything = Number.MAX_SAFE_INTEGER;
/** So many changes are kept in memory; a history of more is not told whole. */
export const maxRows = 1_000_000;
/** So many ids are written before the answers are looked at again. */
const atOnce = 512;

/** Where a folder lies in a repository. `no-repository`: also in one that git calls somebody else's. */
export async function repositoryOf(folder: string, { runner, environment: own }: GitPorts): Promise<Repository | 'no-git' | 'no-repository'> {
  const env = environment(own);
  const options = { env, timeoutMs: 5000, maxBytes: 64 * 1024 };
  const answer = await runner.run('git', [...fixed, '-C', folder, 'rev-parse', '--is-shallow-repository', '--show-prefix'], options).catch(() => undefined);
  if (answer?.status === 0) {
    const text = answer.stdout.toString('utf8');
    const end = text.indexOf('\n');
    return { shallow: text.slice(0, end) === 'true', prefix: text.slice(end + 1).replace(/\n$/, '') };
  }
  const version = await runner.run('git', ['--version'], options).catch(() => undefined);
  return version?.status === 0 ? 'no-repository' : 'no-git';
}

async function talk(args: readonly string[], input: readonly string[], take: (chunk: Buffer) => Promise<void> | void, { programs, environment: own }: RevisionPorts, timeoutMs: number, signal: AbortSignal | undefined): Promise<boolean> {
  stopIfCancelled(signal);
  if (programs === undefined) return false;
  const git = programs.start('git', args, { env: environment(own), timeoutMs, maxBytes: everything, signal });
  /** What is our own fault, and none of git's. */
  let ours: { readonly error: unknown } | undefined;
  try {
    const writing = (async () => {
      for (let at = 0; at < input.length; at += atOnce) await git.write(Buffer.from(`${input.slice(at, at + atOnce).join('\n')}\n`, 'latin1'));
      git.end();
    })();
    const breath = createBreath(signal);
    for await (const chunk of git.output) {
      await Promise.resolve(take(chunk)).catch((error: unknown) => {
        ours = { error };
        throw error;
      });
      // The history may hold a file from before it was encrypted.
      chunk.fill(0);
      await breath();
    }
    await writing;
    return (await git.ended) === 0;
  } catch (error) {
    git.kill();
    stopIfCancelled(signal);
    if (ours !== undefined) throw ours.error;
    if (error instanceof Refusal) throw error;
    // WHY silent: too slow and too much come to the same, that not all was read.
    return false;
  }
}

export interface Changes {
  readonly commits: readonly LogCommit[];
  /** Newest first. Paths are bytes as latin1, from the folder on. */
  readonly rows: readonly LogRow[];
  /** False if git could not tell all of it. */
  readonly whole: boolean;
}

/** What changed below the folder, in every branch, tag and stash; merges by what they made themselves. Refusal: `cancelled`. */
export async function changesBelow(folder: string, { prefix }: Repository, ports: RevisionPorts, signal?: AbortSignal): Promise<Changes> {
  const log = createLogReader();
  const args = [...fixed, '-C', folder, 'log', '--all', '--date-order', '--full-history', '-z', '--raw', '--no-abbrev', '-c', '-M', '-l400', rowFormat, ...quietLog.filter((option) => option !== '--text' && option !== '-U0'), ...(prefix === '' ? [] : ['--', '.'])];
  const whole = await talk(args, [], (chunk) => {
    log.push(chunk);
    if (log.rows.length > maxRows) throw new Error('there are too many changes');
  }, ports, 30 * minute, signal);
  // What ends the last row.
  log.push(Buffer.from('\0'));
  if (prefix === '') return { commits: log.commits, rows: log.rows, whole };
  const start = Buffer.from(prefix).toString('latin1');
  const way = (path: string): string => (path.startsWith(start) ? path.slice(start.length) : path);
  return { commits: log.commits, rows: log.rows.map((row) => ({ ...row, path: way(row.path), pathBefore: way(row.pathBefore) })), whole };
}

/** Shows each content once, in this order; `after` is awaited between two pieces of what git prints. Answers whether git gave all it was asked for. Refusal: `cancelled`. */
export async function readContents(folder: string, ids: readonly string[], maxBytes: number, visit: VisitObject, after: () => Promise<void> | void, ports: RevisionPorts, signal?: AbortSignal): Promise<boolean> {
  if (ids.length === 0) return true;
  const reader = createObjectReader(maxBytes, visit);
  return talk([...fixed, '-C', folder, 'cat-file', '--batch'], ids, (chunk) => {
    reader.push(chunk);
    return after();
  }, ports, 120 * minute, signal);
}
