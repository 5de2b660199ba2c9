// Child process in a session with a keyring: how long the keyring itself takes to answer, and how long until a profile that it opens is open. argv: a folder and how many rounds. Prints both lists in milliseconds, as JSON.
import { createProfile } from '../../../electron/core/profile/index.ts';
import { nodeKeychain } from '../../../electron/node-ports/index.ts';
import type { Context } from '../../../shared/ipc/define.ts';
import { actPorts, noParking } from '../profile/acts.ts';

const [folder = '', rounds = '10'] = process.argv.slice(2);
const context: Context = { role: 'cli', requestId: 'bench', about: () => undefined, record: () => Promise.resolve() };
const keychain = nodeKeychain(process.env, { userHome: process.env['HOME'] ?? '/' }, process.platform);
const ports = { ...actPorts(folder), keychain };
const room = () => createProfile({ ports, emit: () => undefined, parking: noParking });
const first = room();
await first.handlers.create({ keychain: true }, context);
for (let at = 0; at < 20; at += 1) await first.store().change(`record-${String(at)}`, () => Buffer.from('canary-record'));
await first.dispose();
await keychain.set('coffre', 'bench', 'x'.repeat(44), new AbortController().signal);

const times: { readonly ours: number[]; readonly keyring: number[] } = { ours: [], keyring: [] };
for (let round = 0; round <= Number(rounds); round += 1) {
  const asked = performance.now();
  await keychain.get('coffre', 'bench', new AbortController().signal);
  const answered = performance.now();
  const one = room();
  await one.handlers.unlockWithKeychain({ ask: false }, context);
  const open = performance.now();
  await one.dispose();
  // WHY not the first: native code is loaded once.
  if (round === 0) continue;
  times.keyring.push(answered - asked);
  times.ours.push(open - answered);
}
process.stdout.write(JSON.stringify(times));
