// Questions of the core in the window, in English. Functions take places, names and counts, never a value.
import type { Question } from '../../ipc/asking.ts';

const title: Readonly<Record<Question['what'], string>> = { 'identity-file': 'A locked identity', 'ssh-key': 'A locked SSH key', plugin: 'A plugin asks', 'second-factor': 'A code, to go on', 'vault-code': 'A code, to log in', 'vault-name': 'Production is about to be changed' };
const what: Readonly<Record<Question['what'], (place: string) => string>> = {
  'identity-file': (place) => `${place} may open what you asked for. Its passphrase is used once, and what it opens is forgotten at the next lock.`,
  'ssh-key': (place) => `${place} may open what you asked for. Its passphrase is used once, and what it opens is forgotten at the next lock.`,
  'second-factor': (place) => (place === '' ? 'This takes a code of your authenticator app.' : `${place}: this takes a code of your authenticator app.`),
  'vault-code': (place) => `The server of ${place} wants a code of your authenticator app.`,
  'vault-name': (place) => `${place} is guarded. Type its name to go on; you are asked for a yes after that.`,
  plugin: (place) => `The age plugin ${place} asks for this. What you type goes to that program.`,
};

export const asking = {
  title, what,
  lapsed: (place: string) => `Coffre locked before you answered${place === '' ? '' : ` about ${place}`}: that counts as no. Begin again what you were doing.`,
  passphrase: 'Passphrase',
  code: 'Code of the app, or a recovery code',
  vaultCode: 'Code of the app',
  codeWrong: 'This code is wrong or was used already. Each works once: wait for the next one.',
  vaultName: 'Name of the connection',
  nameWrong: 'This is not its name. Capital and small letters differ.',
  changes: (path: string) => `Changes ${path}`,
  stop: 'Do not go on',
  goOn: 'Go on',
  said: (text: string) => `It is for ${text}`,
  wrong: 'This was not the passphrase.',
  use: 'Use it',
  skip: 'Go on without it',
  told: (name: string, text: string) => `${name}: ${text}`,
};
