// What a command says that wrote to a Vault: what it wrote, and whether the server had to be asked whether it did.
import type { AppContract } from '../../shared/ipc/contract.ts';
import type { Output } from '../../shared/ipc/define.ts';
import type { Answer } from './answer.ts';

export const vaultDone = (about: object, written: Output<AppContract, 'vault.setField'>, note: NonNullable<Answer['note']>): Answer => ({
  json: { ...about, ...written }, note,
  ...(written.asked ? { warning: ({ cli }) => cli.vault.asked } : {}),
});
