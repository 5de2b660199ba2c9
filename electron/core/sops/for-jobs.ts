// What a job key needs to know of a file: its data key, opened and verified, and which entry of it a path means. Must never answer the key of a file that is not whole, nor keep what it decrypted.
import { findPath } from '../../../shared/text/index.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { chooseFormat } from './choose-format.ts';
import { maxFileBytes } from './disk.ts';
import { draftOf, type Documents } from './documents.ts';
import { isNamed, type Row } from './draft-rows.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { openVerified } from './open-file.ts';
import { columnsOf } from './row-paths.ts';

export interface ForJobs {
  /** Wiped by the caller. Refusals: those of readWhole, chooseFormat and openVerified; `entry-not-found` for one of `paths` that leads to no value. */
  dataKeyOf(path: string, paths: readonly string[]): Promise<Buffer>;
  /** The entry of an open document at a path, the first of two equal ones; undefined where there is none. */
  entryAt(document: string, path: string): number | undefined;
}

const atPath = (kept: readonly Row[], path: string): Row | undefined => {
  const rows = kept.filter((row) => isNamed(row) || row.kind === 'document');
  return rows[findPath(columnsOf(rows), path)];
};

export function forJobs(sources: readonly KeySource[], documents: Documents): ForJobs {
  return {
    async dataKeyOf(path, paths) {
      const { bytes, path: real } = await readWhole(path, maxFileBytes);
      const file = await openVerified(bytes, await chooseFormat(real, bytes), sources, undefined);
      try {
        const kept = (await draftOf(file, 0)).kept();
        for (const one of paths) if (atPath(kept, one)?.kind !== 'entry') throw new Refusal('entry-not-found');
        return file.dataKey.export();
      } finally {
        for (const { plain } of file.leaves) plain.wipe();
      }
    },
    entryAt: (ref, path) => atPath(documents.get(ref).draft.kept(), path)?.id,
  };
}
