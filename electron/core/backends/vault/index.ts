// Door of the Vault client: one connection to one server, and what can be asked there. Must never know who asks, nor keep a token.
import { Refusal } from '../../refusal.ts';
import { placeOf as addressPlace } from './address.ts';
import { writeJson, fieldOf, type Fields } from './json.ts';
import { differences, edited, type Difference, type FieldChange } from './edit.ts';
import { changeFields, listNames, listVersions, readSecret, readShape, remove, setField, undelete, type Done, type Shape, type Version } from './kv.ts';
import { logIn, renewSelf, revokeSelf, type AskCode, type LoggedIn, type Login, type Renewed } from './login.ts';
import { mountsOf, placeOf } from './mounts.ts';
import { checkNamespace, healthOf, tokenFacts, type Health, type TokenFacts } from './status.ts';
import { createTransport, type VaultOptions } from './transport.ts';

export type { Difference, FieldChange } from './edit.ts';
export type { Done, Shape, Version } from './kv.ts';
export type { AskCode, LoggedIn, Login, Renewed } from './login.ts';
export type { Health, TokenFacts } from './status.ts';

export interface VaultClient {
  readonly origin: string;
  health(): Promise<Health>;
  token(): Promise<TokenFacts>;
  /** Needs no token yet; what comes back is the caller's to keep and to wipe. Refusals: see `logIn`. */
  logIn(login: Login, askCode: AskCode): Promise<LoggedIn>;
  /** Refusal: not-renewable. */
  renew(incrementSeconds?: number): Promise<Renewed>;
  /** False for a token that cannot be taken back and lives to its end. */
  revoke(): Promise<boolean>;
  /** '' lists the engines, as folders. */
  list(path: string): Promise<readonly string[]>;
  shape(path: string, version: number): Promise<Shape>;
  /** One value as bytes: text as it is, anything else as JSON. Refusal: field-not-found. */
  value(path: string, field: string, version: number): Promise<Buffer>;
  /** All of them, as JSON. */
  values(path: string, version: number): Promise<Buffer>;
  set(path: string, field: string, value: string, cas: number | undefined): Promise<Done>;
  /** Several at once, in their order. Refusals: field-not-found, field-exists. */
  change(path: string, changes: readonly FieldChange[], cas: number | undefined): Promise<Done>;
  /** An older version written as a new one. */
  restore(path: string, version: number, cas: number | undefined): Promise<Done>;
  /** Names of what differs between two versions; 0 is the newest. */
  differences(path: string, from: number, to: number): Promise<readonly Difference[]>;
  /** The engines of keys and values, by their paths. */
  mounts(): Promise<readonly { readonly path: string; readonly version: 1 | 2 }[]>;
  remove(path: string, versions: readonly number[], final: boolean): Promise<Done>;
  undelete(path: string, versions: readonly number[]): Promise<Done>;
  versions(path: string): Promise<readonly Version[]>;
  close(): Promise<void>;
}
export interface VaultConnection extends Omit<VaultOptions, 'address'> {
  /** As a person writes it. */
  readonly address: string;
  readonly namespace: string;
  readonly authorities?: string;
  readonly own?: { readonly certificate: string; readonly key: string };
}

/** Text as it is, anything else as JSON. */
function valueBytes(fields: Fields, name: string): Buffer {
  const value = fieldOf(fields, name);
  if (value === undefined) throw new Refusal('field-not-found');
  return Buffer.from(typeof value === 'string' ? value : writeJson(value));
}

/** Reaches nobody yet. Refusals: address-invalid, not-secure. Every call may refuse as a request does: see `requestErrors` in shared/ipc/vault.ts. */
export function connectVault({ address, namespace, authorities, own, ...options }: VaultConnection): VaultClient {
  const { origin, ...place } = addressPlace(address);
  const transport = createTransport({ ...options, address: { ...place, namespace, ...(authorities === undefined ? {} : { authorities }), ...(own === undefined ? {} : { own }) } });
  let checked: Promise<void> | undefined;
  const check = (): Promise<void> => (checked ??= checkNamespace(transport, namespace).catch((error: unknown) => {
    // WHY forgotten: the server may have been away.
    checked = undefined;
    throw error;
  }));
  /** The engine behind a path, once the namespace is known to be one. */
  async function at(path: string): ReturnType<typeof placeOf> {
    await check();
    return placeOf(transport, path);
  }
  return {
    origin,
    health: () => healthOf(transport),
    token: () => tokenFacts(transport),
    async logIn(login, askCode) {
      await check();
      return logIn(transport, login, askCode);
    },
    renew: (incrementSeconds) => renewSelf(transport, incrementSeconds),
    revoke: () => revokeSelf(transport),
    async list(path) {
      if (path !== '') return listNames(transport, await at(path));
      await check();
      return (await mountsOf(transport)).map(({ names }) => `${names.join('/')}/`).toSorted();
    },
    shape: async (path, version) => readShape(transport, await at(path), version),
    value: async (path, field, version) => valueBytes((await readSecret(transport, await at(path), version)).fields, field),
    values: async (path, version) => Buffer.from(writeJson((await readSecret(transport, await at(path), version)).fields)),
    set: async (path, field, value, cas) => setField(transport, await at(path), field, value, cas),
    change: async (path, changes, cas) => changeFields(transport, await at(path), (before) => edited(before, changes), cas),
    async restore(path, version, cas) {
      const place = await at(path);
      const { fields } = await readSecret(transport, place, version);
      return changeFields(transport, place, () => fields, cas);
    },
    async differences(path, from, to) {
      const place = await at(path);
      const [before, after] = await Promise.all([readSecret(transport, place, from), readSecret(transport, place, to)]);
      return differences(before.fields, after.fields);
    },
    async mounts() {
      await (checked ??= checkNamespace(transport, namespace));
      return (await mountsOf(transport)).map(({ names, version }) => ({ path: names.join('/'), version }));
    },
    remove: async (path, versions, final) => remove(transport, await at(path), versions, final),
    undelete: async (path, versions) => undelete(transport, await at(path), versions),
    versions: async (path) => listVersions(transport, await at(path)),
    close: () => transport.close(),
  };
}
