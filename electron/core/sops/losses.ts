// What a clear file and its encrypted version do not have in common, told before anything is written. Tells classes and counts only.
import type { EncryptionLoss } from '../../../shared/ipc/sops-files.ts';
import { isEncrypted } from './cipher.ts';
import type { Format, Line } from './formats/format.ts';
import type { Layout } from './tree.ts';

/** Without the byte order mark and line ends of Windows, which have notes of their own, and without empty lines. */
const bare = (bytes: Buffer): string => bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '').replaceAll('\r\n', '\n');
const withoutBlanks = (text: string): string => text.split('\n').filter((line) => line.trim() !== '').join('\n');

/** `lines`: the clear file as it was read. What `sops decrypt` will print is compared with what was there. */
export async function lossesOf(clear: Buffer, format: Format, lines: readonly Line[], layout: Layout | undefined): Promise<EncryptionLoss[]> {
  const losses: EncryptionLoss[] = [];
  const back = await format.emit(lines, undefined, layout);
  const [before, after] = [bare(clear), bare(back)];
  back.fill(0);
  if (before !== after && format.id !== 'binary') losses.push(withoutBlanks(before) === withoutBlanks(after) ? 'blank-lines' : 'spelling');
  if (losses.includes('spelling') && format.id !== 'json' && lines.some(({ kind }) => kind === 'blank')) losses.unshift('blank-lines');
  if (format.id === 'dotenv' && lines.some((line) => line.kind === 'item' && line.text.includes('\n'))) losses.push('line-escapes');
  return losses;
}

/** How many values of an encrypted file are encrypted, and how many are left readable. */
export function tally(lines: readonly Line[]): { readonly encrypted: number; readonly readable: number } {
  let encrypted = 0;
  let readable = 0;
  for (const line of lines) {
    if (line.kind !== 'item') continue;
    if (isEncrypted(line.text)) encrypted += 1;
    else if (line.text !== '') readable += 1;
  }
  return { encrypted, readable };
}
