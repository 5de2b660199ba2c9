// A private key of SSH in the profile: it opens what is encrypted for it wherever the key file is gone, and one behind a passphrase of its own is not taken.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { openCore } from '../../fakes/open-core.ts';
import { hasKeygen, sshKey } from '../../fakes/real-age.ts';

test.skipIf(!hasKeygen).each(['ed25519', 'rsa'] as const)('%s: imported once, it opens files and is told where it is used', async (type) => {
  const at = openCore({ environment: {} });
  try {
    await at.done('profile.create', { value: 'canary-passphrase-44', keychain: false }, 'window');
    const keys = join(at.ports.fake.folder, 'keys');
    mkdirSync(keys);
    sshKey(join(keys, 'open'), type, { comment: 'anna@laptop' });
    sshKey(join(keys, 'locked'), type, { passphrase: 'canary-ssh-passphrase' });
    const recipient = readFileSync(join(keys, 'open.pub'), 'utf8').trim();
    const value = readFileSync(join(keys, 'open'), 'utf8');
    const locked = readFileSync(join(keys, 'locked'), 'utf8');
    const { added } = await at.done('profile.importIdentities', { value, name: 'ssh' });
    expect(added).toMatchObject([{ name: 'ssh', kind: 'ssh', recipient }]);
    expect(await at.done('profile.importIdentities', { value, name: 'again' })).toEqual({ added: [], known: 1 });
    expect(await at.call('profile.importIdentities', { value: locked, name: 'locked' })).toMatchObject({ ok: false, error: { code: 'identity-kind-unknown' } });
    expect(await at.call('profile.importIdentities', { value: value.replace('OPENSSH', 'OPENSHH'), name: 'torn' })).toMatchObject({ ok: false, error: { code: 'identity-not-read' } });
    rmSync(keys, { recursive: true });
    const path = join(at.folder, '.env');
    // Somebody else wrote another comment behind the same key.
    writeFileSync(path, await encryptDotenv([['TOKEN', 'canary-value']], [`${recipient.split(' ').slice(0, 2).join(' ')} other@comment`], new Date()));
    const { document } = await at.open(path);
    const sink = at.ports.fake.mintSink('stdout');
    await at.done('sops.printEntry', { document, path: 'TOKEN', sink: sink.ref });
    expect(sink.written()?.toString('utf8')).toBe('canary-value');
    await at.core.openPath(at.folder);
    expect(await at.done('profile.checkRemoval', { identity: added[0]?.identity ?? '' })).toMatchObject({ opens: 1, only: 1, nobody: 1 });
    await at.done('sops.closeFile', { document });
    await at.done('profile.lock', {}, 'window');
  } finally {
    await at.close();
  }
});
