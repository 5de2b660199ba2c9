// Tells a component that the person is away: the machine sleeps, the screen is locked, nobody has touched it for long. Not for another window in front: who types may look something up.
import { useEffect, useRef } from 'react';
import { useBridge } from './bridge-context.tsx';

/** Calls the newest `onAway` when the core says so. */
export function useAway(onAway: () => void): void {
  const bridge = useBridge();
  const latest = useRef(onAway);
  useEffect(() => { latest.current = onAway; });
  useEffect(() => bridge.on((event) => {
    if (event.name === 'app.attentionLapsed') latest.current();
  }), [bridge]);
}
