// Refusals about saved connections, logins and what is written on a Vault, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const connectionErrors = {
  'connection-not-found': plainly('There is no such connection', 'It was removed, perhaps by another window or command.', 'Choose another one, or make it anew.'),
  'connection-exists': plainly('There is a connection of this name', 'Capital and small letters make no difference.', 'Choose another name.'),
  'credential-needed': plainly('Something that proves who you are is needed', 'This way of logging in takes a token, a password or the like, and none was given or remembered.', 'Type it, and log in again.'),
  'login-failed': plainly('The login failed', 'Name or proof is wrong, or there is no such user or role. The server does not say which.', 'Check both, then try again.'),
  'login-refused': plainly('The server refuses this login', 'There were too many wrong tries, this way of logging in is not mounted there, or the proof was not accepted.', 'Check where it is mounted, or wait a while.'),
  'login-role-unknown': plainly('The server knows no such role', 'Its name is mistyped, or it was removed.', 'Check the role with whoever runs the Vault.'),
  'login-expired': plainly('It is too late for this login', 'What proves you has expired, or the second step took too long.', 'Get a new one, then log in again.'),
  'proxy-invalid': plainly('This is not the address of a proxy', 'It needs http://, a name and a port, with no user name or password in it: Coffre uses proxies that ask nobody who they are.', 'Correct it, such as http://proxy.example.org:3128.'),
  'proxy-needs-tls': plainly('Nothing goes through a proxy without TLS', 'Whoever runs the proxy could read your token.', 'Use an address of the server that begins with https://, or no proxy.'),
  'proxy-unreachable': plainly('The proxy cannot be reached', 'It is down, its address is another one, or the network is not there. Nothing was sent.', 'Check the address of the proxy, then try again.'),
  'proxy-refused': (facts) => ({ title: 'The proxy does not let this through', why: facts.number('status') === 407 ? 'It wants to know who you are, which Coffre does not tell a proxy.' : 'It does not lead to this server. Nothing was sent.', next: 'Ask whoever runs the proxy to allow the server, or leave the proxy out.' }),
  'engine-version-needed': plainly('The version of an engine is not known', 'The server does not tell this token, and Coffre does not guess: the two versions write to different places.', 'Say it in the connection, such as secret v2.'),
  'login-page-refused': plainly('The server names no page to sign in on', 'The role does not exist, does not let the answer come back to this computer, or the address is none of a page that is safe to open.', 'Check the role; it must allow http://localhost:8250/oidc/callback.'),
  'callback-impossible': plainly('The answer of your browser could not be heard', 'No port of this computer could be opened for it.', 'Close other programs that sign in right now, then try again.'),
  'callback-too-slow': plainly('Your browser brought no answer in time', 'Coffre waits for five minutes, then it stops listening.', 'Sign in again, and finish in the browser.'),
  'login-directory-down': plainly('The server cannot ask its directory', 'The directory that knows your password does not answer it.', 'Try again later, or tell whoever runs the Vault.'),
  'certificate-missing': plainly('A client certificate is needed', 'This way of logging in is by certificate, and the connection has none that the server got.', 'Add certificate and key to the connection.'),
  'second-step-unsupported': plainly('Coffre does not know this second step', 'The server wants something other than a code.', 'Log in with another program, and use its token here.'),
  'too-many-codes': plainly('There were too many wrong codes', 'The server takes none for a while.', 'Wait some minutes, then log in again.'),
  'wrapping-used': plainly('This wrapping token opens nothing', 'It was used, has expired, or never was one. If you did not use it, somebody else may have opened it.', 'Ask for a new one, and say so.'),
  'wrapping-foreign': (facts) => ({
    title: 'This wraps something else',
    ...(facts.number('used') === 1 ? { why: 'What it held is no secret with fields. It was opened by that, and opens nothing any more.', next: 'Ask for a new one, and say what you expected.' }
      : facts.text('holds') === 'login' ? { why: 'It holds what somebody logs in with, and no secret. It was not used.', next: 'Give it to the program that it was made for.' }
      : { why: 'What it holds was not made for this role: somebody may have exchanged it on the way. It was not used.', next: 'Ask for a new one by another way, and say so.' }),
  }),
  'unwrap-undecided': (facts) => (facts.text('standing') === 'whole' ? { title: 'The connection broke; the secret is still wrapped', why: 'The server was asked afterwards: nobody has used this token. Coffre did not send it again.', next: 'Open it again.' }
    : facts.text('standing') === 'used' ? { title: 'The answer was lost, and the secret with it', why: 'The server was asked afterwards: the token was used, most likely by this very try, and opens nothing any more.', next: 'Ask the sender for another. If nobody of you opened it, treat what was in it as possibly seen.' }
    : { title: 'It is not known whether this was opened', why: 'The answer was lost, and the server could not be asked about the token. Coffre did not send it again.', next: 'Open it again once the server is there. If it opens nothing then, ask the sender for another, and if nobody of you opened it, treat what was in it as possibly seen.' }),
  'unwrapped-gone': plainly('What was opened is closed', 'It was wiped when you closed it, or when Coffre locked. It opens once.', 'Ask for a new wrapping token.'),
  'not-renewable': plainly('This token cannot be renewed', 'It was made to end at its time, or never ends.', 'Log in again when it ends.'),
  'draft-not-found': plainly('What you typed before is not there any more', 'It was saved, discarded, or went with its connection, perhaps in another window.', 'Type it again.'),
  'too-much-typed': plainly('This is more than Coffre keeps over a lock', 'What you typed stays in the window, and would be lost if Coffre locked now.', 'Save or discard some of it.'),
  'field-exists': plainly('The secret has a field of this name', 'Each name stands once.', 'Choose another name.'),
  'too-many-connections': (facts) => ({ title: `There is room for ${f.number(facts.number('limit') ?? 200)} connections`, why: 'More of them nobody would find again.', next: 'Remove one that you no longer need.' }),
  'not-json': plainly('This is no JSON', 'A quotation mark, a comma or a bracket is missing or too many. Nothing was sent.', 'Correct it, or keep it as text.'),
  'metadata-conflict': plainly('Somebody else changed the metadata', 'They are not what they were on the screen. Nothing was written.', 'Look at them again, then decide.'),
  'metadata-invalid': plainly('The server would not take these metadata', 'There may be 64 entries; a name has up to 128 bytes, a text 1 to 512, with no line break.', 'Shorten them, then save again.'),
  'number-would-change': (facts) => ({ title: `The server would change a number${facts.text('field') === undefined ? '' : ` in ${facts.text('field') ?? ''}`}`, why: 'It keeps numbers with about 16 digits, and in its own spelling. Nothing was sent.', next: 'Keep it as text: put quotation marks around the number.' }),
} satisfies Partial<Record<ErrorCode, Sentence>>;
