// Asks in the background which pending values also stand elsewhere. Answers names and paths; the values never come here.
import { useEffect, useState } from 'react';
import { useBridge, type Twin } from '../../../bridge/index.ts';

const none: readonly Twin[] = [];

/** The twins of what is pending, asked again after each change; until the answer comes, those known before. */
export function useTwins(document: string, revision: number): readonly Twin[] {
  const bridge = useBridge();
  const [twins, setTwins] = useState(none);
  useEffect(() => {
    let stale = false;
    void bridge.call('sops.findTwins', { document }).then((answer) => {
      // WHY silent: the review works without; a warning that cannot be had is none that was given.
      if (!stale && answer.ok) setTwins(answer.value.twins);
    });
    return () => { stale = true; };
  }, [bridge, document, revision]);
  return twins;
}
