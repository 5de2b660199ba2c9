// What a field is that somebody begins to edit: the core reads it and says no more than that.
import { useCallback } from 'react';
import { useBridge, type FieldKind } from '../../bridge/index.ts';
import type { FieldAt } from './use-field.ts';

/** Undefined where nobody may know: it is edited as text then. */
export function useKind({ connection, path, version }: FieldAt): (name: string) => Promise<FieldKind | undefined> {
  const bridge = useBridge();
  return useCallback(async (name) => {
    const answer = await bridge.call('vault.getFieldKind', { connection, path, name, version });
    return answer.ok ? answer.value.kind : undefined;
  }, [bridge, connection, path, version]);
}
