// What the audit room needs of a profile, without one: two sealed records in memory that can be locked.
import type { ProfileAccess } from '../../../electron/core/audit/index.ts';
import { SecretBytes } from '../../../electron/core/secret/index.ts';

export interface Kept extends ProfileAccess {
  readonly records: Map<string, Buffer>;
  open: boolean;
}

export function keptInMemory(): Kept {
  const records = new Map<string, Buffer>();
  const kept: Kept = {
    records,
    open: true,
    isOpen: () => kept.open,
    openQuietly: () => Promise.resolve(),
    store: () => ({
      read: (name) => {
        const bytes = records.get(name);
        return Promise.resolve(bytes === undefined ? undefined : new SecretBytes(Buffer.from(bytes)));
      },
      async change(name, change) {
        const before = records.get(name);
        const after = await change(before === undefined ? undefined : Buffer.from(before));
        if (after !== undefined) records.set(name, Buffer.from(after));
      },
    }),
  };
  return kept;
}
