// A secret that the core makes anew each time it is asked, shown once: asked for as soon as its dialog stands, and gone with it after the core's time.
import { useEffect, useRef, useState } from 'react';
import { useBridge } from './bridge-context.tsx';
import type { Told } from './client.ts';

export interface MadeOnce {
  /** Undefined until the core has answered. */
  readonly value: string | undefined;
  /** The last thing that was refused about it. */
  readonly refused: Told | undefined;
  readonly setRefused: (told: Told) => void;
  /** Asks once more; undefined unless the asking was what was refused. */
  readonly again: (() => void) | undefined;
}

/** `onEnd`: its time is over, even if nobody came back. */
export function useMadeOnce(call: 'factor.revealSetup' | 'factor.revealCodes' | 'profile.revealRecoveryKey', onEnd: () => void): MadeOnce {
  const bridge = useBridge();
  const [value, setValue] = useState<string>();
  const [refused, setRefused] = useState<Told>();
  const [asked, setAsked] = useState(1);
  const begun = useRef(0);
  const end = useRef(onEnd);
  useEffect(() => { end.current = onEnd; });
  useEffect(() => {
    // WHY once: each asking makes another one, and the former counts no more.
    if (begun.current === asked) return undefined;
    begun.current = asked;
    let ending: ReturnType<typeof setTimeout> | undefined;
    void bridge.call(call, {}).then((answer) => {
      if (!answer.ok) {
        setRefused(answer.error);
        return;
      }
      setValue(answer.value.value);
      ending = setTimeout(() => { end.current(); }, answer.value.hideAfterMs);
    });
    return () => { clearTimeout(ending); };
  }, [bridge, call, asked]);
  const ask = (): void => {
    setRefused(undefined);
    setAsked(asked + 1);
  };
  return { value, refused, setRefused, again: value === undefined && refused !== undefined ? ask : undefined };
}
