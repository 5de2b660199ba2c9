// HashiCorp Vault and OpenBao: look, show one value, write over a known version, take back. Over a saved connection; at the command line also over that of the environment (VAULT_ADDR, VAULT_TOKEN and the like), where none is named.
import * as v from 'valibot';
import { call } from './define.ts';
import { count, newValue, revealed, sinkRef } from './values.ts';
import { at, done, field, fieldKind, over, path, someVersions, version, within } from './vault-at.ts';
import { typedBefore, vaultDraft } from './vault-draft.ts';
import { vaultConnections } from './vault-connections.ts';
import { pathErrors, readErrors, requestErrors, sinkErrors, writeErrors } from './vault-errors.ts';
import { vaultSecret } from './vault-secret.ts';

export const versionState = v.picklist(['current', 'older', 'deleted', 'destroyed']);
export const serverState = v.picklist(['active', 'standby', 'sealed', 'not-initialised']);
const change = v.variant('act', [
  v.strictObject({ act: v.literal('set'), name: field, value: newValue }),
  /** A value that is no text, as JSON. */
  v.strictObject({ act: v.literal('set-json'), name: field, json: newValue }),
  typedBefore,
  v.strictObject({ act: v.literal('remove'), name: field }),
  v.strictObject({ act: v.literal('rename'), name: field, to: field }),
]);

export const vault = {
  ...vaultConnections,
  ...vaultSecret,
  ...vaultDraft,
  /** Asks without a token how the server is. `milliseconds` is how long it took. */
  getHealth: call({
    input: v.strictObject(at), output: v.strictObject({ address: v.string(), state: serverState, version: v.string(), cluster: v.string(), milliseconds: count }),
    errors: requestErrors, exposes: 'metadata', roles: ['cli'],
  }),
  /** The same, and what the token may be; it is absent where there is none. `ttlSeconds` 0: it never ends. */
  getStatus: call({
    input: v.strictObject(at),
    output: v.strictObject({
      address: v.string(), state: serverState, version: v.string(), cluster: v.string(), namespace: v.string(),
      token: v.optional(v.strictObject({ name: v.string(), policies: v.array(v.string()), ttlSeconds: count, renewable: v.boolean() })),
    }),
    errors: requestErrors, exposes: 'metadata', roles: ['cli'],
  }),
  /** The engines of keys and values that the token may see. */
  listMounts: call({ input: v.strictObject(at), output: v.strictObject({ mounts: v.array(v.strictObject({ path: v.string(), version: v.picklist([1, 2]) })) }), errors: requestErrors, exposes: 'metadata', audited: true }),
  /** One level: folders end in a slash. An empty path lists the engines. */
  listPath: call({ input: v.strictObject({ ...at, path }), output: v.strictObject({ names: v.array(v.string()) }), errors: pathErrors, exposes: 'metadata', audited: true }),
  /** Names of fields, without values; `parts` are they and whatever lies below them, each by its names. */
  listFields: call({
    input: v.strictObject({ ...at, path, version }), output: v.strictObject({ names: v.array(v.string()), parts: v.array(v.strictObject({ path: v.array(v.string()), kind: fieldKind })), version: count, created: v.string() }),
    errors: readErrors, exposes: 'metadata', audited: true,
  }),
  /** What a value is that is about to be edited. The core reads it, and lets go of it. */
  getFieldKind: call({ input: v.strictObject({ ...at, path, name: field, version }), output: v.strictObject({ kind: fieldKind }), errors: [...readErrors, 'field-not-found'], exposes: 'metadata', audited: true }),
  listVersions: call({
    input: v.strictObject({ ...at, path }), output: v.strictObject({ versions: v.array(v.strictObject({ version: count, created: v.string(), /** When the server will delete it by itself; '' where it will not. */ ends: v.string(), state: versionState })) }),
    errors: pathErrors, exposes: 'metadata', audited: true,
  }),
  /** Names of what differs between two versions. The core reads both. */
  listDifferences: call({
    input: v.strictObject({ ...at, path, from: version, to: version }), output: v.strictObject({ fields: v.array(v.strictObject({ name: v.string(), change: v.picklist(['added', 'changed', 'removed']) })) }),
    errors: readErrors, exposes: 'metadata', audited: true,
  }),
  /** One value to the screen, or what lies in it: text as it is, anything else as JSON. */
  revealField: call({ input: v.strictObject({ ...at, path, name: field, within, version }), output: revealed, errors: [...readErrors, 'field-not-found'], exposes: 'one-secret', roles: ['window'] }),
  copyField: call({
    input: v.strictObject({ ...at, path, name: field, within, version }), output: v.strictObject({ clearAfterMs: count }),
    errors: [...readErrors, 'field-not-found', 'clipboard-unavailable'], exposes: 'nothing', discloses: ['clipboard'], roles: ['window'],
  }),
  /** One value into a sink: text as it is, anything else as JSON. */
  printField: call({
    input: v.strictObject({ ...at, path, name: field, version, sink: sinkRef }), output: v.strictObject({ bytes: count }),
    errors: [...readErrors, ...sinkErrors, 'field-not-found'], exposes: 'nothing', discloses: ['stdout'], roles: ['cli'],
  }),
  /** All values into a sink, as one JSON object. */
  printSecret: call({
    input: v.strictObject({ ...at, path, version, sink: sinkRef }), output: v.strictObject({ bytes: count }),
    errors: [...readErrors, ...sinkErrors], exposes: 'nothing', discloses: ['stdout'], roles: ['cli'],
  }),
  /** One field, the others as they are. */
  setField: call({ input: v.strictObject({ ...at, path, name: field, value: newValue, over }), output: done, errors: writeErrors, exposes: 'nothing', roles: ['cli'], audited: true }),
  /** Several fields in one write, in their order; the others as they are. `over` is the version on the screen: `version-conflict` (data: version) says that another one is there, and `listDifferences` what it changed. */
  saveFields: call({
    input: v.strictObject({ ...at, path, over, changes: v.pipe(v.array(change), v.minLength(1), v.maxLength(1000)) }), output: done,
    errors: [...writeErrors, 'field-not-found', 'field-exists', 'not-json', 'number-would-change', 'draft-not-found'], exposes: 'nothing', audited: true,
  }),
  /** Writes an older version as a new one. */
  restoreVersion: call({ input: v.strictObject({ ...at, path, version: v.pipe(count, v.minValue(1)), over }), output: done, errors: writeErrors, exposes: 'nothing', audited: true }),
  /** These versions, or the newest, until they are taken back. `final`: also where nothing can be taken back. */
  deleteSecret: call({ input: v.strictObject({ ...at, path, versions: someVersions, final: v.boolean() }), output: done, errors: [...writeErrors, 'delete-is-final'], exposes: 'nothing', audited: true }),
  undeleteSecret: call({ input: v.strictObject({ ...at, path, versions: someVersions }), output: done, errors: writeErrors, exposes: 'nothing', audited: true }),
};
