// Secrets handed on once: wrapped by the server under a token that opens them a single time. Must never bring a whole secret here only to wrap it, nor open a token of no wrapping.
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../refusal.ts';
import { SecretBytes, type SecretText } from '../../secret/index.ts';
import { command } from './commands.ts';
import { fieldOf, isFields, numberOf, textOf, writeJson, type Fields } from './json.ts';
import { readSecret, under } from './kv.ts';
import { wrappingRefusal } from './login-refused.ts';
import type { Place } from './mounts.ts';
import { isUndecided } from './refused.ts';
import { dataOf, type Transport, type VaultAnswer } from './transport.ts';

/** WHY a moment: a request that broke off may be under way on the server. */
const lookAfterMs = [200, 600, 1800];

export interface Wrapped {
  /** Opens it once. The caller's to hand on, and to wipe. */
  readonly token: SecretBytes;
  readonly ttlSeconds: number;
}
export interface WrappingFacts {
  readonly ttlSeconds: number;
  readonly created: string;
  /** What was asked for when it was made: where it comes from, as far as the server knows. */
  readonly from: string;
}

function wrapped({ body }: VaultAnswer): Wrapped {
  const facts = fieldOf(body, 'wrap_info');
  const token = textOf(facts, 'token');
  if (token === '') throw new Refusal('not-a-vault', { status: 200 });
  return { token: new SecretBytes(Buffer.from(token)), ttlSeconds: numberOf(facts, 'ttl') };
}

/** Of a whole secret the server wraps its own answer: its values do not come here. Of one field, it has to. `version` 0 is the newest. Refusals: those of reading, field-not-found. */
export async function wrapSecret(transport: Transport, place: Place, version: number, field: string | undefined, ttlSeconds: number): Promise<Wrapped> {
  if (field !== undefined) {
    const { fields } = await readSecret(transport, place, version);
    const value = fieldOf(fields, field);
    if (value === undefined) throw new Refusal('field-not-found');
    return wrapped(await transport.ask({ method: 'POST', path: 'sys/wrapping/wrap', body: Object.fromEntries([[field, value]]), wrapSeconds: ttlSeconds }));
  }
  // WHY looked at first: of what is not there, the refusal would be what is wrapped.
  if (place.mount.version === 1 && version !== 0) throw new Refusal('not-versioned');
  if (place.names.length === 0) throw new Refusal('path-invalid');
  return wrapped(await transport.ask({ method: 'GET', path: under(place, 'data'), wrapSeconds: ttlSeconds, ...(version === 0 ? {} : { query: `version=${String(version)}` }) }));
}

/** Leaves it wrapped. Refusal: wrapping-used (or expired, or never one). */
export async function wrappingFacts(transport: Transport, token: SecretText): Promise<WrappingFacts> {
  const data = dataOf(await transport.ask({ method: 'POST', path: 'sys/wrapping/lookup', body: { token: token.expose() }, bare: true, refusal: wrappingRefusal }));
  return { ttlSeconds: numberOf(data, 'creation_ttl'), created: textOf(data, 'creation_time'), from: textOf(data, 'creation_path') };
}

/**
 * Opens it, and sends that once. Where the answer was lost the server is asked whether the token is still whole.
 * Refusals: wrapping-used, unwrap-undecided (data: standing).
 */
export async function openOnce(transport: Transport, token: SecretText): Promise<unknown> {
  try {
    return dataOf(await transport.ask({ ...await command('unwrap'), token, once: true, refusal: wrappingRefusal }));
  } catch (error) {
    if (!isUndecided(error)) throw error;
    // SECURITY(unwrap-once): what may be open by now is looked at, and never opened a second time.
    throw new Refusal('unwrap-undecided', { standing: await standingOf(transport, token) });
  }
}

/** Whether a token opens something still, as far as the server tells. */
async function standingOf(transport: Transport, token: SecretText): Promise<'whole' | 'used' | 'unknown'> {
  for (const ms of lookAfterMs) {
    await pause(ms);
    try {
      await wrappingFacts(transport, token);
      return 'whole';
    } catch (error) {
      if (error instanceof Refusal && error.code === 'wrapping-used') return 'used';
      // What is not there yet is asked again; who may not ask does not find out.
    }
  }
  return 'unknown';
}

/** What was in it: for a secret its fields. It can be done once. Refusals: those of `openOnce`, wrapping-foreign (it wraps no fields: a login's token, say). */
export async function unwrap(transport: Transport, token: SecretText): Promise<Fields> {
  const data = await openOnce(transport, token);
  const inner = fieldOf(data, 'data');
  const found = isFields(inner) && isFields(fieldOf(data, 'metadata')) ? inner : data;
  if (!isFields(found)) throw new Refusal('wrapping-foreign', { used: 1 });
  return found;
}

export interface Opened {
  readonly name: string;
  /** Else it is JSON. */
  readonly isText: boolean;
  readonly bytes: SecretBytes;
}
/** The same by fields, in the order of their names. */
export const openFields = async (transport: Transport, token: SecretText): Promise<readonly Opened[]> => Object.entries(await unwrap(transport, token)).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]): Opened => {
  const isText = typeof value === 'string';
  return { name, isText, bytes: new SecretBytes(Buffer.from(isText ? value : writeJson(value))) };
});
