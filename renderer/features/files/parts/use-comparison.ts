// Opens the comparison with the version on disk, and keeps why it could not be opened. Holds no value.
import { useCallback, useState } from 'react';
import type { Told } from '../../../bridge/index.ts';
import { useFilesStore } from '../files-context.tsx';

export interface Comparison {
  readonly comparing: boolean;
  readonly refusal: Told | undefined;
  compare(): void;
  forget(): void;
}

export function useComparison(): Comparison {
  const store = useFilesStore();
  const [comparing, setComparing] = useState(false);
  const [refusal, setRefusal] = useState<Told>();
  const compare = useCallback(() => {
    setComparing(true);
    setRefusal(undefined);
    void store.getState().startConflict().then((answer) => {
      setComparing(false);
      if (!answer.ok) setRefusal(answer.error);
    });
  }, [store]);
  const forget = useCallback(() => { setRefusal(undefined); }, []);
  return { comparing, refusal, compare, forget };
}
