// The sealed records of an open profile, shared by every process that has it open. A write is a new file and then a new index, so that a crash leaves the former record or the new one.
// Must never answer a record that is not the one that was last written, and never remove what it cannot read.
import { mkdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createLock } from '../lock-file/index.ts';
import { readFile } from '../read-again.ts';
import { Refusal } from '../refusal.ts';
import { writeOwnFile } from '../safe-file/index.ts';
import { SecretBytes } from '../secret/index.ts';
import { openRecord, sealRecord, type Seal } from './record-file.ts';
import { emptyIndex, filesIn, indexFromFiles, indexName, readIndex, writeIndex, type Index } from './sealed-index.ts';

export interface SealedStore {
  /** The record's content, which the caller wipes; undefined if there is none of that name. Refusal: record-damaged (data: record). */
  read(name: string): Promise<SecretBytes | undefined>;
  /**
   * Replaces a record by what `change` makes of its content, while no other process writes; undefined leaves it as it is, and an empty buffer removes it. Both buffers are wiped afterwards.
   * Refusals: record-damaged (data: record), disk-full, write-failed, file-busy; whatever `change` throws passes through, and nothing is written then.
   */
  change(name: string, change: (before: Buffer | undefined) => Promise<Buffer | undefined> | Buffer | undefined): Promise<void>;
  /** Names of the records, valid ones and damaged ones. `index` among the damaged: nobody vouches that the others are the newest. */
  survey(): Promise<{ readonly whole: readonly string[]; readonly damaged: readonly string[]; readonly counter: number }>;
  /** Moves what is damaged into `into`, and goes on with the rest, counting from `atLeast`. Answers how many files were moved. */
  setAside(into: string, atLeast: number): Promise<number>;
  /** Runs `work` on the valid records while nobody writes. Refusal: record-damaged. */
  steady<T>(work: (index: Index) => Promise<T>): Promise<T>;
  /** How many writes there were. */
  counter(): Promise<number>;
  /** Lets go of the lock's file. */
  close(): void;
}

export interface StoreOptions {
  /** The folder `sealed` of the profile. */
  readonly folder: string;
  /** The lock of the profile. */
  readonly lock: string;
  readonly seal: Seal;
  /** Told of each new counter, while the lock is held. */
  readonly counted?: (counter: number) => void;
}

/** Makes the index of a new profile. What an earlier creation left when it broke off opens under no key any more, and goes with the first write. */
export async function createStoreFiles(folder: string, seal: Seal): Promise<void> {
  await writeIndex(folder, seal, emptyIndex);
}

/** Long, because a burst of another program's writes may come first. */
const waitMs = 60_000;
/** WHY at all: who takes the lock again in the very moment of letting it go leaves no other program a chance. */
const breathMs = 4;

export function openStore({ folder, lock: lockPath, seal, counted }: StoreOptions): SealedStore {
  const lock = createLock(lockPath);
  let swept = false;
  let letGo = Number.NEGATIVE_INFINITY;
  const fileOf = (name: string, version: number): string => join(folder, `${name}.${String(version)}`);

  /** The content at exactly this version, or undefined. */
  async function at(name: string, version: number): Promise<Buffer | undefined> {
    const bytes = await readFile(fileOf(name, version)).catch(() => undefined);
    const opened = bytes === undefined ? undefined : openRecord(seal, name, bytes);
    // SECURITY(sealed-rollback): an older record under a newer name authenticates itself, and is refused all the same.
    if (opened === undefined || opened.version !== version) {
      opened?.plain.fill(0);
      return undefined;
    }
    return opened.plain;
  }

  async function indexNow(): Promise<{ readonly index: Index; readonly whole: boolean }> {
    const index = await checkedIndex();
    return index === 'damaged' ? { index: await indexFromFiles(folder, seal), whole: false } : { index, whole: true };
  }

  async function current(name: string): Promise<Buffer | undefined> {
    const found = await readIndex(folder, seal);
    const index = found === 'damaged' ? await indexFromFiles(folder, seal) : found;
    const version = index.records.get(name);
    if (version === undefined) {
      // WHY: without an index a record that does not open is not in the list, but it is not gone either.
      if (found === 'damaged' && (await filesIn(folder)).some((file) => file.name === name)) throw new Refusal('record-damaged', { record: name });
      return undefined;
    }
    const plain = await at(name, version);
    if (plain === undefined) throw new Refusal('record-damaged', { record: name });
    return plain;
  }

  /** WHY the files too: a record newer than the index's counter, but for the one that a killed write leaves, means that the index is a former one. */
  async function checkedIndex(): Promise<Index | 'damaged'> {
    const index = await readIndex(folder, seal);
    return index !== 'damaged' && (await filesIn(folder)).some(({ version }) => version > index.counter + 1) ? 'damaged' : index;
  }

  const gone = (path: string): Promise<void> => unlink(path).catch(() => {
    // WHY silent: a former version is nobody's any more, and the next sweep finds it again.
  });

  /** Removes what a killed write left: versions before the valid one, and the one after the counter that never came to count. */
  async function sweep({ counter, records }: Index): Promise<void> {
    for (const { name, version } of await filesIn(folder)) {
      const valid = records.get(name);
      if ((valid !== undefined && version < valid) || version === counter + 1) await gone(fileOf(name, version));
    }
  }

  async function changeLocked(name: string, change: (before: Buffer | undefined) => Promise<Buffer | undefined> | Buffer | undefined): Promise<void> {
    const index = await (swept ? readIndex(folder, seal) : checkedIndex());
    // WHY refused: writing on would hide what was lost. Setting aside what is damaged makes a new index.
    if (index === 'damaged') throw new Refusal('record-damaged', { record: indexName });
    if (!swept) await sweep(index);
    swept = true;
    const formerVersion = index.records.get(name);
    const before = formerVersion === undefined ? undefined : await at(name, formerVersion);
    if (formerVersion !== undefined && before === undefined) throw new Refusal('record-damaged', { record: name });
    let after: Buffer | undefined;
    try {
      after = await change(before);
      if (after === undefined) return;
      const counter = index.counter + 1;
      const records = new Map(index.records);
      if (after.length === 0) records.delete(name);
      else {
        await writeOwnFile(fileOf(name, counter), sealRecord(seal, name, counter, after));
        records.set(name, counter);
      }
      await writeIndex(folder, seal, { counter, records });
      if (formerVersion !== undefined) await gone(fileOf(name, formerVersion));
      counted?.(counter);
    } finally {
      before?.fill(0);
      after?.fill(0);
    }
  }

  async function survey(): Promise<{ readonly whole: readonly string[]; readonly damaged: readonly string[]; readonly counter: number; readonly index: Index }> {
    const { index, whole: indexWhole } = await indexNow();
    const whole: string[] = [];
    const damaged: string[] = indexWhole ? [] : [indexName];
    for (const [name, version] of index.records) {
      const plain = await at(name, version);
      plain?.fill(0);
      (plain === undefined ? damaged : whole).push(name);
    }
    if (!indexWhole) damaged.push(...new Set((await filesIn(folder)).flatMap(({ name }) => (index.records.has(name) ? [] : [name]))));
    return { whole: whole.toSorted(), damaged: damaged.toSorted(), counter: index.counter, index };
  }

  return {
    async read(name) {
      let plain: Buffer | undefined;
      try {
        plain = await current(name);
      } catch {
        // WHY once more: somebody else may have written between our look at the index and at the record; under the lock nobody does.
        plain = await lock.hold(() => current(name), { waitMs });
      }
      return plain === undefined ? undefined : new SecretBytes(plain);
    },
    async change(name, change) {
      if (performance.now() - letGo < breathMs) await new Promise((resolve) => { setTimeout(resolve, breathMs); });
      try {
        await lock.hold(() => changeLocked(name, change), { waitMs });
      } finally {
        letGo = performance.now();
      }
    },
    survey: () => lock.hold(survey, { waitMs }),
    setAside: (into, atLeast) => lock.hold(async () => {
      const { whole, damaged, counter, index } = await survey();
      if (damaged.length === 0 && counter >= atLeast) return 0;
      if (damaged.length > 0) await mkdir(into, { recursive: true, mode: 0o700 });
      let moved = 0;
      const valid = new Map(whole.map((name) => [name, index.records.get(name) ?? 0]));
      for (const { name, version } of await filesIn(folder)) {
        if (valid.get(name) === version) continue;
        await rename(fileOf(name, version), join(into, `${name}.${String(version)}`));
        moved += 1;
      }
      if (damaged.includes(indexName)) {
        moved += await rename(join(folder, indexName), join(into, indexName)).then(() => 1, () => 0);
      }
      const next = Math.max(counter, atLeast) + 1;
      await writeIndex(folder, seal, { counter: next, records: valid });
      counted?.(next);
      return moved;
    }, { waitMs }),
    steady: (work) => lock.hold(async () => {
      const { damaged, index } = await survey();
      if (damaged.length > 0) throw new Refusal('record-damaged', { record: damaged[0] ?? indexName });
      return work(index);
    }, { waitMs }),
    counter: async () => (await indexNow()).index.counter,
    close() { lock.close(); },
  };
}
