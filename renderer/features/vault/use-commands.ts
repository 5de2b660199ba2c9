// What can be done inside a connection without a row, for the palette and the system's menu.
import { useMemo } from 'react';
import type { Connection } from '../../bridge/index.ts';
import { useCommands, useShortcuts, type Command } from '../../stores/index.ts';
import { useTokenActs } from './use-token-acts.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface VaultActs {
  readonly connection: Connection;
  readonly onRefresh: () => void;
  readonly onNewSecret: () => void;
  readonly onOpenShared: () => void;
}

/** Registers the commands; mounted once with the connection. Hand in the same acts as long as nothing changed. */
export function useVaultCommands({ connection: { connection, token }, onRefresh, onNewSecret, onOpenShared }: VaultActs): void {
  const say = useVaultWords();
  const { renew, signOut } = useTokenActs(connection);
  const actOn = useShortcuts((state) => state.actOn);
  const fixed = token?.renewable === false;
  useCommands(useMemo((): readonly Command[] => {
    const command = (id: string, title: string, run: () => void, off?: string, keys?: string): Command => ({ id, title, group: 'vault', run, off, ...(keys === undefined ? {} : { keys }) });
    return [
      command('vault-new-secret', say.do.newSecret, onNewSecret),
      command('vault-open-shared', say.open.act, onOpenShared),
      command('vault-refresh', say.do.refresh, onRefresh),
      command('save', say.do.review, () => { actOn('Ctrl+S'); }, undefined, 'Ctrl+S'),
      command('vault-renew', say.do.renew, () => { void renew(); }, fixed ? say.notRenewable : undefined),
      command('vault-sign-out', say.do.signOut, () => { void signOut(); }),
    ];
  }, [say, renew, signOut, actOn, fixed, onRefresh, onNewSecret, onOpenShared]));
}
