// The saved connections to Vaults that somebody is signed in to: what leaves this computer goes there, and their paths can be found. Names, places and times; never a token.
import { useEffect, useState } from 'react';
import { useBridge, type Connection } from '../bridge/index.ts';
import { useProfile } from './stores-context.tsx';

/** Asked when `wanted` begins, and whenever one changes for as long as it lasts. */
export function useSignedIn(wanted: boolean): readonly Connection[] {
  const bridge = useBridge();
  const asks = useProfile(({ known }) => known?.state === 'unlocked') && wanted;
  const [signedIn, setSignedIn] = useState<readonly Connection[]>([]);
  useEffect(() => {
    // WHY only then: where no profile is open there is no connection, and asking would be a refusal in the log.
    if (!asks) return undefined;
    let over = false;
    const look = (): void => {
      void bridge.call('vault.listConnections', {}).then((answer) => { if (answer.ok && !over) setSignedIn(answer.value.connections.filter(({ standing }) => standing === 'in')); });
    };
    look();
    const stop = bridge.on((event) => { if (event.name === 'vault.changed') look(); });
    return () => {
      over = true;
      stop();
    };
  }, [bridge, asks]);
  return signedIn;
}
