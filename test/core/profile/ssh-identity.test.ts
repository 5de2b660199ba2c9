// A private key of SSH in the profile, and whatever else lies behind a passphrase of its own: asked for once, it opens what is encrypted for it wherever the key file is gone.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { armored, sealWithPassphrase } from '../../../electron/core/age/index.ts';
import type { Asking } from '../../../electron/core/ports.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { openCore } from '../../fakes/open-core.ts';
import { hasKeygen, sshKey } from '../../fakes/real-age.ts';

test.skipIf(!hasKeygen).each(['ed25519', 'rsa'] as const)('%s: imported once, it opens files and is told where it is used', async (type) => {
  const at = openCore({ environment: {} });
  try {
    await at.done('profile.create', { value: 'canary-passphrase-44', keychain: false }, 'window');
    const keys = join(at.ports.fake.folder, 'keys');
    mkdirSync(keys);
    sshKey(join(keys, 'open'), type, { comment: 'anna@laptop' });
    const recipient = readFileSync(join(keys, 'open.pub'), 'utf8').trim();
    const value = readFileSync(join(keys, 'open'), 'utf8');
    const { added } = await at.done('profile.importIdentities', { value, name: 'ssh' });
    expect(added).toMatchObject([{ name: 'ssh', kind: 'ssh', recipient }]);
    expect(await at.done('profile.importIdentities', { value, name: 'again' })).toEqual({ added: [], known: 1 });
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

const filePassphrase = 'canary-key-passphrase-90';
/** A key file behind a passphrase, as its bytes in Latin-1, and whom it is for. */
const lockedFiles: Readonly<Record<string, (folder: string) => Promise<{ readonly text: string; readonly recipient: string }>>> = {
  'ed25519 key': (folder) => Promise.resolve(lockedSsh(folder, 'ed25519')),
  'rsa key': (folder) => Promise.resolve(lockedSsh(folder, 'rsa')),
  'rsa key in its older form': (folder) => Promise.resolve(lockedSsh(folder, 'rsa', ['-m', 'PEM'])),
  async 'file of age identities'() {
    return { text: (await sealWithPassphrase(Buffer.from(`# mine\n${identities[0]}\n`), new SecretText(filePassphrase), 10)).toString('latin1'), recipient: recipients[0] };
  },
  async 'file of age identities as text'() {
    return { text: await armored(await sealWithPassphrase(Buffer.from(`${identities[0]}\n`), new SecretText(filePassphrase), 10)), recipient: recipients[0] };
  },
};
function lockedSsh(folder: string, type: 'ed25519' | 'rsa', more: readonly string[] = []): { readonly text: string; readonly recipient: string } {
  sshKey(join(folder, 'locked'), type, { passphrase: filePassphrase, more });
  return { text: readFileSync(join(folder, 'locked'), 'utf8'), recipient: readFileSync(join(folder, 'locked.pub'), 'utf8').trim().split(' ').slice(0, 2).join(' ') };
}

test.skipIf(!hasKeygen).each(Object.keys(lockedFiles))('a %s behind a passphrase: asked for once, kept sealed without it, and seen nowhere', async (what) => {
  const asked: unknown[] = [];
  const typed: (string | undefined)[] = [];
  const asking: Asking = {
    passphrase(question) {
      asked.push(question.what);
      const next = typed.shift();
      return Promise.resolve(next === undefined ? undefined : new SecretText(next));
    },
    confirm: () => Promise.resolve(false),
    tell: () => undefined,
  };
  const at = openCore({ environment: {}, asking });
  try {
    await at.done('profile.create', { value: 'canary-passphrase-44', keychain: false }, 'window');
    const { text: value, recipient } = await lockedFiles[what]?.(at.ports.fake.folder) ?? { text: '', recipient: '' };
    const code = async (more: { readonly passphrase?: string } = {}) => {
      const reply = await at.call('profile.importIdentities', { value, name: 'mine', ...more });
      return reply.ok ? 'taken' : reply.error.code;
    };
    // Nobody answers, three wrong ones, a wrong one that came with it.
    expect(await code()).toBe('identity-needs-passphrase');
    typed.push('wrong', 'wrong', 'wrong');
    expect(await code()).toBe('identity-needs-passphrase');
    expect(asked.length).toBe(4);
    expect(await code({ passphrase: 'wrong' })).toBe('identity-passphrase-wrong');
    expect(await at.done('profile.listIdentities', {})).toEqual({ identities: [] });
    typed.push('wrong', filePassphrase);
    expect(await code()).toBe('taken');
    expect(asked.length).toBe(6);
    const { identities: kept } = await at.done('profile.listIdentities', {});
    expect(kept.map((one) => one.recipient.split(' ').slice(0, 2).join(' '))).toEqual([recipient]);
    // With the passphrase at once, nobody is asked, and it is known by now.
    expect(await at.done('profile.importIdentities', { value, name: 'again', passphrase: filePassphrase })).toEqual({ added: [], known: 1 });
    expect(asked.length).toBe(6);
    const path = join(at.folder, '.env');
    writeFileSync(path, await encryptDotenv([['TOKEN', 'canary-value']], [recipient], new Date()));
    const { document } = await at.open(path);
    const sink = at.ports.fake.mintSink('stdout');
    await at.done('sops.printEntry', { document, path: 'TOKEN', sink: sink.ref });
    expect(sink.written()?.toString('utf8')).toBe('canary-value');
    expect(asked.length).toBe(6);
    await at.done('sops.closeFile', { document });
    await at.done('profile.lock', {}, 'window');
    for (const entry of readdirSync(at.ports.paths.profile, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) expect(/canary|OPENSSH|AGE-SECRET|RSA PRIVATE/.test(readFileSync(join(entry.parentPath, entry.name), 'latin1')), entry.name).toBe(false);
    }
    expect(at.ports.fake.logged.join('\n')).not.toContain('canary');
  } finally {
    await at.close();
  }
});
