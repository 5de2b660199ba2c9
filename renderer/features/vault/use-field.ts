// The value of one field of a secret, revealed for the time that the core allows.
import { useCallback } from 'react';
import { useBridge, useRevealed, type Reveal } from '../../bridge/index.ts';

export interface FieldAt {
  readonly connection: string;
  readonly path: string;
  /** 0 for the newest. */
  readonly version: number;
}

export function useField({ connection, path, version }: FieldAt, name: string): Reveal {
  const bridge = useBridge();
  const ask = useCallback(() => bridge.call('vault.revealField', { connection, path, name, version }), [bridge, connection, path, name, version]);
  return useRevealed(name, ask);
}
