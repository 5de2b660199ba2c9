// Finds keys that hold the very same secret as a pending value. Must never answer with a value or anything made from one: names and places only.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Twin } from '../../../shared/ipc/sops.ts';
import { createBreath } from './breath.ts';
import { kindOf } from './kinds.ts';

interface Named {
  readonly name: string;
  readonly value: Buffer;
}
interface Numbered extends Named {
  readonly entry: number;
}

const mostTwins = 1000;
const leastBytes = 8;

/** Only letters and as short as a word: `production`, `localhost`, `eu-west`. */
const word = /^[a-z]{1,14}(?:[-_ .][a-z]{1,14})?$/i;
const host = /^(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?::\d{1,5})?$/i;
const mail = /^[^\s@:/]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}$/i;
const path = /^\.{0,2}\/(?:[\w.-]{0,32}\/)*[\w.-]{0,32}$/;
const versionOrDate = /^v?\d[\d.:TZ+-]*$/i;
/** A stretch that nobody thought up. */
const opaque = /(?=[\w+-]*\d)(?=[\w+-]*[a-z])[\w+-]{16,}/i;

/** True for what nobody should find twice. What is plainly no secret (a host, a port, a path, a word) stands in many files, and rightly so. */
function isWorthIt({ name, value }: Named): boolean {
  if (value.length < leastBytes) return false;
  const kind = kindOf(name, value);
  if (kind === 'empty' || kind === 'boolean' || kind === 'number') return false;
  if (kind === 'pem' || kind === 'json' || value.length > 512) return true;
  const text = value.toString('utf8').trim().replace(/^(["'`])(.*)\1$/s, '$2');
  if (kind === 'url') return /^[^/]*\/\/[^/?#]*:[^/?#]*@/.test(text) || opaque.test(text.replace(/^[^/]*\/\/[^/?#]*/, ''));
  if (opaque.test(text)) return true;
  if ([host, mail, path, versionOrDate].some((pattern) => pattern.test(text))) return false;
  return kind === 'password' || !word.test(text);
}

/**
 * Other keys with the very bytes of a pending value: in this file (`path` is '') under another name, in siblings under any. At most 1000, in the order of the pending entries.
 * Pending values that are no secrets are passed over. Compares by a hash under a key of this one call first, then the bytes themselves in constant time. In slices.
 */
export async function findTwins(pending: readonly Numbered[], own: readonly Numbered[], siblings: readonly { readonly path: string; readonly entries: readonly Named[] }[]): Promise<Twin[]> {
  const breath = createBreath();
  const key = randomBytes(32);
  const hashOf = (value: Buffer): string => createHmac('sha256', key).update(value).digest('base64');
  try {
    const wanted = new Map<string, { readonly value: Buffer; readonly under: Numbered[] }>();
    const found = new Map<number, Twin[]>();
    const lengths = new Set<number>();
    for (const one of pending) {
      await breath();
      if (found.has(one.entry) || !isWorthIt(one)) continue;
      const hash = hashOf(one.value);
      const same = wanted.get(hash);
      if (same === undefined) wanted.set(hash, { value: one.value, under: [one] });
      else same.under.push(one);
      found.set(one.entry, []);
      lengths.add(one.value.length);
    }
    let count = 0;
    const look = async (other: Named, where: string, entry?: number): Promise<void> => {
      await breath();
      if (count >= mostTwins || !lengths.has(other.value.length)) return;
      const same = wanted.get(hashOf(other.value));
      if (same === undefined || !timingSafeEqual(same.value, other.value)) return;
      for (const one of same.under) {
        if (one.entry === entry || (entry !== undefined && one.name === other.name) || count >= mostTwins) continue;
        found.get(one.entry)?.push({ entry: one.entry, path: where, name: other.name });
        count += 1;
      }
    };
    for (const other of own) await look(other, '', other.entry);
    for (const { path: where, entries } of siblings) for (const other of entries) await look(other, where);
    return [...found.values()].flat();
  } finally {
    key.fill(0);
  }
}
