// Asks git about one file of a repository that may be hostile. Must never let git run a program, open a connection or write.
import { basename, delimiter, dirname, isAbsolute } from 'node:path';
import type { Ports } from '../../ports.ts';

export type GitPorts = Pick<Ports, 'runner' | 'environment'>;

// SECURITY(git-runs-nothing): a repository's own config and attributes name programs for a dozen occasions; each of them is switched off, whatever the repository says.
const settings = [
  'core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.pager=cat', 'core.attributesFile=/dev/null', 'core.sshCommand=false', 'core.bigFileThreshold=512m', 'diff.external=', 'gpg.program=false', 'gc.auto=0', 'maintenance.auto=false',
  'protocol.allow=never', 'submodule.recurse=false', 'log.showSignature=false', 'log.mailmap=false', 'log.showRoot=true', 'safe.bareRepository=explicit',
];
export const fixed: readonly string[] = ['--no-pager', '--no-replace-objects', '--literal-pathspecs', ...settings.flatMap((setting) => ['-c', setting])];
export const quietLog: readonly string[] = ['--no-textconv', '--no-ext-diff', '--no-color', '--no-show-signature', '--no-notes', '--no-relative', '--ignore-submodules=all', '--submodule=short', '-O/dev/null', '--text', '-U0'];

export function environment(own: GitPorts['environment']): Readonly<Record<string, string | undefined>> {
  // WHY absolute folders only: a relative one would be looked up in a folder that the repository fills.
  const path = (own['PATH'] ?? own['Path'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder)).join(delimiter);
  const kept = Object.fromEntries(['HOME', 'USERPROFILE', 'SystemRoot'].flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])));
  return {
    ...kept, PATH: path, LANG: 'C', LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1', GIT_ATTR_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_PAGER: 'cat', GIT_NO_LAZY_FETCH: '1',
    // WHY beside GIT_NO_LAZY_FETCH: older versions of git do not know that one; with no protocol left it cannot fetch what a partial clone lacks.
    GIT_ALLOW_PROTOCOL: '',
  };
}

export interface Answer {
  readonly status: number | null;
  readonly stdout: Buffer;
}
export interface Git {
  /** True if there is a git at all. */
  exists(): Promise<boolean>;
  /** Undefined outside a repository, or in one that git refuses as somebody else's; else whether its history was cut short. */
  isShallow(): Promise<boolean | undefined>;
  /** The file as the last commit has it, or undefined if that has none. */
  committed(): Promise<Buffer | undefined>;
  /** The file as another revision has it, or undefined if there is none. `revision` must not begin with a dash. */
  at(revision: string): Promise<Buffer | undefined>;
  /** The last `commits` commits that touched the file, newest first, each headed by `\x01date parents`; undefined if that took too long or was too much. */
  log(commits: number, timeoutMs: number): Promise<Answer | undefined>;
  /** When the commits of any branch or stash touched the file, RFC 3339, at most so many; undefined if that took too long. */
  touchedAt(commits: number, timeoutMs: number): Promise<readonly string[] | undefined>;
  /** True if the last commit has the file. */
  tracks(): Promise<boolean>;
  /** True if git would leave the file out, were it new. */
  ignores(): Promise<boolean>;
}

/** Git on one file, by its real path. `maxBytes` limits each answer. */
export function gitOn(file: string, { runner, environment: own }: GitPorts, maxBytes: number): Git {
  const env = environment(own);
  const name = basename(file);
  const run = async (args: readonly string[], timeoutMs: number): Promise<Answer | undefined> => {
    try {
      return await runner.run('git', args, { env, timeoutMs, maxBytes });
    } catch {
      // WHY silent: no git, too slow and too much all come to the same, that it has not answered.
      return undefined;
    }
  };
  const inFolder = (args: readonly string[], timeoutMs = 2000): Promise<Answer | undefined> => run([...fixed, '-C', dirname(file), ...args], timeoutMs);
  async function at(revision: string): Promise<Buffer | undefined> {
    const answer = await inFolder(['cat-file', 'blob', `${revision}:./${name}`]);
    return answer?.status === 0 ? answer.stdout : undefined;
  }
  return {
    exists: async () => (await run(['--version'], 2000))?.status === 0,
    async isShallow() {
      const answer = await inFolder(['rev-parse', '--is-shallow-repository']);
      return answer?.status === 0 ? answer.stdout.toString('latin1').trim() === 'true' : undefined;
    },
    committed: () => at('HEAD'),
    at,
    // WHY --cc: a merge that took each line from one side changed none of them.
    log: (commits, timeoutMs) => inFolder(['log', `-n${String(commits)}`, '--format=%x01%cI %P', '--follow', '--cc', ...quietLog, '--', name], timeoutMs),
    async touchedAt(commits, timeoutMs) {
      const answer = await inFolder(['log', '--all', `-n${String(commits)}`, '--format=%cI', '--no-patch', '--', name], timeoutMs);
      // WHY nothing for a failure: a repository without a commit has no history to speak of.
      return answer === undefined ? undefined : answer.status === 0 ? answer.stdout.toString('latin1').split('\n').filter((line) => line !== '') : [];
    },
    tracks: async () => (await inFolder(['cat-file', '-e', `HEAD:./${name}`]))?.status === 0,
    // WHY without literal pathspecs: this command refuses them, and takes names as they are.
    ignores: async () => (await run([...fixed.filter((each) => each !== '--literal-pathspecs'), '-C', dirname(file), 'check-ignore', '--quiet', '--no-index', '--', `./${name}`], 2000))?.status === 0,
  };
}
