// The line that keeps git from taking a clear file: whether it is wanted, where it goes, and writing it. Follows no link.
import { lstat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { ClearFile } from '../../../../shared/ipc/sops-clear.ts';
import { createFile, readWhole, replaceFile } from '../../safe-file/index.ts';
import { gitOn, type GitPorts } from '../history/index.ts';

const maxIgnoreBytes = 1024 * 1024;
const ignoreName = '.gitignore';

type There = 'file' | 'nothing' | 'other';
const lies = (path: string): Promise<There> => lstat(path).then((facts) => (facts.isFile() ? 'file' : 'other'), () => 'nothing');

/** The one beside the file where there is one, else that of the project. */
async function ignoreFileFor(path: string, root: string): Promise<string> {
  const own = join(dirname(path), ignoreName);
  return (await lies(own)) === 'file' ? own : join(root, ignoreName);
}

export async function ignoreStateOf(path: string, root: string, ports: GitPorts): Promise<Pick<ClearFile, 'ignore'> & { readonly ignorePath: string }> {
  const ignorePath = await ignoreFileFor(path, root);
  const git = gitOn(path, ports, maxIgnoreBytes);
  const answer = (ignore: ClearFile['ignore']): Pick<ClearFile, 'ignore'> & { readonly ignorePath: string } => ({ ignore, ignorePath });
  if ((await git.isShallow()) === undefined) return answer((await git.exists()) ? 'no-repository' : 'no-git');
  if (await git.ignores()) return answer('ignored');
  return answer((await lies(ignorePath)) === 'other' ? 'not-possible' : 'offered');
}

/** The line for a file at this way from the folder of the `.gitignore`, with what git would take for a pattern made plain. */
export const ignoreLine = (way: string): string => `/${way.replaceAll(/[\\*?[\]]/g, '\\$&').replace(/ +$/, (blanks) => '\\ '.repeat(blanks.length))}`;

/** Adds the line unless it is there. Refusals: those of createFile and replaceFile. */
export async function addIgnoreLine(path: string, root: string, lockFolder: string): Promise<void> {
  const target = await ignoreFileFor(path, root);
  const line = ignoreLine(relative(dirname(target), path).replaceAll(sep, '/'));
  // SECURITY(clear-file-stays-in-tree): a link of this name may lead anywhere.
  if ((await lies(target)) === 'nothing') {
    await createFile(target, Buffer.from(`${line}\n`, 'utf8'), 0o644);
    return;
  }
  const { bytes } = await readWhole(target, maxIgnoreBytes);
  const text = bytes.toString('utf8');
  if (text.split(/\r?\n/).includes(line)) return;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  await replaceFile(target, Buffer.from(`${text}${text === '' || text.endsWith('\n') ? '' : eol}${line}${eol}`, 'utf8'), { before: bytes, lockFolder });
}
