// The saved connections as the core knows them, read anew whenever it says that one changed. Names, places and times; never a token.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type Connection, type Told } from '../../bridge/index.ts';

export interface Connections {
  /** Undefined before the first answer. */
  readonly list: readonly Connection[] | undefined;
  readonly refused: Told | undefined;
  readonly again: () => Promise<void>;
}

/** How often the times that tokens have left are read again, in milliseconds. */
const everyMs = 30_000;

export function useConnections(): Connections {
  const bridge = useBridge();
  const [list, setList] = useState<readonly Connection[]>();
  const [refused, setRefused] = useState<Told>();
  const again = useCallback(async () => {
    const answer = await bridge.call('vault.listConnections', {});
    setRefused(answer.ok ? undefined : answer.error);
    if (answer.ok) setList(answer.value.connections);
  }, [bridge]);
  useEffect(() => {
    void again();
    const stop = bridge.on((event) => { if (event.name === 'vault.changed') void again(); });
    const clock = setInterval(() => { void again(); }, everyMs);
    return () => {
      stop();
      clearInterval(clock);
    };
  }, [bridge, again]);
  return { list, refused, again };
}
