// The value of one field of a secret, revealed for the time that the core allows.
import { useCallback } from 'react';
import { useBridge, useRevealed, type Reveal } from '../../bridge/index.ts';

export interface FieldAt {
  readonly connection: string;
  readonly path: string;
  /** 0 for the newest. */
  readonly version: number;
}

const nothingBelow: readonly string[] = [];

/** `within`: the way on below the field; hand in the same list as long as it is the same. */
export function useField({ connection, path, version }: FieldAt, name: string, within: readonly string[] = nothingBelow): Reveal {
  const bridge = useBridge();
  const ask = useCallback(() => bridge.call('vault.revealField', { connection, path, name, version, ...(within.length === 0 ? {} : { within: [...within] }) }), [bridge, connection, path, name, version, within]);
  return useRevealed(within.length === 0 ? name : JSON.stringify([name, ...within]), ask);
}
