// Copying one value: the core does it, this keeps only what was copied and how long the clipboard holds it.
import { useCallback, useEffect, useState } from 'react';
import { useBridge, type Answer, type Told } from '../bridge/index.ts';
import { useToasts, useWords } from './stores-context.tsx';

export interface Copied<Of> {
  /** What is on the clipboard, and the whole seconds that it stays there. */
  readonly copied: { readonly of: Of; readonly seconds: number } | undefined;
  readonly copy: (of: Of, name: string) => void;
}
interface Held<Of> {
  readonly of: Of;
  readonly until: number;
}

/** `ask` has the core copy the value of something. */
export function useCopied<Of extends number | string>(ask: (of: Of) => Promise<Answer<{ readonly clearAfterMs: number }>>, onRefused: (told: Told) => void): Copied<Of> {
  const bridge = useBridge();
  const { files: say } = useWords();
  const announce = useToasts((state) => state.say);
  const [held, setHeld] = useState<Held<Of>>();
  const [now, setNow] = useState(0);

  const copy = useCallback((of: Of, name: string) => {
    void ask(of).then((answer) => {
      if (!answer.ok) {
        onRefused(answer.error);
        return;
      }
      const from = performance.now();
      setNow(from);
      setHeld({ of, until: from + answer.value.clearAfterMs });
      announce(say.copiedSaid(name, Math.ceil(answer.value.clearAfterMs / 1000)));
    });
  }, [ask, onRefused, announce, say]);

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

  return { copied: held === undefined ? undefined : { of: held.of, seconds: Math.max(1, Math.ceil((held.until - now) / 1000)) }, copy };
}
