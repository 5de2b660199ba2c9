// Logging in over a saved connection: once at a time, with what was typed handed over and forgotten.
import { useRef, useState } from 'react';
import { useBridge, type Connection, type Told } from '../../bridge/index.ts';
import { useToasts } from '../../stores/index.ts';
import type { Proof } from './proof-fields.tsx';
import { useVaultWords } from './use-vault-words.ts';

export interface Login {
  readonly working: boolean;
  readonly refused: Told | undefined;
  /** True if it worked. */
  readonly start: (connection: Pick<Connection, 'connection' | 'name'>, proof: Proof) => Promise<boolean>;
}

export function useLogin(): Login {
  const bridge = useBridge();
  const say = useVaultWords();
  const show = useToasts((state) => state.show);
  const [working, setWorking] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const busy = useRef(false);
  const start: Login['start'] = async ({ connection, name }, { value, wrapped, remember }) => {
    if (busy.current) return false;
    busy.current = true;
    setWorking(true);
    setRefused(undefined);
    const answer = await bridge.call('vault.login', { connection, wrapped, remember, ...(value === '' ? {} : { value }) });
    busy.current = false;
    setWorking(false);
    if (answer.ok) show(say.signedIn(name));
    else if (answer.error.code !== 'cancelled') setRefused(answer.error);
    return answer.ok;
  };
  return { working, refused, start };
}
