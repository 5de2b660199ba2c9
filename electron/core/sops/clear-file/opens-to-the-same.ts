// Whether an encrypted file opens here, and to what a clear one holds: entry by entry, comments and order too. Plaintext stays in here and is overwritten.
import { Refusal } from '../../refusal.ts';
import { chooseFormat } from '../choose-format.ts';
import { draftOf } from '../documents.ts';
import type { KeySource } from '../key-sources/key-source.ts';
import { openVerified } from '../open-file.ts';
import { clearLines } from '../plain-text.ts';
import { linesOf } from '../tree.ts';

const noKey: ReadonlySet<string> = new Set(['no-matching-key', 'identity-unusable', 'identity-locked']);

/** May ask for a passphrase. False where no identity of this person opens it. Refusals: those of opening, for any other fault. */
export async function opensToTheSame(encrypted: Buffer, clear: Buffer, path: string, sources: readonly KeySource[], extra: string | undefined): Promise<boolean> {
  const format = await chooseFormat(path, encrypted);
  const file = await openVerified(encrypted, format, sources, extra).catch((error: unknown) => {
    if (error instanceof Refusal && noKey.has(error.code)) return undefined;
    throw error;
  });
  if (file === undefined) return false;
  try {
    const wanted = (await linesOf((await format.parsePlain(clear)).branches)).filter(({ kind }) => kind !== 'blank');
    // WHY through the format: each value is compared in the one spelling that it has in a clear file.
    const [before, after] = [await format.emit(wanted, undefined, undefined), await format.emit(await clearLines(await draftOf(file, 0)), undefined, undefined)];
    const same = before.equals(after);
    before.fill(0);
    after.fill(0);
    if (!same) throw new Refusal('verify-failed');
    return true;
  } finally {
    for (const { plain } of file.leaves) plain.wipe();
  }
}
