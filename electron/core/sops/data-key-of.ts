// The data key of one file, opened and verified, for whoever hands out less than an identity. Must never answer it for a file that is not whole, nor keep what it decrypted.
import { findPath } from '../../../shared/text/index.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { chooseFormat } from './choose-format.ts';
import { maxFileBytes } from './disk.ts';
import { draftOf } from './documents.ts';
import { isNamed } from './draft-rows.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { openVerified } from './open-file.ts';
import { columnsOf } from './row-paths.ts';

/** Wiped by the caller. Refusals: those of readWhole, chooseFormat and openVerified; `entry-not-found` for one of `paths` that leads to no value. */
export async function dataKeyOf(path: string, paths: readonly string[], sources: readonly KeySource[]): Promise<Buffer> {
  const { bytes, path: real } = await readWhole(path, maxFileBytes);
  const file = await openVerified(bytes, await chooseFormat(real, bytes), sources, undefined);
  try {
    const rows = (await draftOf(file, 0)).kept().filter((row) => isNamed(row) || row.kind === 'document');
    const columns = columnsOf(rows);
    for (const one of paths) if (rows[findPath(columns, one)]?.kind !== 'entry') throw new Refusal('entry-not-found');
    return file.dataKey.export();
  } finally {
    for (const { plain } of file.leaves) plain.wipe();
  }
}
