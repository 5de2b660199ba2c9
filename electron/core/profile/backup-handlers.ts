// The calls that write a backup and restore one: to a path that was typed at the command line, or through a dialog of the window, which never sees the path.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Clock, Dialogs } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { createFile, readWhole } from '../safe-file/index.ts';
import { SecretBytes } from '../secret/index.ts';
import { maxBackupBytes, type Opener } from './backup.ts';
import type { Vault } from './vault.ts';

type BackupCall = 'writeBackup' | 'restoreBackup' | 'saveBackup' | 'loadBackup';
const nothing = {} as const;
const openerFor = (by: 'passphrase' | 'recovery-key', value: string): Opener => (by === 'passphrase' ? { passphrase: value } : { recoveryKey: value });

export function backupHandlers({ vault, dialogs, clock }: { readonly vault: Vault; readonly dialogs: Dialogs; readonly clock: Clock }): Pick<Handlers<AppContract>['profile'], BackupCall> {
  let dialogOpen = false;
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
      const bytes = new SecretBytes(await vault.backUp());
      const { name, sink } = await ask(() => dialogs.chooseSaveFile(`coffre-${clock.now().toISOString().slice(0, 10)}.backup`));
      await sink.write(bytes);
      return { name };
    },
    async loadBackup({ value, by }) {
      const source = await ask(() => dialogs.chooseFile());
      await vault.restore(await source.read(maxBackupBytes), openerFor(by, value));
      return nothing;
    },
  };
}
