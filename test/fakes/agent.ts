// An agent without a process: keeps keys in memory until the test's clock says that their time is over.
import type { Agent, Clock } from '../../electron/core/ports.ts';

export function fakeAgent(clock: Clock): Agent {
  const kept = new Map<string, { readonly key: Buffer; readonly until: number }>();
  const secondsLeft = (profile: string): number => Math.max(0, Math.ceil(((kept.get(profile)?.until ?? 0) - clock.monotonic()) / 1000));
  return {
    secondsLeft: (profile) => Promise.resolve(secondsLeft(profile)),
    look: (profile) => Promise.resolve(secondsLeft(profile) === 0 ? undefined : { pid: 1, since: clock.now().toISOString() }),
    fetch(profile) {
      const key = kept.get(profile)?.key;
      return Promise.resolve(key === undefined || secondsLeft(profile) === 0 ? undefined : Buffer.from(key));
    },
    start(profile, key, seconds) {
      kept.set(profile, { key: Buffer.from(key), until: clock.monotonic() + seconds * 1000 });
      return Promise.resolve(true);
    },
    stop: (profile) => Promise.resolve(kept.delete(profile)),
  };
}
