// The Vaults that somebody is signed in to, by name: what leaves this computer goes there.
import { useEffect, useState } from 'react';
import { useBridge } from '../../bridge/index.ts';
import { useProfile } from '../../stores/index.ts';

export function useSpeaksTo(): readonly string[] {
  const bridge = useBridge();
  const isOpen = useProfile(({ known }) => known?.state === 'unlocked');
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    // WHY only then: where no profile is open there is no connection, and asking would be a refusal in the log.
    if (!isOpen) return undefined;
    let over = false;
    const look = (): void => {
      void bridge.call('vault.listConnections', {}).then((answer) => { if (answer.ok && !over) setNames(answer.value.connections.filter(({ standing }) => standing === 'in').map(({ name }) => name)); });
    };
    look();
    const stop = bridge.on((event) => { if (event.name === 'vault.changed') look(); });
    return () => {
      over = true;
      stop();
    };
  }, [bridge, isOpen]);
  return names;
}
