// Refusals about servers, and about secrets that lie on a Vault, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const vaultErrors = {
  'no-connection': plainly('No Vault is named', 'The address of the server is missing.', 'Give its address, such as https://vault.example.org:8200.'),
  'address-invalid': plainly('This is not the address of a server', 'It needs https:// and a name, with no path, user name or password in it.', 'Correct it, such as https://vault.example.org:8200.'),
  'not-secure': plainly('This address has no TLS', 'Without it, whoever is on the way reads your token. Coffre does that on this computer only.', 'Use an address that begins with https://.'),
  'certificate-unreadable': plainly('A certificate or key cannot be read', 'It is missing, is not PEM, has a passphrase, or certificate and key do not belong together.', 'Choose the files of the connection again.'),
  'unreachable': plainly('The server cannot be reached', 'It is down, its address is another one, or the network is not there. Nothing was sent.', 'Check the address and the network, then try again.'),
  'tls-not-allowed': plainly('The server is not secure enough', 'It is older or weaker than what the security policy asks for (TLS 1.3 where nothing is said). Nothing was sent.', 'Ask whoever runs it for TLS 1.3.'),
  'certificate-untrusted': plainly('The certificate of the server is not trusted', 'It has expired, is for another name, or comes from an authority that this computer does not know. Nothing was sent.', 'If the authority is your own, give its certificate to the connection.'),
  'tls-needed': plainly('The server wants TLS', 'It was spoken to without.', 'Use an address that begins with https://.'),
  'connection-lost': plainly('The connection broke', 'The server ended it before its answer was whole.', 'Try again in a moment.'),
  'answer-too-slow': plainly('The server took too long', 'It began to answer too late, or stopped in the middle.', 'Try again later.'),
  'answer-too-large': (facts) => ({ title: 'The answer of the server is too large', why: `Nothing that Coffre asks for takes more than ${f.size(facts.number('limitBytes') ?? 64 * 1024 * 1024)}.`, next: 'Check that the address is that of a Vault.' }),
  'not-a-vault': plainly('What answered is no Vault', 'A page came back instead: often that of a network that wants you to log in first, or of a proxy.', 'Check the address, and open a page in your browser to see what the network wants.'),
  'redirected': plainly('The server sends us elsewhere', 'Coffre does not follow, because your token would go along. A standby does this when it does not forward.', 'Name the address of the active server.'),
  'token-missing': plainly('A token is needed', 'The server does not answer this to everybody.', 'Sign in to the connection.'),
  'token-invalid': plainly('The token is not valid any more', 'It has expired, was revoked, or never was one.', 'Log in again for a new one.'),
  'permission-denied': plainly('This token may not do that', 'No policy of the token allows it on this path. The secret may or may not be there.', 'Ask whoever runs the Vault for the right.'),
  'sealed': plainly('The Vault is sealed', 'It was restarted, or somebody sealed it. Until it is unsealed it answers nothing.', 'Ask whoever runs it to unseal it.'),
  'not-initialised': plainly('The Vault was never set up', 'It runs, but holds nothing yet.', 'Ask whoever runs it.'),
  'no-active-node': plainly('No server of the cluster is active right now', 'They are choosing another one, most often for a few seconds.', 'Try again in a moment.'),
  'server-busy': plainly('The server is busy with its own data', 'It brings an engine or another server up to date.', 'Try again in a moment.'),
  'server-failed': plainly('The server failed', 'It reports a fault of its own.', 'Try again. If it comes back, whoever runs it finds the reason in its log.'),
  'server-unavailable': plainly('The server is not available', 'Something in front of it answers, but not the server itself.', 'Try again later.'),
  'rate-limited': (facts) => ({
    title: 'The server has had enough requests for now', why: 'Whoever runs it allows so many in a time.',
    next: facts.number('retryAfterMs') === undefined ? 'Try again in a moment.' : `Try again in ${f.seconds(facts.number('retryAfterMs') ?? 1000)}.`,
  }),
  'request-refused': plainly('The server did not take the request', 'Something about it does not suit this engine.', 'Check the path and what you gave.'),
  'namespace-ignored': plainly('This server knows no such namespace', 'It would answer with what lies outside of all namespaces instead. Nothing was read.', 'Check its name, or leave it out.'),
  'path-invalid': plainly('This is no path of a secret', 'Parts may not be empty, “.” or “..”, nor hold characters that cannot be seen.', 'Write it with the engine first: secret/team/app.'),
  'mount-unknown': plainly('There is no engine at this path for you', 'None is mounted there, or the token may see nothing below it.', 'Read the tree again to see the engines.'),
  'not-supported': plainly('This engine holds no keys and values', 'Coffre reads and writes those of kind kv so far.', 'Use the program that belongs to this engine.'),
  'secret-not-found': plainly('There is no such secret', 'The path may be mistyped, or it was deleted with all its versions.', 'List the folder above it to see the names.'),
  'not-versioned': plainly('This engine keeps no versions', 'It is of kind kv version 1: there is one state, and nothing to take back.', 'Leave versions out.'),
  'version-deleted': plainly('This version is deleted', 'It can be taken back, until somebody destroys it.', 'Take it back, or look at another version.'),
  'version-destroyed': plainly('This version is destroyed', 'Nothing is left of it.', 'Look at another version.'),
  'field-not-found': plainly('The secret has no such field', 'Capital and small letters differ.', 'Read the secret again to see the names.'),
  'version-conflict': plainly('Somebody else changed this secret', 'Another version is there than the one you wanted to write over. Nothing was written.', 'Look at it again, then decide.'),
  'secret-too-large': plainly('The secret is too large for the server', 'It takes 1 MiB in one field and 10,000 fields. Nothing was written.', 'Make it smaller, or split it.'),
  'not-written': plainly('Nothing was written', 'The connection broke. The server was asked what it holds: it is as it was.', 'Try again in a moment.'),
  'outcome-unknown': plainly('It is not known whether this was done', 'The answer was lost, and the server could not be asked what it holds. Coffre did not send it again.', 'Read the secret again, and look at its versions, before you try again.'),
  'delete-is-final': plainly('This cannot be taken back', 'The engine keeps no versions: what is deleted is gone. Nothing was deleted.', 'If you are sure, add --force.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
