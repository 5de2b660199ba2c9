// Copying one value: the core does it, this keeps only which entry was copied and how long the clipboard holds it.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type Told } from '../../../bridge/index.ts';
import { useToasts, useWords } from '../../../stores/index.ts';

export interface Copying {
  /** The entry that is on the clipboard, and the whole seconds that it stays there. */
  readonly copied: { readonly entry: number; readonly seconds: number } | undefined;
  readonly copy: (entry: number, name: string) => void;
}
interface Held {
  readonly entry: number;
  readonly until: number;
}

export function useCopy(document: string, onRefused: (told: Told) => void): Copying {
  const bridge = useBridge();
  const { files: say } = useWords();
  const announce = useToasts((state) => state.say);
  const [held, setHeld] = useState<Held>();
  const [now, setNow] = useState(0);

  const copy = useCallback((entry: number, name: string) => {
    void bridge.call('sops.copyEntry', { document, entry }).then((answer) => {
      if (!answer.ok) {
        onRefused(answer.error);
        return;
      }
      const from = performance.now();
      setNow(from);
      setHeld({ entry, until: from + answer.value.clearAfterMs });
      announce(say.copiedSaid(name, Math.ceil(answer.value.clearAfterMs / 1000)));
    });
  }, [bridge, document, onRefused, announce, say]);

  useEffect(() => bridge.on((event) => {
    if (event.name !== 'clipboard.cleared') return;
    setHeld(undefined);
    announce(say.clipboardCleared);
  }), [bridge, announce, say]);

  useEffect(() => {
    if (held === undefined) return undefined;
    const end = setTimeout(() => { setHeld(undefined); }, Math.max(0, held.until - performance.now()));
    const second = setInterval(() => { setNow(performance.now()); }, 1000);
    return () => {
      clearTimeout(end);
      clearInterval(second);
    };
  }, [held]);

  return { copied: held === undefined ? undefined : { entry: held.entry, seconds: Math.max(1, Math.ceil((held.until - now) / 1000)) }, copy };
}
