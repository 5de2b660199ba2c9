// What the command line says about secrets on a Vault, in English. Must never take in a value.
import type { ErrorWords } from './error-code.ts';

export const vaultArgumentsEn = { SECRET: 'the path of a secret, with the engine first: secret/team/app', FOLDER: 'a folder on the Vault; all engines if you leave it out', FIELD: 'the name of a field in the secret', WANTED: 'any part of a path, or several in quotation marks' };
export const vaultOptionsEn = { values: 'print all values, as one JSON object', cas: 'write only over this version; 0 if the secret must not be there yet', 'one-version': 'this version instead of the newest', 'these-versions': 'this version instead of the newest; may be given several times', final: 'delete for good where the engine keeps no versions', connection: 'the saved connection of this name, instead of the environment or the only one', addr: 'the address of the server: https://vault.example.org:8200', other: 'another address of the same Vault, where the first is not there; may be given several times', proxy: 'a proxy of HTTP that leads to the server: http://proxy.example.org:3128; none of the environment is used', engine: 'an engine of keys and values, where the server does not tell which there are: secret, or secret@2 with its version; may be given several times', colour: 'tells the connection from others in the window', method: 'how to log in; token if you leave it out', 'connection-name': 'the name of the connection; the server’s if you leave it out', account: 'the name of the user, the role id of AppRole, or the role', mount: 'where the method is mounted, if not at its usual place', namespace: 'the namespace of the connection', ca: 'the certificate of the server’s authority, a file', cert: 'a client certificate, a file', 'cert-key': 'the key of the client certificate, a file', guard: 'production asks before each write; none or staging do not', wrapped: 'what comes in is a token that wraps the secret id', remember: 'keep what proves you in the profile, for the next login', 'all-versions': 'the whole secret, with all its versions', 'max-versions': 'keep so many versions; 0 for as many as the engine says', 'delete-after': 'delete each version after this time, such as 72h; 0s for never', seconds: 'how long the token can be used; 300 if you leave it out', 'forget-connection': 'forget the connection, too' };
const connection = 'The server is that of --connection, else of VAULT_ADDR and VAULT_TOKEN, else of the only saved connection.';
export const vaultCommandsEn = {
  'vault login': { summary: 'log in to a Vault and keep the connection in the profile', more: 'Token, password, secret id or JWT come from standard input, or you are asked once; never from the command line. With --method oidc a page opens in your browser, and its address stands on standard error. With --addr the connection is saved, or changed if there is one; without it, you log in again to the one that is named. The token stays sealed in the profile.' },
  'vault logout': { summary: 'take the token back and forget it', more: 'The server forgets it, too, where it can be reached.' },
  'vault connections': { summary: 'list the connections that the profile keeps', more: 'Tokens never appear.' },
  'vault search': { summary: 'find secrets by any part of their path', more: `Walks through all folders that the token may list; names only. Exits with 4 if nothing is found. ${connection}` },
  'vault status': { summary: 'show how the server is and what the token may be', more: `${connection} The token itself never appears. Exits with 6 if the Vault is sealed or was never set up.` },
  'vault list': { summary: 'list the secrets and folders of one level', more: `Folders end in a slash. ${connection}` },
  'vault get': { summary: 'print one value, or the names of all fields', more: `Without FIELD, names only; all values with --values. On a terminal a line feed follows a value; in a pipe you get the exact bytes. ${connection}` },
  'vault put': { summary: 'set one field, read from standard input', more: `The value comes from standard input and loses exactly one trailing line feed; on a terminal you are asked once. It is never taken from the command line. The other fields stay as they are. A secret that somebody else changed meanwhile is never written over. ${connection}` },
  'vault delete': { summary: 'delete the newest version, or those that you name', more: `What is deleted can be taken back with \`coffre vault undelete\`, but for engines that keep no versions: there --force is needed. ${connection}` },
  'vault undelete': { summary: 'take back the newest version, or those that you name', more: connection },
  'vault destroy': { summary: 'destroy versions of a secret for good', more: `Nothing brings them back; over a saved connection you are asked first. Name versions, or take --all. ${connection}` },
  'vault metadata': { summary: 'show what is kept about a secret, and how long', more: `Values never appear. With --max-versions or --delete-after it is changed first, unless somebody else has changed it meanwhile. ${connection}` },
  'vault wrap': { summary: 'hand a secret on once: print a token that opens it a single time', more: `Whoever gets the token needs no other right. ${connection}` },
  'vault unwrap': { summary: 'print what such a token opens, as one JSON object', more: `The token comes from standard input, or you are asked once. It works a single time: if it does not, somebody else may have used it. ${connection}` },
  'vault versions': { summary: 'list the versions of a secret, the newest first', more: `Values never appear. ${connection}` },
  health: { summary: 'show how every source on a server is, one line each', more: 'Today that is the Vault of VAULT_ADDR. No token is needed. Exits with 6 if one cannot be used.' },
};
export const vaultFailuresEn = {
  'bad-version': ({ typed }: { readonly typed: string }): ErrorWords => ({ title: `${typed} needs the number of a version.`, why: '', next: 'Run `coffre vault versions SECRET` to see them.' }),
  'which-connection': ({ names }: { readonly names: string }): ErrorWords => ({ title: 'There are several connections.', why: `They are: ${names}.`, next: 'Name one with --connection.' }),
  'versions-or-all': (): ErrorWords => ({ title: 'Name versions with --version, or all of them with --all: one of the two.', why: '', next: 'Run `coffre vault versions SECRET` to see them.' }),
  'field-or-values': (): ErrorWords => ({ title: 'Name one field, or ask for all with --values: one of the two.', why: '', next: 'Run `coffre vault get --help` to see how it is used.' }),
};
export const cliVaultEn = {
  vault: {
    rows: { address: 'server', state: 'state', version: 'version', cluster: 'cluster', namespace: 'namespace', token: 'token', policies: 'policies', ttl: 'ends in' },
    state: { active: 'active', standby: 'standby', sealed: 'sealed', 'not-initialised': 'never set up' },
    versionState: { current: 'newest', older: 'older', deleted: 'deleted', destroyed: 'destroyed' },
    noToken: 'none: log in, or set VAULT_TOKEN',
    proofs: { token: 'token', userpass: 'password', ldap: 'password', approle: 'secret id', jwt: 'JWT', kubernetes: 'token of the service account', cert: 'certificate', oidc: 'page', github: 'token' },
    page: (address: string, code: string, opened: boolean): string => `${opened ? 'Your browser shows' : 'Open'} this page to sign in:\n  ${address}\n${code === '' ? '' : `Type this code there: ${code}\n`}Waiting for it … (Ctrl+C stops)`,
    pageDone: 'You can close this page and go back to Coffre.',
    guards: { staging: 'staging', production: 'production' },
    standing: { out: 'logged out', in: 'logged in', ended: 'the token has ended' },
    endsIn: (time: string): string => (time === '' ? 'logged in' : `logged in, ends in ${time}`),
    loggedIn: (name: string, time: string): string => `Logged in to ${name}${time === '' ? '' : `, for ${time}`}.`,
    loggedOut: (name: string, revoked: boolean, forgotten: boolean): string => `Logged out of ${name}${revoked ? '' : '. The server was not asked, or did not take the token back: there it lives to its end'}.${forgotten ? ' The connection is forgotten.' : ''}`,
    noConnections: 'No connection is saved. `coffre vault login --addr URL` makes one.',
    found: (hits: number, all: number, closed: number): string => `${String(hits)} of ${String(all)} secrets${closed === 0 ? '' : `; ${String(closed)} folders are closed to this token`}.`,
    notAll: 'There may be more: not everything was listed.',
    never: 'never',
    renewable: 'can be renewed',
    nothingHere: 'Nothing lies here.',
    noBackends: 'No server is named. Set VAULT_ADDR for a Vault.',
    fieldsOf: (fields: number, version: number): string => `${fields === 1 ? '1 field' : `${String(fields)} fields`}${version === 0 ? '' : `, version ${String(version)}`}. Values appear with FIELD, or all with --values.`,
    put: (field: string, path: string, version: number): string => `${field} set in ${path}${version === 0 ? '' : `, version ${String(version)}`}.`,
    deleted: (path: string, version: number): string => (version === 0 ? `${path} deleted for good.` : `${path} deleted, version ${String(version)}. \`coffre vault undelete\` takes it back.`),
    destroyed: (path: string, versions: number): string => (versions === 0 ? `${path} is destroyed, with all its versions.` : `${versions === 1 ? '1 version' : `${String(versions)} versions`} of ${path} destroyed.`),
    metadata: { current: 'newest version', created: 'created', updated: 'changed', maxVersions: 'versions kept', deleteAfter: 'deleted after', asEngine: 'as the engine says' },
    undeleted: (path: string, version: number): string => `${path} is back, version ${String(version)}.`,
    agree: (act: 'write' | 'delete' | 'undelete' | 'destroy' | 'unguard', name: string, path: string): string => (act === 'unguard' ? `${name} is guarded. No longer ask before it is changed? [y/N] ` : `${act === 'destroy' ? 'This is for good' : `${name} is guarded`}. ${{ write: 'Write to', delete: 'Delete', undelete: 'Take back', destroy: 'Destroy' }[act]} ${path} on ${name}? [y/N] `),
    asked: 'The answer was lost. The server was asked what it holds: it was done, once.',
  },
};
