// Which secrets of a connection have changes that are not saved, of this run or of one before: the tree and the list mark them. Paths only.
import { useEffect, useState } from 'react';
import { useBridge } from '../../bridge/index.ts';

const none: ReadonlySet<string> = new Set();

export function useDrafts(connection: string): ReadonlySet<string> {
  const bridge = useBridge();
  const [paths, setPaths] = useState(none);
  useEffect(() => {
    let over = false;
    const look = (): void => {
      void bridge.call('vault.listDrafts', {}).then((answer) => {
        if (over || !answer.ok) return;
        const here = answer.value.drafts.filter((one) => one.connection === connection);
        setPaths(here.length === 0 ? none : new Set(here.map(({ path }) => path)));
      });
    };
    look();
    const stop = bridge.on((event) => { if (event.name === 'vault.draftsChanged') look(); });
    return () => {
      over = true;
      stop();
    };
  }, [bridge, connection]);
  return paths;
}
