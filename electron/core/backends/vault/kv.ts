// The engine of keys and values, both versions. Must never write without saying over what, nor send a write again whose end is not known.
import { Refusal } from '../../refusal.ts';
import { fieldOf, isFields, numberOf, partsOf, textOf, writeJson, type Fields, type Part } from './json.ts';
import { checkLimits } from './limits.ts';
import type { Place } from './mounts.ts';
import { encoded } from './path.ts';
import { isUndecided } from './refused.ts';
import { dataOf, type Transport } from './transport.ts';

export interface Secret {
  readonly fields: Fields;
  /** 0 where the engine has no versions. */
  readonly version: number;
  /** RFC 3339; '' where nobody knows. */
  readonly created: string;
}
export interface Version {
  readonly version: number;
  readonly created: string;
  /** When the server will delete it by itself, RFC 3339; '' where it will not, or has. */
  readonly ends: string;
  readonly state: 'current' | 'older' | 'deleted' | 'destroyed';
}
export interface Shape {
  readonly names: readonly string[];
  readonly parts: readonly Part[];
  readonly version: number;
  readonly created: string;
}
/** What was done; `asked` is true where the answer was lost and the server was asked what it holds. */
export interface Done {
  readonly version: number;
  readonly asked: boolean;
}

export const under = ({ mount, names }: Place, part: string): string => encoded(mount.version === 2 ? [...mount.names, part, ...names] : [...mount.names, ...names]);

function atSecret(place: Place): void {
  if (place.names.length === 0) throw new Refusal('path-invalid');
}
/** Refusals: path-invalid, not-versioned. */
export function versioned(place: Place): void {
  atSecret(place);
  if (place.mount.version === 1) throw new Refusal('not-versioned');
}
const isPast = (time: string, now: number): boolean => time !== '' && Date.parse(time) <= now;

/** A folder's names, folders with a slash at their end. Refusal: secret-not-found. */
export async function listNames(transport: Transport, place: Place): Promise<readonly string[]> {
  // WHY GET: not everything between us and the server knows LIST.
  const atRoot = place.names.length === 0;
  const answer = await transport.ask({ method: 'GET', path: `${under(place, 'metadata')}${atRoot ? '/' : ''}`, query: 'list=true', also: atRoot ? [404] : [] });
  // WHY: an engine with nothing in it answers as a folder that is not there.
  if (answer.status === 404) return [];
  const data = dataOf(answer);
  const keys = fieldOf(data, 'keys');
  if (!Array.isArray(keys)) throw new Refusal('not-a-vault', { status: 200 });
  return keys.filter((key) => typeof key === 'string');
}

export interface Held {
  readonly secret: Secret | undefined;
  /** The newest version, or the one that was asked for; 0 where there is none. */
  readonly version: number;
  readonly refusal: Refusal;
}

/** What is there, or why it is not, with its version all the same. */
export async function look(transport: Transport, place: Place, version: number, part: 'data' | 'subkeys'): Promise<Held> {
  atSecret(place);
  if (place.mount.version === 1 && version !== 0) throw new Refusal('not-versioned');
  const answer = await transport.ask({ method: 'GET', path: under(place, part), also: [404], ...(version === 0 ? {} : { query: `version=${String(version)}` }) });
  const data = dataOf(answer);
  if (place.mount.version === 1) return { secret: answer.status === 200 && isFields(data) ? { fields: data, version: 0, created: '' } : undefined, version: 0, refusal: new Refusal('secret-not-found') };
  const facts = fieldOf(data, 'metadata');
  const held = fieldOf(data, part);
  const found = numberOf(facts, 'version');
  const code = fieldOf(facts, 'destroyed') === true ? 'version-destroyed' : isPast(textOf(facts, 'deletion_time'), answer.now) ? 'version-deleted' : 'secret-not-found';
  return { secret: answer.status === 200 && isFields(held) ? { fields: held, version: found, created: textOf(facts, 'created_time') } : undefined, version: found, refusal: new Refusal(code, found === 0 ? {} : { version: found }) };
}

function given({ secret, refusal }: Held): Secret {
  if (secret === undefined) throw refusal;
  return secret;
}

/** `version` 0 is the newest. Refusals: secret-not-found, version-deleted, version-destroyed, not-versioned. */
export const readSecret = async (transport: Transport, place: Place, version = 0): Promise<Secret> => given(await look(transport, place, version, 'data'));

/** Names of fields, and what is in them by name; values stay on the server where it can do that. */
export async function readShape(transport: Transport, place: Place, version = 0): Promise<Shape> {
  const shaped = ({ fields, version: found, created }: Secret, told: boolean): Shape => ({ names: Object.keys(fields).toSorted(), parts: partsOf(fields, told), version: found, created });
  if (place.mount.version === 1) return shaped(await readSecret(transport, place, version), true);
  try {
    return shaped(given(await look(transport, place, version, 'subkeys')), false);
  } catch (error) {
    // WHY: a policy that lets read the secret need not let look at its names alone.
    if (!(error instanceof Refusal) || error.code !== 'permission-denied') throw error;
    return shaped(await readSecret(transport, place, version), true);
  }
}

/** Newest first. Refusals: secret-not-found, not-versioned. */
export async function listVersions(transport: Transport, place: Place): Promise<readonly Version[]> {
  versioned(place);
  const answer = await transport.ask({ method: 'GET', path: under(place, 'metadata') });
  const data = dataOf(answer);
  const current = numberOf(data, 'current_version');
  const versions = fieldOf(data, 'versions');
  return Object.entries(isFields(versions) ? versions : {}).map(([number, facts]): Version => {
    const version = Number(number);
    const deletion = textOf(facts, 'deletion_time');
    const state = fieldOf(facts, 'destroyed') === true ? 'destroyed' : isPast(deletion, answer.now) ? 'deleted' : version === current ? 'current' : 'older';
    return { version, created: textOf(facts, 'created_time'), ends: state === 'current' || state === 'older' ? deletion : '', state };
  }).toSorted((a, b) => b.version - a.version);
}

/** Writes once. Where the end of it is not known, `found` asks the server what it holds now: undefined means that nothing was done. */
export async function decided(write: () => Promise<number>, found: () => Promise<number | undefined>): Promise<Done> {
  try {
    return { version: await write(), asked: false };
  } catch (error) {
    if (!isUndecided(error)) throw error;
    let version: number | undefined;
    try {
      version = await found();
    } catch (second) {
      if (second instanceof Refusal && second.code.endsWith('-conflict')) throw second;
      throw new Refusal('outcome-unknown');
    }
    // SECURITY(vault-writes-once): what may have been done is looked at, and never sent again.
    if (version === undefined) throw new Refusal('not-written');
    return { version, asked: true };
  }
}

/** Whether a write over `version`, whose answer was lost, was done: its own version, or undefined. Refusals: version-conflict (somebody else was faster), outcome-unknown (what was written over it is gone). */
export async function foundOver(transport: Transport, place: Place, version: number, isOurs: (fields: Fields) => boolean): Promise<number | undefined> {
  const newest = await look(transport, place, 0, 'data');
  if (newest.version === version) return undefined;
  const own = version + 1;
  // WHY by number: somebody may have written over it before we could look, and then it is not lost, but an older one.
  const { secret } = newest.version > own ? await look(transport, place, own, 'data') : newest;
  if (secret === undefined && newest.version >= own) throw new Refusal('outcome-unknown');
  if (secret !== undefined && isOurs(secret.fields)) return own;
  throw new Refusal('version-conflict', { version: newest.version });
}

export const same = (left: Fields, right: Fields): boolean => {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && writeJson(left[name]) === writeJson(right[name]));
};

/**
 * What `change` makes of the fields that are there; it starts from none where there is no secret. `cas` is the version over which it goes (0: the secret must not be there yet); undefined: whatever is there when this begins.
 * Refusals: those of reading, version-conflict, secret-too-large, not-versioned, not-written and outcome-unknown after a lost answer; and what `change` throws.
 */
export async function changeFields(transport: Transport, place: Place, change: (before: Fields) => Fields, cas: number | undefined): Promise<Done> {
  if (place.mount.version === 1 && cas !== undefined) throw new Refusal('not-versioned');
  const before = await look(transport, place, 0, 'data');
  if (cas !== undefined && cas !== before.version) throw new Refusal('version-conflict', { version: before.version });
  const fields = change(before.secret?.fields ?? {});
  checkLimits(fields);
  if (place.mount.version === 1) {
    return decided(
      async () => { await transport.ask({ once: true, method: 'POST', path: under(place, 'data'), body: fields }); return 0; },
      async () => { const { secret } = await look(transport, place, 0, 'data'); return secret !== undefined && same(secret.fields, fields) ? 0 : undefined; },
    );
  }
  return decided(
    // SECURITY(vault-cas): every write says over which version it goes, so nobody's change is lost.
    async () => numberOf(dataOf(await transport.ask({ once: true, method: 'POST', path: under(place, 'data'), body: { data: fields, options: { cas: before.version } } })), 'version'),
    () => foundOver(transport, place, before.version, (there) => same(there, fields)),
  );
}

/** These versions, or the newest. Refusals: those of reading, secret-not-found (one of them is not there). */
async function wantedOf(transport: Transport, place: Place, versions: readonly number[]): Promise<readonly Version[]> {
  const there = await listVersions(transport, place);
  if (versions.length === 0) return there.slice(0, 1);
  return versions.map((one) => {
    const found = there.find(({ version }) => version === one);
    if (found === undefined) throw new Refusal('secret-not-found');
    return found;
  });
}

async function deleted(transport: Transport, place: Place, versions: readonly number[]): Promise<boolean> {
  const there = await listVersions(transport, place);
  return versions.every((one) => there.some(({ version, state }) => version === one && (state === 'deleted' || state === 'destroyed')));
}

/** Version 2: these versions, or the newest, until somebody takes them back. Version 1: all of it, for good, where `final` says so. Refusals: those of reading, delete-is-final, not-written, outcome-unknown. */
export async function remove(transport: Transport, place: Place, versions: readonly number[], final: boolean): Promise<Done> {
  if (place.mount.version === 1) {
    if (versions.length > 0) throw new Refusal('not-versioned');
    if (!final) throw new Refusal('delete-is-final');
    await readSecret(transport, place);
    return decided(
      async () => { await transport.ask({ once: true, method: 'DELETE', path: under(place, 'data') }); return 0; },
      async () => ((await look(transport, place, 0, 'data')).secret === undefined ? 0 : undefined),
    );
  }
  const wanted = (await wantedOf(transport, place, versions)).map(({ version }) => version);
  const [newest = 0] = wanted;
  // WHY by number: “the newest” may be another one by the time it arrives.
  return decided(
    async () => { await transport.ask({ once: true, method: 'POST', path: under(place, 'delete'), body: { versions: wanted } }); return newest; },
    async () => (await deleted(transport, place, wanted) ? newest : undefined),
  );
}

/** Takes versions back, or the newest. Refusals: those of reading, version-destroyed, not-versioned, not-written, outcome-unknown. */
export async function undelete(transport: Transport, place: Place, versions: readonly number[]): Promise<Done> {
  const found = await wantedOf(transport, place, versions);
  const gone = found.find(({ state }) => state === 'destroyed');
  if (gone !== undefined) throw new Refusal('version-destroyed', { version: gone.version });
  const wanted = found.map(({ version }) => version);
  const [newest = 0] = wanted;
  return decided(
    async () => { await transport.ask({ once: true, method: 'POST', path: under(place, 'undelete'), body: { versions: wanted } }); return newest; },
    async () => {
      const after = await listVersions(transport, place);
      return wanted.every((one) => after.some(({ version, state }) => version === one && (state === 'current' || state === 'older'))) ? newest : undefined;
    },
  );
}
