// A real repository in a folder of its own, with a home of its own. Skips loudly where there is no git, and fails under REQUIRE_GIT=1.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Ports } from '../../../electron/core/ports.ts';
import { nodeRunner } from '../../../electron/node-ports/index.ts';

export const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit && process.env['REQUIRE_GIT'] === '1') throw new Error('REQUIRE_GIT=1, but git is not here');
if (!hasGit) console.warn('!! SKIPPED: the history of a file: there is no git');

export interface Repository {
  readonly root: string;
  readonly folder: string;
  readonly ports: Pick<Ports, 'runner' | 'environment'>;
  /** Runs git as a person would in this folder, with `when` for the date of a commit. Throws if it fails. */
  git(args: readonly string[], when?: string): string;
  /** The same, and a failure is nothing. */
  tryGit(args: readonly string[]): void;
  write(path: string, text: string): string;
  /** Writes, adds and commits. */
  commit(path: string, text: string, when: string): string;
  remove(): void;
}

export function createRepository(): Repository {
  const root = mkdtempSync(join(tmpdir(), 'coffre-git-'));
  const folder = join(root, 'project');
  mkdirSync(folder);
  const env = {
    PATH: process.env['PATH'], HOME: root, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@invalid', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@invalid',
  };
  const options = (when: string) => ({ cwd: folder, env: { ...env, GIT_AUTHOR_DATE: '2020-01-01T00:00:00Z', GIT_COMMITTER_DATE: when }, encoding: 'utf8' as const, stdio: ['ignore', 'pipe', 'ignore'] as ('ignore' | 'pipe')[] });
  const git = (args: readonly string[], when = '2021-01-01T00:00:00Z'): string => execFileSync('git', args, options(when)).trim();
  const write = (path: string, text: string): string => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return join(folder, path);
  };
  git(['init', '--quiet', '--initial-branch=main']);
  return {
    root, folder, git, write,
    ports: { runner: nodeRunner(), environment: { PATH: process.env['PATH'], HOME: root } },
    tryGit(args) {
      spawnSync('git', args, { ...options('2021-01-01T00:00:00Z'), timeout: 20_000 });
    },
    commit(path, text, when) {
      const file = write(path, text);
      git(['add', '--all']);
      git(['commit', '--quiet', '--message=x'], when);
      return file;
    },
    remove() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
