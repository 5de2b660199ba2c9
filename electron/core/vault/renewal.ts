// Renews a token in time, by the clock on the wall: a machine that slept, or a server that was away, is no end of it. Must never ask in a storm, nor wait longer than a timer can count.
import type { Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/** WHY so short: a timer does not count while the machine sleeps; and a day would be nothing that it could not count. */
const longestWaitMs = 60_000;
const firstRetryMs = 15_000;
const longestRetryMs = 5 * 60_000;
/** A renewal that gives less than this was cut by the server: the next one would give nothing. */
const gainMs = 1000;
const share = 2 / 3;

export interface Lease {
  /** Milliseconds of the wall clock. */
  readonly since: number;
  readonly ends: number;
  readonly renewable: boolean;
}
export interface RenewalDeps {
  readonly clock: Clock;
  /** Answers with the new lease. Refusals: not-renewable and token-invalid end the trying; after any other it is tried again. */
  renew(): Promise<Lease>;
  /** The time is over, or the server takes the token no more. Called once. */
  ended(): void;
}

const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : '');

/** Goes on until it is stopped, by the answer, or the token ends. */
export function keepRenewed({ clock, renew, ended }: RenewalDeps, first: Lease): () => void {
  let lease = first;
  let due = first.renewable ? first.since + (first.ends - first.since) * share : Number.POSITIVE_INFINITY;
  let retryMs = firstRetryMs;
  let stopped = false;
  let cancel = (): void => undefined;
  const now = (): number => clock.now().getTime();
  const wait = (): void => {
    if (!stopped) cancel = clock.after(Math.min(longestWaitMs, Math.max(1000, Math.min(due, lease.ends) - now())), look);
  };
  function over(): void {
    stopped = true;
    ended();
  }
  async function once(): Promise<void> {
    try {
      const next = await renew();
      due = next.renewable && next.ends > lease.ends + gainMs ? next.since + (next.ends - next.since) * share : Number.POSITIVE_INFINITY;
      lease = next;
      retryMs = firstRetryMs;
    } catch (error) {
      if (stopped) return;
      if (codeOf(error) === 'token-invalid') {
        over();
        return;
      }
      due = codeOf(error) === 'not-renewable' ? Number.POSITIVE_INFINITY : now() + retryMs;
      retryMs = Math.min(longestRetryMs, retryMs * 2);
    }
    wait();
  }
  function look(): void {
    if (stopped) return;
    if (now() >= lease.ends) over();
    else if (now() >= due) void once();
    else wait();
  }
  wait();
  return () => {
    stopped = true;
    cancel();
  };
}
