// HashiCorp Vault and OpenBao from the command line: look, read one value, write over a known version, take back. The connection is that of the environment (VAULT_ADDR, VAULT_TOKEN and the like).
import * as v from 'valibot';
import { call } from './define.ts';
import { codeErrors } from './factor-errors.ts';
import { count, newValue, nothing, sinkRef } from './values.ts';

/** Before anything is sent, and after any request. */
export const requestErrors = [
  'no-connection', 'address-invalid', 'not-secure', 'certificate-unreadable', 'unreachable', 'tls-not-allowed', 'certificate-untrusted', 'tls-needed', 'connection-lost', 'answer-too-slow', 'answer-too-large', 'not-a-vault', 'redirected',
  'token-missing', 'token-invalid', 'permission-denied', 'sealed', 'not-initialised', 'no-active-node', 'server-busy', 'server-failed', 'server-unavailable', 'rate-limited', 'request-refused', 'namespace-ignored',
] as const;
const pathErrors = [...requestErrors, 'path-invalid', 'mount-unknown', 'not-supported', 'secret-not-found', 'not-versioned'] as const;
const readErrors = [...pathErrors, 'version-deleted', 'version-destroyed'] as const;
const writeErrors = [...readErrors, 'version-conflict', 'secret-too-large', 'not-written', 'outcome-unknown'] as const;
const sinkErrors = [...codeErrors, 'sink-closed', 'write-failed', 'file-exists', 'disk-full'] as const;

/** As a person writes it, with the engine at its beginning: `secret/team/app`. */
const path = v.pipe(v.string(), v.maxLength(4096));
const field = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
/** 0 is the newest. */
const version = count;
const versions = v.pipe(v.array(v.pipe(count, v.minValue(1))), v.maxLength(100));

/** `asked`: the answer was lost, and the server was asked what it holds. `version` is 0 where the engine has none. */
const done = v.strictObject({ version: count, asked: v.boolean() });
export const versionState = v.picklist(['current', 'older', 'deleted', 'destroyed']);
export const serverState = v.picklist(['active', 'standby', 'sealed', 'not-initialised']);

export const vault = {
  /** Asks without a token how the server is. `milliseconds` is how long it took. */
  getHealth: call({
    input: nothing, output: v.strictObject({ address: v.string(), state: serverState, version: v.string(), cluster: v.string(), milliseconds: count }),
    errors: requestErrors, exposes: 'metadata', roles: ['cli'],
  }),
  /** The same, and what the token may be; it is absent where there is none. `ttlSeconds` 0: it never ends. */
  getStatus: call({
    input: nothing,
    output: v.strictObject({
      address: v.string(), state: serverState, version: v.string(), cluster: v.string(), namespace: v.string(),
      token: v.optional(v.strictObject({ name: v.string(), policies: v.array(v.string()), ttlSeconds: count, renewable: v.boolean() })),
    }),
    errors: requestErrors, exposes: 'metadata', roles: ['cli'],
  }),
  /** One level: folders end in a slash. An empty path lists the engines. */
  listPath: call({ input: v.strictObject({ path }), output: v.strictObject({ names: v.array(v.string()) }), errors: pathErrors, exposes: 'metadata', roles: ['cli'], audited: true }),
  /** Names of fields, without values. */
  listFields: call({
    input: v.strictObject({ path, version }), output: v.strictObject({ names: v.array(v.string()), version: count, created: v.string() }),
    errors: readErrors, exposes: 'metadata', roles: ['cli'], audited: true,
  }),
  listVersions: call({
    input: v.strictObject({ path }), output: v.strictObject({ versions: v.array(v.strictObject({ version: count, created: v.string(), state: versionState })) }),
    errors: pathErrors, exposes: 'metadata', roles: ['cli'], audited: true,
  }),
  /** One value into a sink: text as it is, anything else as JSON. */
  printField: call({
    input: v.strictObject({ path, name: field, version, sink: sinkRef }), output: v.strictObject({ bytes: count }),
    errors: [...readErrors, ...sinkErrors, 'field-not-found'], exposes: 'nothing', discloses: ['stdout'], roles: ['cli'],
  }),
  /** All values into a sink, as one JSON object. */
  printSecret: call({
    input: v.strictObject({ path, version, sink: sinkRef }), output: v.strictObject({ bytes: count }),
    errors: [...readErrors, ...sinkErrors], exposes: 'nothing', discloses: ['stdout'], roles: ['cli'],
  }),
  /** One field, the others as they are. `over`: the version that must be there; 0: none may be. */
  setField: call({ input: v.strictObject({ path, name: field, value: newValue, over: v.optional(count) }), output: done, errors: writeErrors, exposes: 'nothing', roles: ['cli'], audited: true }),
  /** These versions, or the newest, until they are taken back. `final`: also where nothing can be taken back. */
  deleteSecret: call({ input: v.strictObject({ path, versions, final: v.boolean() }), output: done, errors: [...writeErrors, 'delete-is-final'], exposes: 'nothing', roles: ['cli'], audited: true }),
  undeleteSecret: call({ input: v.strictObject({ path, versions }), output: done, errors: writeErrors, exposes: 'nothing', roles: ['cli'], audited: true }),
};
