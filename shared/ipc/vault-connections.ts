// Connections to Vaults that the profile keeps: where, how somebody logs in there, and until when the token lasts. Proofs and keys go in and never come out.
import * as v from 'valibot';
import { call } from './define.ts';
import { connectionRef, count, newValue, nothing } from './values.ts';
import { keepErrors, loginErrors, requestErrors } from './vault-errors.ts';

export const loginMethod = v.picklist(['token', 'userpass', 'ldap', 'approle', 'jwt', 'oidc', 'kubernetes', 'cert', 'github']);
export type LoginMethod = v.InferOutput<typeof loginMethod>;
/** `production`: each write is asked about once more, outside of the page. The colour of the connection goes with it. */
export const guard = v.picklist(['none', 'staging', 'production']);

const line = (least: number, most: number) => v.pipe(v.string(), v.minLength(least), v.maxLength(most), v.regex(/^[^\u0000-\u001f\u007f]*$/, 'line'));
/** Absent: as it was; '': none. */
const pem = v.optional(v.pipe(v.string(), v.maxLength(256 * 1024), v.regex(/^(?:|\s*-----BEGIN [A-Z0-9 ]+-----[^]*)$/, 'pem')));

const settings = {
  name: line(1, 100),
  /** `https://vault.example.org:8200` */
  address: line(1, 2048),
  namespace: line(0, 1024),
  /** The policy may ask for more. */
  leastTls: v.picklist(['1.2', '1.3']),
  guard,
  method: loginMethod,
  /** Where the method is mounted below `auth/`; '' for its usual place. */
  mount: line(0, 1024),
  /** The name of the user, the role id of AppRole, or the role of JWT, OIDC, Kubernetes and certificate; '' where there is none. */
  account: line(0, 1024),
};
/** Other addresses of the same Vault, asked where the first is not there; redirects are followed to these alone. */
const others = v.pipe(v.array(line(1, 2048)), v.maxLength(20));
/** A proxy of HTTP that leads to the server: `http://proxy.example.org:3128`; '' for none. Never one that the environment names, and none that wants to know who we are. */
const proxy = line(0, 2048);
/** Engines of keys and values, for where the server does not tell which there are. `version` 0: it says so of each. */
const engines = v.pipe(v.array(v.strictObject({ path: line(1, 1024), version: v.picklist([0, 1, 2]) })), v.maxLength(50));
/** Tells connections apart at a glance. */
export const connectionColour = v.picklist(['none', 'blue', 'green', 'orange', 'pink', 'violet']);
const given = { ...settings, /** Absent: as they were; so with the next three. */ others: v.optional(others), proxy: v.optional(proxy), engines: v.optional(engines), colour: v.optional(connectionColour), /** The server's authority. */ authority: pem, /** Who we are: both or none. */ certificate: pem, key: pem };
export type ConnectionWish = v.InferOutput<v.StrictObjectSchema<typeof given, undefined>>;

const token = v.strictObject({ name: v.string(), policies: v.array(v.string()), /** Of now; 0: it never ends. */ ttlSeconds: count, renewable: v.boolean() });
export const connection = v.strictObject({
  connection: connectionRef, ...settings, others, proxy, engines, colour: connectionColour, hasAuthority: v.boolean(), hasCertificate: v.boolean(),
  /** True if the profile keeps what proves the person, so that `login` needs no value. */
  remembers: v.boolean(),
  /** `ended`: there was a token, and its time is over or the server takes it no more. */
  standing: v.picklist(['out', 'in', 'ended']),
  /** Absent unless `in`. */
  token: v.optional(token),
  /** Absent unless a login waits for the person's browser: whose page it is (its host), what is to be typed there ('' for nothing), and whether it could be opened. */
  page: v.optional(v.strictObject({ host: v.string(), code: v.string(), opened: v.boolean() })),
});
export type Connection = v.InferOutput<typeof connection>;

/** `name`: its address is found. `reach`: something answers there. `trust`: TLS, and a certificate that is trusted; skipped without TLS. `server`: it is a Vault that answers. */
const step = v.strictObject({
  step: v.picklist(['name', 'reach', 'trust', 'server']), state: v.picklist(['passed', 'failed', 'skipped']),
  /** Of a failed one. */
  code: v.optional(v.picklist(requestErrors)),
  /** The address that the name has, or the version of the server; '' else. */
  detail: v.string(), milliseconds: count,
});
export type ConnectionStep = v.InferOutput<typeof step>;

export const vaultConnections = {
  /** In the order in which they were made. `vault.changed` tells when to look again. */
  listConnections: call({ input: nothing, output: v.strictObject({ connections: v.pipe(v.array(connection), v.maxLength(200)) }), errors: ['record-damaged'], exposes: 'metadata' }),
  /** A new one, or over the one that is named. Another address, namespace, way of logging in or account ends its token here and forgets what was remembered. */
  saveConnection: call({
    input: v.strictObject({ connection: v.optional(connectionRef), ...given }), output: v.strictObject({ connection: connectionRef }),
    errors: ['connection-not-found', 'connection-exists', 'too-many-connections', 'not-confirmed', 'address-invalid', 'not-secure', 'proxy-invalid', 'proxy-needs-tls', 'path-invalid', 'certificate-unreadable', 'record-damaged', ...keepErrors], exposes: 'metadata', audited: true,
  }),
  /** Takes its token back on the server where that can be done, and forgets all of it. */
  removeConnection: call({ input: v.strictObject({ connection: connectionRef }), output: nothing, errors: ['connection-not-found', 'record-damaged', ...keepErrors], exposes: 'nothing', audited: true }),
  /** Tries what is typed, step by step, and changes nothing, there or here. `connection`: whose kept certificates count where none are given. No token is sent. */
  testConnection: call({
    input: v.strictObject({ connection: v.optional(connectionRef), ...given }), output: v.strictObject({ steps: v.array(step) }),
    errors: ['connection-not-found', 'address-invalid', 'not-secure', 'proxy-invalid', 'proxy-needs-tls', 'path-invalid', 'certificate-unreadable', 'record-damaged'], exposes: 'metadata', audited: true,
  }),
  /** `value`: the token, password, secret id or JWT; absent for what is remembered, for a certificate, and for a page in the browser. `wrapped`: it is a token that wraps the secret id. A code of a second step is asked for in the middle of it: see `asking`. By a page it waits for minutes: see `page` of the connection. */
  login: call({
    input: v.strictObject({ connection: connectionRef, value: v.optional(newValue), wrapped: v.boolean(), remember: v.boolean() }), output: token,
    errors: [...new Set([...requestErrors, ...loginErrors, ...keepErrors])], exposes: 'metadata', audited: true,
  }),
  /** What waits for the browser gives up: `login` is refused with `cancelled`. */
  cancelLogin: call({ input: v.strictObject({ connection: connectionRef }), output: nothing, errors: [], exposes: 'nothing' }),
  /** Opens the page once more. */
  openLoginPage: call({ input: v.strictObject({ connection: connectionRef }), output: v.strictObject({ opened: v.boolean() }), errors: ['login-expired'], exposes: 'nothing' }),
  /** Puts the address of the page on the clipboard: for another browser, or another computer. */
  copyLoginPage: call({ input: v.strictObject({ connection: connectionRef }), output: v.strictObject({ clearAfterMs: count }), errors: ['login-expired', 'clipboard-unavailable'], exposes: 'nothing', discloses: ['clipboard'], roles: ['window'] }),
  /** Forgets the token, and what was remembered with `all`. `revoked`: the server forgot it, too. */
  logout: call({ input: v.strictObject({ connection: connectionRef, all: v.boolean() }), output: v.strictObject({ revoked: v.boolean() }), errors: ['connection-not-found', 'record-damaged', ...keepErrors], exposes: 'metadata', audited: true }),
  /** Now, whatever the timer would do. */
  renewToken: call({ input: v.strictObject({ connection: connectionRef }), output: token, errors: [...requestErrors, 'not-renewable', ...keepErrors], exposes: 'metadata', audited: true }),
};
