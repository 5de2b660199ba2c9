// Locking by hand: possible as soon as there is a profile that is open.
import { useCallback } from 'react';
import { useProfile } from '../../stores/index.ts';

export interface Lock {
  readonly can: boolean;
  readonly lock: () => void;
}

export function useLock(): Lock {
  const can = useProfile(({ known }) => known?.state === 'unlocked');
  const now = useProfile((state) => state.lock);
  const lock = useCallback(() => { if (can) void now(); }, [can, now]);
  return { can, lock };
}
