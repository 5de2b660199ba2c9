// Backing the profile up into one sealed file, and restoring it where nothing opens one. Must never overwrite a profile, nor a newer state of the same one, nor remove what it cannot read.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readFile } from '../read-again.ts';
import { Refusal } from '../refusal.ts';
import { writeOwnFile } from '../safe-file/index.ts';
import { readBackup, writeBackup, type BackupEntry, type ClosedBackup, type PortableFile } from './backup-file.ts';
import { openWithPassphrase, openWithRecoveryKey } from './enrol.ts';
import type { Open } from './open.ts';
import type { Found, ProtectorFolder } from './protector-files.ts';
import { openRecord, sealingKey, type Seal } from './record-file.ts';
import { filesIn, readIndex } from './sealed-index.ts';
import { openStore } from './sealed-store.ts';

/** A profile is small; its audit log may not be. */
export const maxBackupBytes = 1024 * 1024 * 1024;

/** What opens a backup. */
export type Opener = { readonly passphrase: string } | { readonly recoveryKey: string };

export interface BackupDeps {
  readonly folder: string;
  readonly files: ProtectorFolder;
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
}

async function entryAt(folder: string, path: string): Promise<readonly BackupEntry[]> {
  const bytes = await readFile(join(folder, path)).catch(() => undefined);
  return bytes === undefined ? [] : [{ path, bytes }];
}

/** The log, its closed months and its public keys. */
async function filesOfLog(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'audit')).catch(() => []);
  return names.filter((name) => /^audit(?:\.jsonl|\.pub|-\d{4}-\d\d-\d{1,15}\.(?:jsonl|expired\.json))$/.test(name)).map((name) => `audit/${name}`);
}

/** All of it, sealed. Refusals: backup-needs-protector, record-damaged, file-busy. */
export async function backUp({ folder, files }: BackupDeps, open: Open, now: Date): Promise<Buffer> {
  const protectors: readonly PortableFile[] = (await files.list()).flatMap((found) => (found.state === 'whole' && found.file.kind !== 'keychain' ? [found.file] : []));
  if (protectors.length === 0) throw new Refusal('backup-needs-protector');
  return open.store.steady(async ({ counter, records }) => {
    const paths = ['sealed/index', ...[...records].map(([name, version]) => `sealed/${name}.${String(version)}`), ...await filesOfLog(folder)];
    const entries = (await Promise.all(paths.map((path) => entryAt(folder, path)))).flat();
    const bytes = writeBackup({ profile: open.profile, made: now.toISOString(), counter, protectors }, open.key, entries);
    // WHY opened again: nobody notices a backup that does not open until it is needed.
    if (readBackup(bytes).open(open.key).length !== entries.length) throw new Error('a backup that is not what went into it');
    return bytes;
  });
}

/** The profile key, which the caller wipes. Refusals: protector-missing, backup-wrong-passphrase, recovery-key-wrong, recovery-key-misspelt. */
async function keyOf(backup: ClosedBackup, opener: Opener): Promise<Buffer> {
  const kind = 'passphrase' in opener ? 'passphrase' : 'recovery-key';
  for (const file of backup.protectors) {
    if (file.kind === 'passphrase' && 'passphrase' in opener) {
      const key = await openWithPassphrase(file, opener.passphrase);
      if (key === undefined) throw new Refusal('backup-wrong-passphrase');
      return key;
    }
    if (file.kind === 'recovery-key' && 'recoveryKey' in opener) return openWithRecoveryKey(file, opener.recoveryKey);
  }
  throw new Refusal('protector-missing', { kind });
}

/** True if what lies there is this very profile at the backup's state or a later one: then it stays. Refusal: profile-exists for anything that is somebody else's. */
async function staysAsItIs(sealed: string, seal: Seal, counter: number): Promise<boolean> {
  const index = await readIndex(sealed, seal);
  if (index !== 'damaged') return index.counter >= counter;
  for (const { name, version } of await filesIn(sealed)) {
    const bytes = await readFile(join(sealed, `${name}.${String(version)}`));
    const opened = openRecord(seal, name, bytes);
    if (opened === undefined) throw new Refusal('profile-exists');
    opened.plain.fill(0);
  }
  return false;
}

/** Refuses where something else than a keychain of this very profile still opens a profile. WHY not a keychain: its key may be lost with it, and the backup proved that it is the same profile. */
function refuseUnlessLost(found: readonly Found[], profile: string): void {
  if (found.some(({ state }) => state === 'newer')) throw new Refusal('profile-newer');
  if (found.some((one) => one.state === 'whole' && (one.kind !== 'keychain' || one.file.profile !== profile))) throw new Refusal('profile-exists');
}

/** WHY: the log of this machine ends elsewhere than the one of the backup, and would pass for cut off. */
async function forgetEndOfLog(sealed: string, lock: string, seal: Seal): Promise<void> {
  const store = openStore({ folder: sealed, lock, seal });
  try {
    await store.change('audit-head', (before) => (before === undefined ? undefined : Buffer.alloc(0)));
  } finally {
    store.close();
  }
}

/** Damaged protectors go into `damaged/`. Refusals: profile-exists, backup-damaged, profile-newer, those of opening it, and those of a write. */
export async function restore({ folder, files, alone }: BackupDeps, bytes: Buffer, opener: Opener, now: Date): Promise<void> {
  const backup = readBackup(bytes);
  const key = await keyOf(backup, opener);
  const seal: Seal = { key: sealingKey(key, backup.profile), profile: backup.profile };
  try {
    const entries = backup.open(key);
    await alone(async () => {
      refuseUnlessLost(await files.list(), backup.profile);
      const sealed = join(folder, 'sealed');
      if (!await staysAsItIs(sealed, seal, backup.counter)) {
        await mkdir(sealed, { recursive: true, mode: 0o700 });
        // WHY the index last, and the protectors after it: a restoration that broke off is done again, and one that is done is whole.
        const inOrder = entries.filter(({ path }) => path.startsWith('sealed/')).toSorted((a, b) => Number(a.path === 'sealed/index') - Number(b.path === 'sealed/index'));
        for (const { path, bytes } of inOrder) await writeOwnFile(join(folder, path), bytes);
        await forgetEndOfLog(sealed, join(folder, 'locks', 'sealed'), seal);
      }
      // WHY beside the log of this machine: two chains do not make one. Each can be verified by itself.
      const beside = join(folder, 'audit', `restored-${backup.made.replaceAll(':', '-')}`);
      for (const { path, bytes } of entries) if (path.startsWith('audit/')) await writeOwnFile(join(beside, path.slice('audit/'.length)), bytes);
      await files.setAside(join(folder, 'damaged', now.toISOString().replaceAll(':', '-')));
      for (const file of backup.protectors) await files.put(file);
    });
  } finally {
    key.fill(0);
    seal.key.fill(0);
  }
}
