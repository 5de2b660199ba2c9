// Everything that somebody could read in a long history, against `git log -p` on the same files.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { nodePrograms, nodeRunner } from '../../../electron/node-ports/index.ts';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { openCore } from '../../fakes/open-core.ts';
import { timed, type Row } from '../measure.ts';

const commits = 5000;
const files = 50;
/** Files that each commit changes: one value of each. */
const touched = process.env['COFFRE_DEEP'] === '1' ? files : 5;
const lines = Array.from({ length: 20 }, (_, at) => [`KEY_${String(at)}`, `canary-${String(at)}-0123456789`] as const);

/** Another ciphertext of the same length. */
const sealedAs = (seed: string): string => createHash('sha512').update(seed).digest('base64').slice(0, 24);

/** One value and the seal are new. */
function nextOf(text: string, commit: number, file: number): string {
  const key = `KEY_${String((commit * 7 + file) % lines.length)}`;
  return text.replace(new RegExp(`(${key}=ENC\\[AES256_GCM,data:)[^,]{24}`), `$1${sealedAs(`${String(commit)} ${String(file)}`)}`).replace(/(sops_mac=ENC\[AES256_GCM,data:)[^,]{24}/, `$1${sealedAs(`mac ${String(commit)} ${String(file)}`)}`)
    .replace(/(sops_lastmodified=).*/, `$1${new Date(1_700_000_000_000 + commit * 60_000).toISOString().slice(0, 19)}Z`);
}

async function fill(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  spawnSync('git', ['init', '--quiet', '--initial-branch=main', folder], { env });
  const texts = await Promise.all(Array.from({ length: files }, async () => (await encryptDotenv(lines, [recipients[0], recipients[1]], new Date(0))).toString('latin1')));
  const git = spawn('git', ['-C', folder, 'fast-import', '--quiet'], { env, stdio: ['pipe', 'ignore', 'ignore'] });
  for (let commit = 0; commit < commits; commit += 1) {
    const own = Array.from({ length: commit === 0 ? files : touched }, (_, at) => (commit * touched + at) % files);
    const changed = own.map((file) => {
      const text = commit === 0 ? (texts[file] ?? '') : nextOf(texts[file] ?? '', commit, file);
      texts[file] = text;
      return `M 100644 inline ${String(file)}.env\ndata ${String(text.length)}\n${text}\n`;
    });
    const more = git.stdin.write(`commit refs/heads/main\ncommitter a <a@invalid> ${String(1_700_000_000 + commit * 60)} +0000\ndata 1\nx\n${changed.join('')}\n`, 'latin1');
    if (!more) await once(git.stdin, 'drain');
  }
  git.stdin.end('done\n');
  await once(git, 'close');
  spawnSync('git', ['-C', folder, 'reset', '--quiet', '--hard'], { env });
}

export async function revisionRow(): Promise<Row> {
  const environment = { PATH: process.env['PATH'], HOME: '/nonexistent' };
  const at = openCore({ runner: nodeRunner(), programs: nodePrograms(), environment });
  const repository = join(at.folder, 'repository');
  await fill(repository, { ...environment, GIT_CONFIG_NOSYSTEM: '1' });
  const { project } = (await at.done('projects.openPath', { path: repository })).project;
  let found = 0;
  const ours = await timed(async () => { found = (await at.done('recipients.findExposed', { leaving: { by: 'keys', project, recipients: [recipients[1]] } })).values; });
  if (found !== files * lines.length) throw new Error(`${String(found)} values were found`);
  const peer = await timed(async () => {
    const git = spawn('git', ['-C', repository, 'log', '-p', '--', ...Array.from({ length: files }, (_, file) => `${String(file)}.env`)], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const chunk of git.stdout) void chunk;
  });
  await at.close();
  return { what: `what somebody could read in ${String(commits)} commits of ${String(files)} files, ${String(touched)} in each`, peerIs: 'git log -p', bar: 3, ours, peer, ratio: ours / peer };
}
