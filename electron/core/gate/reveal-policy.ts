// How often, and when, a window may be given a secret. The same for every room; the command line is not a screen and is not limited.
import type { Role } from '../../../shared/ipc/define.ts';
import type { Clock, Presence } from '../ports.ts';
import { Refusal } from '../refusal.ts';

const minimumGapMs = 300;
const perMinute = 30;
const minuteMs = 60_000;

export interface RevealPolicy {
  /** Throws `not-focused` or `slow-down` (data: retryAfterMs), else counts this access. */
  check(role: Role): void;
}

// SECURITY(reveal-policy): a window gets secrets only while focused, one per 300 ms, 30 per minute.
export function createRevealPolicy(presence: Presence, clock: Clock): RevealPolicy {
  let recent: number[] = [];
  return {
    check(role) {
      if (role === 'cli') return;
      if (!presence.focused()) throw new Refusal('not-focused');
      const now = clock.monotonic();
      recent = recent.filter((at) => now - at < minuteMs);
      const last = recent.at(-1);
      const oldest = recent[0];
      const wait = Math.max(last === undefined ? 0 : last + minimumGapMs - now, oldest === undefined || recent.length < perMinute ? 0 : oldest + minuteMs - now);
      if (wait > 0) throw new Refusal('slow-down', { retryAfterMs: Math.ceil(wait) });
      recent.push(now);
    },
  };
}
