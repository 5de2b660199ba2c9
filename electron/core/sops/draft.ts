// What a person changed and has not saved: write-only from outside, plaintext in SecretBytes. Holds no file and no key.
import type { EntryChange } from '../../../shared/ipc/sops.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';

export interface DraftEntry {
  readonly id: number;
  readonly name: string;
  /** As saved; undefined for an entry that was added. */
  readonly saved: SecretBytes | undefined;
  readonly pending: SecretBytes | 'removed' | undefined;
}
export interface PendingCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}
export interface SavedEntry {
  readonly id: number;
  readonly name: string;
  readonly plain: SecretBytes;
}

export interface Draft {
  readonly revision: number;
  /** In file order, added ones last. */
  entries(): readonly DraftEntry[];
  entry(id: number): DraftEntry;
  /** The value as it would be saved; undefined for a removed entry. */
  value(id: number): SecretBytes | undefined;
  changeOf(id: number): EntryChange;
  counts(): PendingCounts;
  /** New entries in the order in which they were added. */
  added(): readonly { readonly id: number; readonly name: string; readonly value: SecretBytes }[];
  set(id: number, value: SecretBytes): void;
  /** The id of the new entry. */
  add(name: string, value: SecretBytes): number;
  remove(id: number): void;
  restore(id: number): void;
  discard(): void;
  /** Overwrites every pending value. */
  wipe(): void;
}

/** A draft over the saved entries. `firstNewId` is above every id of the file; `revision` goes up with every change. */
export function createDraft(saved: readonly SavedEntry[], firstNewId: number, startRevision: number): Draft {
  const savedById = new Map(saved.map((entry) => [entry.id, entry]));
  const pending = new Map<number, SecretBytes | 'removed'>();
  const added = new Map<number, string>();
  let nextId = firstNewId;
  let revision = startRevision;

  function drop(id: number): void {
    const old = pending.get(id);
    if (old instanceof SecretBytes) old.wipe();
    pending.delete(id);
  }
  function find(id: number): DraftEntry {
    const entry = savedById.get(id);
    const name = entry?.name ?? added.get(id);
    if (name === undefined) throw new Refusal('entry-not-found');
    return { id, name, saved: entry?.plain, pending: pending.get(id) };
  }
  function changeOf(id: number): EntryChange {
    const now = pending.get(id);
    if (added.has(id)) return 'added';
    if (now === undefined) return 'none';
    return now === 'removed' ? 'removed' : 'changed';
  }

  return {
    get revision() {
      return revision;
    },
    entries: () => [...saved.map(({ id }) => find(id)), ...[...added.keys()].map(find)],
    entry: find,
    value(id) {
      const { saved: old, pending: now } = find(id);
      return now === 'removed' ? undefined : (now ?? old);
    },
    changeOf,
    counts() {
      const changes = [...pending.keys()].map(changeOf);
      return { added: added.size, changed: changes.filter((c) => c === 'changed').length, removed: changes.filter((c) => c === 'removed').length };
    },
    added: () => [...added].flatMap(([id, name]) => {
      const value = pending.get(id);
      return value instanceof SecretBytes ? [{ id, name, value }] : [];
    }),
    set(id, value) {
      const { saved: old } = find(id);
      drop(id);
      // WHY compared: typing the old value again is no change, and git should show none.
      if (old !== undefined && old.exposeBytes().equals(value.exposeBytes())) value.wipe();
      else pending.set(id, value);
      revision += 1;
    },
    add(name, value) {
      const id = nextId;
      nextId += 1;
      added.set(id, name);
      pending.set(id, value);
      revision += 1;
      return id;
    },
    remove(id) {
      find(id);
      drop(id);
      if (!added.delete(id)) pending.set(id, 'removed');
      revision += 1;
    },
    restore(id) {
      find(id);
      drop(id);
      added.delete(id);
      revision += 1;
    },
    discard() {
      for (const id of [...pending.keys()]) drop(id);
      added.clear();
      revision += 1;
    },
    wipe() {
      for (const id of [...pending.keys()]) drop(id);
    },
  };
}
