// What is done with the token of a connection, and said about it: from its page and from the palette.
import { useMemo } from 'react';
import { useBridge } from '../../bridge/index.ts';
import { useErrorWords, useToasts } from '../../stores/index.ts';
import { useVaultWords } from './use-vault-words.ts';

export interface TokenActs {
  readonly renew: () => Promise<void>;
  readonly signOut: () => Promise<void>;
}

export function useTokenActs(connection: string): TokenActs {
  const say = useVaultWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const show = useToasts((state) => state.show);
  return useMemo(() => ({
    async renew() {
      const answer = await bridge.call('vault.renewToken', { connection });
      if (answer.ok) show(say.renewed(answer.value.ttlSeconds));
      else show(errors(answer.error).title, 'refused');
    },
    async signOut() {
      const answer = await bridge.call('vault.logout', { connection, all: false });
      if (answer.ok) show(say.signedOut(answer.value.revoked));
      else show(errors(answer.error).title, 'refused');
    },
  }), [bridge, connection, say, errors, show]);
}
