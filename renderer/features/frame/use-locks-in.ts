// In how many minutes the open profile locks if nobody comes back. The core measures; here it is only asked again, once a minute and when the window gets the focus.
import { useEffect } from 'react';
import { useProfile } from '../../stores/index.ts';

const againMs = 60_000;

/** Undefined where no profile is open. */
export function useLocksIn(): number | undefined {
  const unlocked = useProfile(({ known }) => known?.state === 'unlocked');
  const askOpen = useProfile((state) => state.askOpen);
  const left = useProfile(({ open }) => open?.locksInMs);
  useEffect(() => {
    if (!unlocked) return undefined;
    const ask = (): void => { void askOpen(); };
    ask();
    const timer = setInterval(ask, againMs);
    window.addEventListener('focus', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', ask);
    };
  }, [unlocked, askOpen]);
  return unlocked && left !== undefined ? Math.ceil(left / 60_000) : undefined;
}
