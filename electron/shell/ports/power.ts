// What the machine tells about sleep, locks and absence. Linux tells nobody of its screen's lock; there, absence does.
import type { PowerMonitor } from 'electron';
import type { Power, PowerNews } from '../../core/ports.ts';

/** May be asked only once the program is ready. */
export function electronPower(monitor: Pick<PowerMonitor, 'on' | 'off' | 'getSystemIdleTime'>): Power {
  return {
    watch(listener) {
      const tell = (news: PowerNews) => (): void => { listener(news); };
      const [sleeps, wakes, locks, unlocks] = [tell('suspend'), tell('resume'), tell('screen-locked'), tell('screen-unlocked')];
      monitor.on('suspend', sleeps);
      monitor.on('resume', wakes);
      monitor.on('lock-screen', locks);
      monitor.on('unlock-screen', unlocks);
      return () => {
        monitor.off('suspend', sleeps);
        monitor.off('resume', wakes);
        monitor.off('lock-screen', locks);
        monitor.off('unlock-screen', unlocks);
      };
    },
    idleSeconds: () => monitor.getSystemIdleTime(),
  };
}
