// Handing plaintext to where a caller said that it may go: a sink is good for one use, and what was handed to it is wiped here.
import type { Sink, Sinks } from './ports.ts';
import { Refusal } from './refusal.ts';
import type { SecretBytes } from './secret/index.ts';

/** Refusal: sink-closed (used, unknown, or there are none at all). */
export function takeSink(sinks: Sinks | undefined, ref: string): Sink {
  const sink = sinks?.take(ref);
  if (sink === undefined) throw new Refusal('sink-closed');
  return sink;
}

/** Writes it, and wipes it whatever happens. Refusals: sink-closed, and those of the sink. */
export async function giveToSink(sinks: Sinks, ref: string, secret: SecretBytes): Promise<void> {
  try {
    await takeSink(sinks, ref).write(secret);
  } finally {
    secret.wipe();
  }
}
