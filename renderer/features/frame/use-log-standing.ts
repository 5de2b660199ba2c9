// Whether accesses are being recorded, as the core says it. Asked once and after each change; where they are, there is nothing to show.
import { useEffect, useState } from 'react';
import { useBridge, type AppContract, type Output } from '../../bridge/index.ts';

export type LogStanding = Output<AppContract, 'audit.getStanding'>;

export function useLogStanding(): LogStanding | undefined {
  const bridge = useBridge();
  const [standing, setStanding] = useState<LogStanding>();
  useEffect(() => {
    let gone = false;
    const ask = async (): Promise<void> => {
      const answer = await bridge.call('audit.getStanding', {});
      if (!gone && answer.ok) setStanding(answer.value);
    };
    void ask();
    const stop = bridge.on((event) => { if (event.name === 'audit.standingChanged') void ask(); });
    return () => {
      gone = true;
      stop();
    };
  }, [bridge]);
  return standing?.written === false ? standing : undefined;
}
