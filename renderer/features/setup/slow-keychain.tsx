// What the core says of a keychain that takes its time, and a way out that ends the question for real. Both are mounted only while it is asked.
import { useEffect, useState } from 'react';
import { useBridge } from '../../bridge/index.ts';
import { Button } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';

/** That it is slow, in words; undefined until the core says so. */
export function useSlowKeychain(): string | undefined {
  const { lock: say } = useWords();
  const bridge = useBridge();
  const [backend, setBackend] = useState<string>();
  useEffect(() => bridge.on((event) => { if (event.name === 'profile.keychainDelayed') setBackend(event.payload.name); }), [bridge]);
  return backend === undefined ? undefined : say.slow(backend);
}

export function SlowKeychain() {
  const { lock: say } = useWords();
  const bridge = useBridge();
  const slow = useSlowKeychain();
  return (
    <div className="line wrap" role="status">
      {slow === undefined ? null : <><span className="muted small">{slow}</span><Button look="quiet" onClick={() => { void bridge.call('profile.cancelKeychain', {}); }}>{say.stopWaiting}</Button></>}
    </div>
  );
}
