// Child process: asks the keychain of its own session, because native code reads the environment that a process was started with. Questions as JSON in the first argument, answers as JSON.
import { nodeKeychain } from '../../../electron/node-ports/index.ts';

export type Question = readonly ['look'] | readonly ['get' | 'remove', string] | readonly ['set', string, string] | readonly ['find'] | readonly ['unlock', cancelAfterMs: number];

const keychain = nodeKeychain(process.env, { userHome: process.env['HOME'] ?? '/' }, process.platform);
const { signal } = new AbortController();
const answers: unknown[] = [];
for (const question of JSON.parse(process.argv[2] ?? '[]') as readonly Question[]) {
  switch (question[0]) {
    case 'look': answers.push(await keychain.look()); break;
    case 'get': answers.push(await keychain.get('coffre', question[1], signal)); break;
    case 'remove': answers.push(await keychain.remove('coffre', question[1], signal)); break;
    case 'set': answers.push(await keychain.set('coffre', question[1], question[2], signal)); break;
    case 'unlock': {
      const stop = new AbortController();
      const timer = setTimeout(() => { stop.abort(); }, question[1]);
      answers.push(await keychain.unlock(stop.signal));
      clearTimeout(timer);
      break;
    }
    case 'find': answers.push(await keychain.find('coffre', signal)); break;
  }
}
process.stdout.write(JSON.stringify(answers));
