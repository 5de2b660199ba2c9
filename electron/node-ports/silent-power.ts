// The port of a machine that tells nothing about sleep, locks and absence. Must never guess.
import type { Power } from '../core/ports.ts';

/** Never calls, and never counts anybody as away: for hosts that have nobody to ask. */
export function silentPower(): Power {
  return { watch: () => () => undefined, idleSeconds: () => 0 };
}
