// Child process: a whole core with an open profile, an identity of it, and a draft; locked and unlocked again and again, then left locked until standard input ends. argv: how many rounds. Prints one JSON line with what its memory came to.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { openCore } from '../../fakes/open-core.ts';
import { identityText, secret } from './lock-secrets.ts';

const rounds = Number(process.argv[2]);

const at = openCore({ environment: { SOPS_AGE_KEY: identities[0] } });
at.ports.fake.keychainLook = { state: 'ok', backend: 'GNOME Keyring' };
await at.done('profile.create', { value: secret('passphrase'), keychain: true }, 'window');
await at.done('profile.importIdentities', { value: identityText(), name: 'kept' });
const path = join(at.folder, '.env');
writeFileSync(path, await encryptDotenv(Array.from({ length: 200 }, (_, index): readonly [string, string] => [`KEY_${String(index)}`, `${secret('saved')}${String(index)}`]), [recipients[0]], new Date()));
const { document } = await at.open(path);
const { entry: [first = -1] } = await at.done('sops.listEntries', { document });
await at.done('sops.setEntry', { document, entry: first, value: secret('draft') });

/** Once the collector has been by, so that garbage that nobody has fetched yet does not count. */
async function used(): Promise<number> {
  for (let time = 0; time < 3; time += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}
let before = 0;
for (let round = 0; round < rounds; round += 1) {
  await at.done('profile.lock', {}, 'window');
  // WHY seldom by the passphrase: it is slow on purpose.
  await (round % 50 === 9 ? at.done('profile.unlockWithPassphrase', { value: secret('passphrase') }, 'window') : at.done('profile.unlockWithKeychain', { ask: false }, 'window'));
  // WHY not from the first one: code is compiled and pools are filled once.
  if (round === Math.floor(rounds / 5)) before = await used();
}
const [back] = await at.done('sops.listDocuments', {});
await at.done('profile.lock', {}, 'window');
const grown = (await used()) - before;
await new Promise((resolve) => { setTimeout(resolve, 200); });
globalThis.gc?.();
process.stdout.write(`${JSON.stringify({ grown, pending: back?.pending.changed ?? 0 })}\n`);
process.stdin.once('end', () => { at.ports.fake.remove(); });
process.stdin.resume();
