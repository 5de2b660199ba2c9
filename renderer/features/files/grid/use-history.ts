// When each key last changed, asked in the background once the rows are there, and again after a save. Nothing is said where it is not known.
import { useEffect, useRef, useState } from 'react';
import { useBridge } from '../../../bridge/index.ts';

export interface History {
  /** RFC 3339, by entry. */
  readonly changedAt: ReadonlyMap<number, string>;
  /** The moment of asking, from which “how long ago” counts. */
  readonly now: number;
}
const unknown: History = { changedAt: new Map(), now: 0 };

/** `saved` is true while nothing is pending: history is asked again when that becomes true. */
export function useHistory(document: string, saved: boolean): History {
  const bridge = useBridge();
  const asked = useRef(false);
  const [history, setHistory] = useState(unknown);
  useEffect(() => {
    // WHY not with the first change: what is pending is in no history.
    if (asked.current && !saved) return undefined;
    asked.current = true;
    let gone = false;
    const ask = async (): Promise<void> => {
      const answer = await bridge.call('sops.listHistory', { document });
      if (gone || !answer.ok || answer.value.state !== 'found') return;
      const { entry, changedAt } = answer.value;
      setHistory({ changedAt: new Map(entry.map((id, index) => [id, changedAt[index] ?? ''])), now: Date.now() });
    };
    const timer = setTimeout(() => { void ask(); }, 0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [bridge, document, saved]);
  return history;
}
