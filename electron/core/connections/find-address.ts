// The address that a name has, as the system finds it. Asks nobody but the system.
import { lookup } from 'node:dns/promises';
import { Refusal } from '../refusal.ts';

/** Refusal: unreachable. */
export async function findAddress(host: string): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch {
    throw new Refusal('unreachable');
  }
}
