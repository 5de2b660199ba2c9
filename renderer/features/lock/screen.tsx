// Which of the locked screens stands in the window's place, by the phase of the profile.
import { useEffect } from 'react';
import { useProfile, useWords } from '../../stores/index.ts';
import { ClosedScreen } from './closed-screen.tsx';
import { Locked } from './locked.tsx';
import { RenewScreen } from './renew-screen.tsx';
import { RequiredScreen } from './required-screen.tsx';
import { UnreadableScreen } from './unreadable-screen.tsx';

export function LockScreen() {
  const { frame } = useWords();
  const phase = useProfile((state) => state.phase);
  useEffect(() => { document.title = frame.program; }, [frame]);
  switch (phase) {
    case 'closed': return <ClosedScreen />;
    case 'unreadable': return <UnreadableScreen />;
    case 'renew': return <RenewScreen />;
    case 'factor': return <RequiredScreen />;
    default: return <Locked />;
  }
}
