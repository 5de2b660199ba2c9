// How the benches measure: both sides in turn in one run, medians, and a ratio with the bar it must keep.
import { performance } from 'node:perf_hooks';

export interface Row {
  readonly what: string;
  /** Medians. */
  readonly ours: number;
  readonly peer: number;
  readonly peerIs: string;
  readonly ratio: number;
  readonly bar: number;
  /** Milliseconds where it says nothing. */
  readonly unit?: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export async function timed(run: () => unknown): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** Runs ours and the peer in turn, after one warm-up of each. The ratio is the median of the pairs' ratios: the machine's moods hit both sides of a pair. */
export async function paired(what: string, peerIs: string, bar: number, rounds: number, ours: () => unknown, peer: () => unknown): Promise<Row> {
  await ours();
  await peer();
  const pairs: { readonly ours: number; readonly peer: number }[] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push({ ours: await timed(ours), peer: await timed(peer) });
  return { what, peerIs, bar, ours: median(pairs.map((pair) => pair.ours)), peer: median(pairs.map((pair) => pair.peer)), ratio: median(pairs.map((pair) => pair.ours / pair.peer)) };
}

export const tooSlow = ({ ratio, bar }: Row): boolean => !(ratio <= bar);
