// Copying the value of one entry of an open file.
import { useCallback } from 'react';
import { useBridge, type Told } from '../../../bridge/index.ts';
import { useCopied, type Copied } from '../../../stores/index.ts';

export function useCopy(document: string, onRefused: (told: Told) => void): Copied<number> {
  const bridge = useBridge();
  return useCopied(useCallback((entry: number) => bridge.call('sops.copyEntry', { document, entry }), [bridge, document]), onRefused);
}
