// The encrypted files of every folder that was opened before, and for whom they are: what a person asks before an identity goes. Opens nothing, and stops after a while rather than read a whole disk.
import { realpath } from 'node:fs/promises';
import type { Clock } from '../ports.ts';
import { readRecipients, type FileRecipients } from '../sops/index.ts';
import { isWithin, shownPath } from './folder-path.ts';
import { scan } from './scan.ts';

export interface KnownFile extends Pick<FileRecipients, 'groups' | 'threshold'> {
  /** As the person would write it. */
  readonly label: string;
}
export interface KnownFiles {
  readonly files: readonly KnownFile[];
  /** The folders that were looked through, as the person would write them. */
  readonly folders: readonly string[];
  /** Files whose recipients could not be read. */
  readonly unread: number;
  /** False if the time was over before everything was seen. */
  readonly complete: boolean;
}

const limitMs = 20_000;

/** Those that exist, none of them inside another one. */
async function apart(roots: readonly string[]): Promise<readonly string[]> {
  const real = await Promise.all(roots.map((root) => realpath(root).catch(() => undefined)));
  const there = [...new Set(real.flatMap((root) => (root === undefined ? [] : [root])))];
  return there.filter((root) => !there.some((other) => other !== root && isWithin(other, root)));
}

/** Never refuses: what cannot be read is counted. */
export async function findKnownFiles(roots: readonly string[], { clock, userHome }: { readonly clock: Clock; readonly userHome: string }): Promise<KnownFiles> {
  const end = clock.monotonic() + limitMs;
  const late = (): boolean => clock.monotonic() > end;
  const files: KnownFile[] = [];
  const folders = await apart(roots);
  let unread = 0;
  const seen = new Set<string>();
  for (const root of folders) {
    const encrypted: string[] = [];
    await scan(root, {
      entered: () => undefined, folderDone: () => undefined, cancelled: late,
      found(some) { encrypted.push(...some.flatMap(({ path, state }) => (state === 'encrypted' ? [path] : []))); },
    });
    for (const path of encrypted) {
      if (late()) break;
      try {
        const { path: real, groups, threshold } = await readRecipients(path);
        if (!seen.has(real)) files.push({ label: shownPath(path, userHome), groups, threshold });
        seen.add(real);
      } catch {
        // WHY counted only: a file that nobody can read now is no reason to keep quiet about the others.
        unread += 1;
      }
    }
  }
  return { files, folders: folders.map((root) => shownPath(root, userHome)), unread, complete: !late() };
}
