// Searching every path of a connection: what the core keeps of them, how far its walk is, and what fits. Paths only.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge, type Told } from '../../bridge/index.ts';

/** Rows of a search that are drawn. */
const mostRows = 500;

export interface Walk {
  readonly secrets: number;
  readonly pending: number;
  readonly forbidden: number;
  readonly walking: boolean;
}
export interface Found {
  readonly filter: string;
  readonly paths: readonly string[];
  readonly total: number;
  readonly count: number;
  /** When the list was read, where that was in an earlier run; else ''. */
  readonly asOf: string;
}
export interface Index {
  /** Undefined before the first answer. */
  readonly walk: Walk | undefined;
  readonly refused: Told | undefined;
  /** Of the filter as it was when the core answered last; undefined where nothing is looked for. */
  readonly found: Found | undefined;
  /** The person ended the walk before it was over. */
  readonly stopped: boolean;
  readonly again: () => void;
  /** Goes on with a walk that was stopped. */
  readonly goOn: () => void;
  readonly stop: () => void;
}

export function useIndex(connection: string, filter: string): Index {
  const bridge = useBridge();
  const [walk, setWalk] = useState<Walk>();
  const [stopped, setStopped] = useState(false);
  const [refused, setRefused] = useState<Told>();
  const [found, setFound] = useState<Found>();
  const turn = useRef(0);
  const open = useCallback(async (again: boolean) => {
    setStopped(false);
    const answer = await bridge.call('vault.openIndex', { connection, again });
    setRefused(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    const { count, forbidden, walking } = answer.value;
    setWalk((now) => (walking && now?.walking === true ? now : { secrets: count, pending: 0, forbidden, walking }));
  }, [bridge, connection]);
  useEffect(() => { void open(false); }, [open]);
  useEffect(() => bridge.on((event) => {
    if (event.name !== 'vault.indexProgressed' || event.payload.connection !== connection) return;
    const { secrets, pending, forbidden, walking } = event.payload;
    setWalk({ secrets, pending, forbidden, walking });
  }), [bridge, connection]);
  const wanted = filter.trim();
  const { secrets, walking } = walk ?? {};
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    if (wanted === '') {
      setFound(undefined);
      return;
    }
    void bridge.call('vault.searchPaths', { connection, filter: wanted, limit: mostRows }).then((answer) => {
      if (turn.current === mine && answer.ok) setFound({ filter: wanted, ...answer.value });
    });
  }, [bridge, connection, wanted, secrets, walking]);
  const again = useCallback(() => { void open(true); }, [open]);
  const goOn = useCallback(() => { void open(false); }, [open]);
  const stop = useCallback(() => {
    setStopped(true);
    void bridge.call('vault.stopIndex', { connection });
  }, [bridge, connection]);
  return { walk, stopped, refused, found, again, goOn, stop };
}
