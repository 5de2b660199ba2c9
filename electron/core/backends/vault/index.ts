// Door of the Vault client: one connection to one server, and what can be asked there. Must never know who asks, nor keep a token.
import { Refusal } from '../../refusal.ts';
import { placeOf, throughOf } from './address.ts';
import { writeJson, fieldOf, kindOf, type Fields } from './json.ts';
import { capabilitiesAt } from './capabilities.ts';
import type { VaultClient, VaultConnection } from './client.ts';
import { differences } from './edit.ts';
import { changeFields, listNames, listVersions, readSecret, readShape, remove, undelete } from './kv.ts';
import { logIn, renewSelf, revokeSelf } from './login.ts';
import { destroy, destroyAll, readMetadata, writeMetadata } from './metadata.ts';
import { createMounts, type Place } from './mounts.ts';
import type { Node } from './nodes.ts';
import { changeSecret } from './patch.ts';
import { checkNamespace, healthOf, tokenFacts } from './status.ts';
import { createTransport } from './transport.ts';
import { createWalker } from './walk.ts';
import { openFields, unwrap, wrappingFacts, wrapSecret } from './wrapping.ts';

export type { Allowed } from './capabilities.ts';
export type { VaultClient, VaultConnection } from './client.ts';
export type { Difference, FieldChange } from './edit.ts';
export type { Done, Shape, Version } from './kv.ts';
export type { AskCode, LoggedIn, Login, Renewed } from './login.ts';
export type { Browsing } from './oidc.ts';
export type { Metadata, Settings } from './metadata.ts';
export type { Health, TokenFacts } from './status.ts';
export { pathIndexOf, type Hits, type PathIndex } from './path-index.ts';
export type { Progress, Walked, Walker, WalkOptions } from './walk.ts';
export type { Opened, Wrapped, WrappingFacts } from './wrapping.ts';

function valueAt(fields: Fields, names: readonly string[]): unknown {
  const value = names.reduce<unknown>(fieldOf, fields);
  if (value === undefined) throw new Refusal('field-not-found');
  return value;
}
/** Text as it is, anything else as JSON. */
function valueBytes(fields: Fields, names: readonly string[]): Buffer {
  const value = valueAt(fields, names);
  return Buffer.from(typeof value === 'string' ? value : writeJson(value));
}

/** Reaches nobody yet. Refusals: address-invalid, not-secure, proxy-invalid, proxy-needs-tls, path-invalid (of an engine). Every call may refuse as a request does: see `requestErrors` in shared/ipc/vault.ts. */
export function connectVault({ address, others = [], proxy = '', engines = [], authorities, own, ...options }: VaultConnection): VaultClient {
  const { namespace } = options;
  function node(written: string): Node {
    const place = placeOf(written);
    const through = throughOf(proxy, place);
    return { ...place, ...(through === undefined ? {} : { through }), ...(authorities === undefined ? {} : { authorities }), ...(own === undefined ? {} : { own }) };
  }
  const first = node(address);
  const { origin } = first;
  const transport = createTransport({ ...options, nodes: [first, ...others.map(node)] });
  const mounts = createMounts(transport, engines);
  let checked: Promise<void> | undefined;
  const check = (): Promise<void> => (checked ??= checkNamespace(transport, namespace).catch((error: unknown) => {
    // WHY forgotten: the server may have been away.
    checked = undefined;
    throw error;
  }));
  /** The engine behind a path, once the namespace is known to be one. */
  async function at(path: string): Promise<Place> {
    await check();
    return mounts.placeOf(path);
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
      return (await mounts.all()).map(({ names }) => `${names.join('/')}/`).toSorted();
    },
    shape: async (path, version) => readShape(transport, await at(path), version),
    value: async (path, field, version, within = []) => valueBytes((await readSecret(transport, await at(path), version)).fields, [field, ...within]),
    kind: async (path, field, version) => kindOf(valueAt((await readSecret(transport, await at(path), version)).fields, [field])),
    values: async (path, version) => Buffer.from(writeJson((await readSecret(transport, await at(path), version)).fields)),
    set: async (path, name, value, cas) => changeSecret(transport, await at(path), [{ name, act: 'set', value }], cas),
    change: async (path, changes, cas) => changeSecret(transport, await at(path), changes, cas),
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
      await check();
      return (await mounts.all()).map(({ names, version }) => ({ path: names.join('/'), version }));
    },
    remove: async (path, versions, final) => remove(transport, await at(path), versions, final),
    undelete: async (path, versions) => undelete(transport, await at(path), versions),
    versions: async (path) => listVersions(transport, await at(path)),
    destroy: async (path, versions) => destroy(transport, await at(path), versions),
    destroyAll: async (path) => destroyAll(transport, await at(path)),
    metadata: async (path) => readMetadata(transport, await at(path)),
    setMetadata: async (path, seen, wanted) => writeMetadata(transport, await at(path), seen, wanted),
    async capabilities(paths) {
      await check();
      return capabilitiesAt(transport, await mounts.placesOf(paths));
    },
    wrap: async (path, version, field, ttlSeconds) => wrapSecret(transport, await at(path), version, field, ttlSeconds),
    wrapping: (token) => wrappingFacts(transport, token),
    open: (token) => openFields(transport, token),
    unwrap: async (token) => Buffer.from(writeJson(await unwrap(transport, token))),
    async walker() {
      await check();
      return createWalker(transport, await mounts.all());
    },
    close: () => transport.close(),
  };
}
