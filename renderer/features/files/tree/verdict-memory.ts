// Which verdict on a file counts: what the core found out by itself, or what an attempt to open it has shown. The newer one. Pure but for its memory.
import type { FileVerdict } from '../../../bridge/index.ts';

/** Answers the verdict that counts for `file`. `tried` is what the last attempt has shown, undefined if there was none; `listed` is what the core lists now. */
export type VerdictMemory = (file: string, listed: FileVerdict, tried: FileVerdict | undefined) => FileVerdict;

/** Remembers for each file what was listed when an attempt was first seen: what is listed later is newer than that attempt. */
export function createVerdictMemory(): VerdictMemory {
  const seen = new Map<string, { readonly tried: FileVerdict; readonly listed: FileVerdict; readonly over: boolean }>();
  return (file, listed, tried) => {
    if (tried === undefined) {
      seen.delete(file);
      return listed;
    }
    const known = seen.get(file);
    if (known?.tried !== tried) {
      seen.set(file, { tried, listed, over: false });
      return tried;
    }
    const over = known.over || known.listed !== listed;
    if (over !== known.over) seen.set(file, { ...known, over });
    return over && listed !== 'unknown' ? listed : tried;
  };
}
