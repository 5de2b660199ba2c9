// Changing the look, and saying so where the change will not be remembered.
import { useCallback } from 'react';
import { useAppearance, useErrorWords, useToasts, type AppearanceChange } from '../../stores/index.ts';

/** Changes the look at once. */
export function useChoose(): (next: AppearanceChange) => void {
  const errors = useErrorWords();
  const choose = useAppearance((state) => state.choose);
  const show = useToasts((state) => state.show);
  return useCallback((next) => {
    void choose(next).then((kept) => {
      // WHY told: the look has changed already, but it will not be remembered.
      if (!kept) show(errors({ code: 'write-failed', data: {} }).title, 'refused');
    });
  }, [choose, errors, show]);
}
