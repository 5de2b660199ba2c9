// The index of paths that is sealed in the profile, while its Vault is sealed or gone: shown to whom it was walked for, and to nobody else; and still there when the Vault comes back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { startFaultyProxy, type FaultyProxy } from '../../servers/faulty-proxy.ts';
import { hasVault, startVault, type VaultServer } from '../../servers/vault-server.ts';
import { windowCalls, type WindowCalls } from './window-calls.ts';

const passphrase = 'canary-passphrase-of-kept-paths';

interface Begun extends WindowCalls {
  readonly vault: VaultServer;
  readonly proxy: FaultyProxy;
  readonly connection: string;
  readonly path: string;
  /** How many paths are found, and of when. */
  found(): Promise<{ readonly paths: readonly string[]; readonly asOf: string }>;
  walked(): Promise<void>;
  /** A lock takes all of it out of memory. */
  relocked(): Promise<void>;
}

/** A connection as root, whose paths were walked. */
async function begun(): Promise<Begun> {
  const vault = await startVault();
  onTestFinished(() => vault.end());
  const proxy = await startFaultyProxy(vault.port);
  onTestFinished(() => proxy.end());
  const kv = await vault.mount(2);
  await vault.api('POST', `${kv}/data/team/deep`, { data: { a: 'canary-value-of-kept-paths' } });
  const at: OpenCore = openCore();
  onTestFinished(() => at.close());
  const calls = windowCalls(() => at);
  const { done } = calls;
  await done('profile.create', { value: passphrase, keychain: false });
  const { connection } = await done('vault.saveConnection', { name: 'team', address: proxy.address, leastTls: '1.3', guard: 'none', namespace: '', mount: '', account: '', method: 'token' });
  await done('vault.login', { connection, value: vault.root, wrapped: false, remember: false });
  const self: Begun = {
    ...calls, vault, proxy, connection, path: `${kv}/team/deep`,
    found: () => done('vault.searchPaths', { connection, filter: 'deep', limit: 10 }),
    async walked() { await expect.poll(async () => (await done('vault.openIndex', { connection, again: false, kept: true })).walking).toBe(false); },
    async relocked() {
      await done('profile.lock', {});
      await done('profile.unlockWithPassphrase', { value: passphrase });
    },
  };
  await done('vault.openIndex', { connection, again: false });
  await self.walked();
  expect(await self.found()).toMatchObject({ paths: [self.path], asOf: '' });
  return self;
}

describe.skipIf(!hasVault())('the paths that were kept of a real Vault', () => {
  test('are found with nobody there to ask, marked as of when, and read anew when the Vault is back', async () => {
    const { vault, proxy, connection, path, done, found, walked, relocked } = await begun();
    await relocked();
    await proxy.leadTo(undefined);
    expect(await done('vault.openIndex', { connection, again: false, kept: true })).toMatchObject({ complete: true, walking: false });
    expect((await found()).paths).toEqual([path]);
    expect(Date.parse((await found()).asOf)).toBeGreaterThan(0);
    // A walk that reaches nobody changes nothing.
    expect(await done('vault.openIndex', { connection, again: true })).toMatchObject({ walking: true });
    await walked();
    expect((await found()).paths).toEqual([path]);
    expect((await found()).asOf).not.toBe('');
    await proxy.leadTo(vault.port);
    await done('vault.openIndex', { connection, again: false });
    await walked();
    expect(await found()).toMatchObject({ paths: [path], asOf: '' });
  });

  test('are not let go of because the Vault is sealed and does not say which cluster it is', async () => {
    const { vault, connection, path, done, found, walked, relocked } = await begun();
    const key = /Unseal Key: (\S+)/.exec(readFileSync(join(vault.folder, 'server.log'), 'utf8'))?.[1];
    await relocked();
    await vault.api('PUT', 'sys/seal');
    await done('vault.openIndex', { connection, again: false });
    await walked();
    expect((await found()).paths).toEqual([path]);
    await relocked();
    await done('vault.openIndex', { connection, again: false, kept: true });
    expect((await found()).paths).toEqual([path]);
    await vault.api('PUT', 'sys/unseal', { key });
    await expect.poll(async () => (await vault.api('GET', 'sys/health')).status).toBe(200);
  });

  test('paths-of-one-person: somebody else who is signed in sees none of them while nobody can be asked, nor does who signed out', async () => {
    const { vault, proxy, connection, done, refused, found } = await begun();
    await done('vault.login', { connection, value: await vault.tokenFor(''), wrapped: false, remember: false });
    await proxy.leadTo(undefined);
    expect(await refused('vault.openIndex', { connection, again: false, kept: true })).toMatchObject({ code: 'unreachable' });
    expect((await found()).paths).toEqual([]);
    await done('vault.logout', { connection, all: true });
    expect(await refused('vault.openIndex', { connection, again: false, kept: true })).toMatchObject({ code: 'unreachable' });
    expect((await found()).paths).toEqual([]);
  });

  test('are gone when another cluster answers at the same address', async () => {
    const first = await begun();
    const other = await startVault();
    onTestFinished(() => other.end());
    await first.relocked();
    await first.proxy.leadTo(other.port);
    expect(await first.done('vault.openIndex', { connection: first.connection, again: false })).toMatchObject({ complete: true, walking: true });
    await expect.poll(async () => (await first.found()).paths).toEqual([]);
    await first.walked();
    await first.relocked();
    await first.done('vault.openIndex', { connection: first.connection, again: false, kept: true });
    expect((await first.found()).paths).toEqual([]);
  });
});
