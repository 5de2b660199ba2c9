// What the token may do with the secret in view, as the server says; undefined while nobody knows.
import { useEffect, useState } from 'react';
import { useBridge, type Allowed } from '../../bridge/index.ts';

export function useAllowed(connection: string, path: string): Allowed | undefined {
  const bridge = useBridge();
  const [known, setKnown] = useState<{ readonly of: string; readonly allowed: Allowed | undefined }>();
  useEffect(() => {
    let over = false;
    void bridge.call('vault.listCapabilities', { connection, paths: [path] }).then((answer) => { if (!over) setKnown({ of: path, allowed: answer.ok ? answer.value.allowed[0] : undefined }); });
    return () => { over = true; };
  }, [bridge, connection, path]);
  return known?.of === path ? known.allowed : undefined;
}
