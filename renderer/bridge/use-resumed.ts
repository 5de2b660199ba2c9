// Gives a field back what was typed in it before the page was made anew. The text goes from the core into that field, and is kept nowhere else.
import { useEffect, useRef, useState } from 'react';
import { useBridge } from './bridge-context.tsx';
import type { Answer } from './client.ts';

/** Settles when the window has the focus, or after `ms` where the core says how long to wait. */
const laterThan = (ms: number | undefined, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (ms === undefined) window.addEventListener('focus', () => { resolve(); }, { once: true, signal });
  else setTimeout(resolve, ms);
});

/** Undefined if there is nothing any more, or nobody wants it. WHY tried again: a secret is given to a window that somebody looks at, and the person may come back later. */
export async function resumedText(ask: () => Promise<Answer<{ readonly value: string }>>, signal: AbortSignal): Promise<string | undefined> {
  while (!signal.aborted) {
    const answer = await ask();
    if (answer.ok) return signal.aborted ? undefined : answer.value.value;
    const { code, data } = answer.error;
    if (code !== 'not-focused' && code !== 'slow-down') return undefined;
    await laterThan(code === 'slow-down' ? Number(data['retryAfterMs'] ?? 1000) : undefined, signal);
  }
  return undefined;
}

/** Hands the text to the newest `put`, once. True while it is on its way: nothing should be typed meanwhile. */
export function useResumed(document: string, resumes: boolean, put: (text: string) => void): boolean {
  const bridge = useBridge();
  const [waiting, setWaiting] = useState(resumes);
  const latest = useRef(put);
  useEffect(() => { latest.current = put; });
  useEffect(() => {
    if (!waiting) return undefined;
    const controller = new AbortController();
    void resumedText(() => bridge.call('sops.revealUnfinished', { document }), controller.signal).then((text) => {
      if (controller.signal.aborted) return;
      if (text !== undefined) latest.current(text);
      setWaiting(false);
    });
    return () => { controller.abort(); };
  }, [bridge, document, waiting]);
  return waiting;
}
