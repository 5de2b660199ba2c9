// The calls that write a backup and restore one: to a path that was typed at the command line, or through a dialog of the window, which never sees the path.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Clock, Dialogs } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { createFile, readWhole } from '../safe-file/index.ts';
import { SecretBytes } from '../secret/index.ts';
import type { BackupOpener } from '../../../shared/ipc/profile.ts';
import { maxBackupBytes, type Opener } from './backup.ts';
import { readBackup } from './backup-file.ts';
import type { Vault } from './vault.ts';

type BackupCall = 'writeBackup' | 'restoreBackup' | 'saveBackup' | 'chooseBackup' | 'restoreChosen';
const nothing = {} as const;
/** What a backup says in clear, for a person who is about to type something. */
const opensOf = (bytes: Buffer): readonly BackupOpener[] => readBackup(bytes).protectors.map(({ kind }) => kind);
const openerFor = (by: BackupOpener, value: string): Opener => (by === 'passphrase' ? { passphrase: value } : { recoveryKey: value });

export function backupHandlers({ vault, dialogs, clock }: { readonly vault: Vault; readonly dialogs: Dialogs; readonly clock: Clock }): Pick<Handlers<AppContract>['profile'], BackupCall> {
  let dialogOpen = false;
  /** As it was chosen, sealed. */
  let chosen: Buffer | undefined;
  /** Refusals: no-file-dialog, dialog-busy, cancelled. */
  async function ask<T>(dialog: () => Promise<T | undefined>): Promise<T> {
    if (!dialogs.chooseFileAbility.works) throw new Refusal('no-file-dialog', { reason: dialogs.chooseFileAbility.reason });
    if (dialogOpen) throw new Refusal('dialog-busy');
    dialogOpen = true;
    try {
      const chosen = await dialog();
      if (chosen === undefined) throw new Refusal('cancelled');
      return chosen;
    } finally {
      dialogOpen = false;
    }
  }
  return {
    async writeBackup({ path }) {
      await createFile(path, await vault.backUp(), 0o600);
      return nothing;
    },
    async restoreBackup({ path, value, by }) {
      await vault.restore((await readWhole(path, maxBackupBytes)).bytes, openerFor(by, value));
      return nothing;
    },
    async saveBackup() {
      // WHY first: nobody should choose a place for what cannot be written.
      const bytes = await vault.backUp();
      const { name, sink, source } = await ask(() => dialogs.chooseSaveFile(`coffre-${clock.now().toISOString().slice(0, 10)}.backup`, 'backup'));
      await sink.write(new SecretBytes(bytes));
      // WHY read back: a backup is looked at when nothing else is left.
      const written = await source.read(maxBackupBytes).catch(() => undefined);
      if (written?.equals(bytes) !== true) throw new Refusal('write-failed');
      return { name, opens: [...opensOf(bytes)] };
    },
    async chooseBackup() {
      const bytes = await (await ask(() => dialogs.chooseFile('backup'))).read(maxBackupBytes);
      const opens = opensOf(bytes);
      chosen = bytes;
      return { made: readBackup(bytes).made, opens: [...opens] };
    },
    async restoreChosen({ value, by }) {
      if (chosen === undefined) throw new Refusal('cancelled');
      await vault.restore(chosen, openerFor(by, value));
      chosen = undefined;
      return nothing;
    },
  };
}
