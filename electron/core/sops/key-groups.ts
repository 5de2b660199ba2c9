// The data key of a file, out of its wrapped keys and into new ones: whole where there is one group of keys, in shares where there are several (spec §2.7).
import { createSecretKey, type KeyObject } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import type { KeySource, KeyWrapper, Opening } from './key-sources/key-source.ts';
import { macOpens } from './mac.ts';
import { canonicalTime, type KeyKind, type Metadata, type WrappedKey } from './metadata.ts';
import { combineShares, maxShares, splitSecret } from './shamir.ts';

export const dataKeyBytes = 32;

/** What the search for a key came to, over all groups and sources. */
interface Search {
  tried: number;
  damaged: number;
  readonly unusable: Set<string>;
  readonly locked: Set<string>;
}

async function openGroup(group: readonly WrappedKey[], payloadBytes: number, sources: readonly KeySource[], extraIdentityFile: string | undefined, search: Search, signal: AbortSignal | undefined): Promise<Opening | undefined> {
  let tried = 0;
  for (const source of sources) {
    const result = await source.open(group, extraIdentityFile, payloadBytes, signal);
    if ('dataKey' in result) return result;
    tried += result.tried;
    // WHY not a sum over groups: for each of them the same identities are tried.
    search.tried = Math.max(search.tried, tried);
    search.damaged += result.damaged;
    for (const place of result.unusable) search.unusable.add(place);
    for (const place of result.locked ?? []) search.locked.add(place);
  }
  return undefined;
}

export interface OpenedKey {
  readonly key: KeyObject;
  readonly openedWith: string;
}

/** WHY by the MAC: it opens under the data key of its file and no other, wherever the file was moved and for whomever it was wrapped anew. Refusal: `job-key-stale`. */
function heldKey(own: readonly Buffer[], mac: string, lastModified: string): OpenedKey {
  for (const bytes of own) {
    const key = createSecretKey(bytes);
    if (macOpens(mac, key, canonicalTime(lastModified))) return { key, openedWith: '' };
  }
  throw new Refusal('job-key-stale');
}

/**
 * Asks each source in turn, for each group. Refusals: `no-matching-key` (tried, places, recipients; where there are several groups also `groups`, which were opened, and `needed`),
 * `identity-locked` (places) where a passphrase might have helped, `identity-unusable` (places), `bad-metadata` (field) for wrapped keys that no age can read and for shares that do not belong together.
 */
export async function openDataKey({ groups, keys, shamirThreshold, mac = '', lastModified = '' }: Pick<Metadata, 'groups' | 'keys' | 'shamirThreshold'> & Partial<Pick<Metadata, 'mac' | 'lastModified'>>, sources: readonly KeySource[], extraIdentityFile: string | undefined, signal?: AbortSignal): Promise<OpenedKey> {
  for (const source of sources) {
    const own = source.held?.();
    if (own !== undefined) return heldKey(own, mac, lastModified);
  }
  const shared = groups.length > 1;
  const search: Search = { tried: 0, damaged: 0, unusable: new Set(), locked: new Set() };
  const opened: Opening[] = [];
  try {
    for (const group of groups) {
      const result = await openGroup(group, dataKeyBytes + (shared ? 1 : 0), sources, extraIdentityFile, search, signal);
      if (result !== undefined) opened.push(result);
    }
    // WHY never fewer than two: sops asks the same of shares, whatever the file says.
    const needed = shared ? Math.max(2, shamirThreshold) : 1;
    if (opened.length < needed) throw refusalFor(keys, search, shared ? { groups: opened.length, needed } : {});
    const secret = shared ? combineShares(opened.map(({ dataKey }) => dataKey)) : opened[0]?.dataKey;
    if (secret === undefined) throw new Refusal('bad-metadata', { field: 'key_groups' });
    const key = createSecretKey(secret);
    secret.fill(0);
    return { key, openedWith: [...new Set(opened.map(({ openedWith }) => openedWith))].join(', ') };
  } finally {
    // SECURITY(key-copies-wiped): of the data key and its shares only the sealed key object is left.
    for (const { dataKey } of opened) dataKey.fill(0);
  }
}

function refusalFor(keys: readonly WrappedKey[], { tried, damaged, unusable, locked }: Search, counts: { readonly groups?: number; readonly needed?: number }): Refusal {
  const places = [...unusable].join(', ').slice(0, 1000);
  if (damaged > 0 && damaged === keys.length) return new Refusal('bad-metadata', { field: 'enc' });
  if (locked.size > 0) return new Refusal('identity-locked', { places: [...locked].join(', ').slice(0, 1000) });
  if (tried === 0 && unusable.size > 0) return new Refusal('identity-unusable', { places });
  return new Refusal('no-matching-key', { tried, places, recipients: keys.length, ...counts });
}

/** The order that SOPS_DECRYPTION_ORDER names, `age,pgp` where it does not; kinds that it leaves out come last. */
export function inOrderOf(wanted: string | undefined, sources: readonly KeySource[]): readonly KeySource[] {
  const order = (wanted ?? '').split(',').map((kind) => kind.trim());
  const place = ({ kind }: KeySource): number => (order.includes(kind) ? order.indexOf(kind) : order.length);
  return sources.toSorted((one, other) => place(one) - place(other));
}

/** Somebody who is to open a file. */
export interface Recipient {
  readonly kind: KeyKind;
  readonly recipient: string;
}

/**
 * Wraps a data key for everybody in each group. With several groups it takes `threshold` of them, all where that is 0.
 * Refusals: `bad-metadata` (field) for a group of nobody, for one of somebody whom no source can wrap for, and for a threshold that sops refuses too.
 */
export async function wrapDataKey(dataKey: Buffer, groups: readonly (readonly Recipient[])[], threshold: number, sources: readonly KeyWrapper[]): Promise<readonly (readonly WrappedKey[])[]> {
  if (groups.length === 0 || groups.length > maxShares || groups.some((group) => group.length === 0)) throw new Refusal('bad-metadata', { field: 'key_groups' });
  const needed = threshold === 0 ? groups.length : threshold;
  const shared = groups.length > 1;
  if (shared && (needed < 2 || needed > groups.length)) throw new Refusal('bad-metadata', { field: 'shamir_threshold' });
  const parts = shared ? splitSecret(dataKey, groups.length, needed) : [];
  const wrap = async (part: Buffer, { kind, recipient }: Recipient): Promise<WrappedKey> => {
    const source = sources.find((one) => one.kind === kind);
    if (source === undefined) throw new Refusal('bad-metadata', { field: kind });
    const enc = await source.wrap(part, recipient);
    return { kind, recipient, enc, entry: source.entry?.(enc, recipient) ?? { enc, recipient } };
  };
  try {
    return await Promise.all(groups.map((group, at) => Promise.all(group.map((one) => wrap(parts[at] ?? dataKey, one)))));
  } finally {
    for (const part of parts) part.fill(0);
  }
}
