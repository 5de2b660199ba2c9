// A profile that takes no writes while somebody works on a Vault: a full disk, or a folder that became read-only. What is typed and found stays, what is refused says why, and the Vault is not changed without a line of it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { hookFs } from '../../fakes/fs-hooks.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';
import { windowCalls } from './window-calls.ts';

const passphrase = 'canary-passphrase-full';
const typed = 'canary-typed-on-a-full-disk';
const faults = [['a full disk', 'ENOSPC', 'disk-full', 'full'], ['a folder that became read-only', 'EROFS', 'write-failed', 'no-right']] as const;

describe.skipIf(!hasVault()).each(faults)('%s', (_what, system, refusal, fault) => {
  let server: VaultServer;
  let kv: string;
  let at: OpenCore;
  let connection: string;
  let token: string;
  beforeAll(async () => {
    server = await startVault();
    kv = await server.mount(2);
    await server.api('POST', `${kv}/data/app`, { data: { A: 'canary-1', B: 'canary-2' } });
  }, 60_000);
  afterAll(async () => { await server.end(); });
  beforeEach(async () => {
    token = await server.tokenFor(`path "${kv}/*" { capabilities = ["create", "read", "update", "patch", "delete", "list"] }`);
    at = openCore();
    await done('profile.create', { value: passphrase, keychain: false });
    ({ connection } = await done('vault.saveConnection', wish('shop')));
    await done('vault.login', { connection, value: token, wrapped: false, remember: false });
  });
  afterEach(async () => { await at.close(); });
  const { done, refused } = windowCalls(() => at);
  const wish = (name: string) => ({ name, address: server.address, namespace: '', leastTls: '1.3', guard: 'none', method: 'token', mount: '', account: '' } as const);

  /** Nothing below the profile can be written from here on, until the answer is called. */
  async function stuck(): Promise<() => void> {
    const { profile } = at.ports.paths;
    const failing = (): never => { throw Object.assign(new Error('made up'), { code: system }); };
    // WHY not the log's: it fails in the very write, below.
    const isOurs = (path: unknown): boolean => typeof path === 'string' && path.startsWith(profile) && !path.startsWith(join(profile, 'audit'));
    const undo = await hookFs((name, args, real) => {
      const [target, flags] = args;
      if ((name === 'open' || name === 'openSync') && isOurs(target) && flags !== undefined && flags !== 'r' && !(typeof flags === 'number' && (flags & 3) === 0)) failing();
      if (['linkSync', 'link', 'rename', 'renameSync', 'mkdir', 'mkdirSync'].includes(name) && isOurs(args[1] ?? target) && isOurs(target)) failing();
      if (name === 'writeSync' && typeof args[1] === 'string' && args[1].includes('"event_type"')) failing();
      return real();
    });
    onTestFinished(undo);
    return undo;
  }
  const held = async (): Promise<unknown> => within((await server.api('GET', `${kv}/data/app`)).body, 'data', 'data');
  const wrapped = async (): Promise<string> => String(within(await server.wrap('sys/wrapping/wrap', { A: 'canary-wrapped' }), 'token'));
  const draft = { fresh: false, over: 1, fields: [{ row: 0, was: 'A', name: 'A', removed: false, edited: true, json: false, value: typed }] };
  const path = (): string => `${kv}/app`;
  const save = { act: 'set-typed', name: 'A', row: 0, json: false } as const;

  test('what is typed stays over a lock, and is saved once there is room', async () => {
    await done('vault.setDraft', { connection, path: path(), draft });
    const undo = await stuck();
    await done('profile.lock', {});
    expect((await refused('vault.getDraft', { connection, path: path() })).code).toBe('locked');
    undo();
    await done('profile.unlockWithPassphrase', { value: passphrase });
    expect(await done('vault.revealDraft', { connection, path: path(), row: 0 })).toMatchObject({ value: typed });
    expect(await done('vault.saveFields', { connection, path: path(), over: Number((await done('vault.listVersions', { connection, path: path() })).versions[0]?.version), changes: [save] })).toMatchObject({ asked: false });
    expect(await held()).toMatchObject({ A: typed });
  });

  test('vault-write-recorded: the Vault is not changed without a line of it; it is said why, and the same edit goes in afterwards', async () => {
    const before = await held();
    const { versions: [newest] } = await done('vault.listVersions', { connection, path: path() });
    const over = newest?.version ?? 0;
    await done('vault.setDraft', { connection, path: path(), draft: { ...draft, over } });
    const undo = await stuck();
    for (const act of [
      () => refused('vault.saveFields', { connection, path: path(), over, changes: [save] }),
      () => refused('vault.deleteSecret', { connection, path: path(), versions: [], final: false }),
      () => refused('vault.restoreVersion', { connection, path: path(), version: 1, over }),
      () => refused('vault.copyWrapped', { connection, path: path(), version: 0, ttlSeconds: 60 }),
      () => refused('vault.revealField', { connection, path: path(), name: 'A', version: 0 }),
    ]) expect(await act()).toEqual({ code: 'audit-unavailable', data: { fault } });
    expect(await held()).toEqual(before);
    expect((await done('vault.listFields', { connection, path: path(), version: 0 })).names).toEqual(['A', 'B']);
    undo();
    expect(await done('vault.saveFields', { connection, path: path(), over, changes: [save] })).toMatchObject({ version: over + 1 });
  });

  test('a wrapping token is not used up for what could not be shown', async () => {
    const wrapping = await wrapped();
    const undo = await stuck();
    expect(await refused('vault.openWrapped', { connection, value: wrapping })).toEqual({ code: 'audit-unavailable', data: { fault } });
    undo();
    expect(await done('vault.openWrapped', { connection, value: wrapping })).toMatchObject({ names: ['A'] });
  });

  test('a connection is not saved, changed or removed by half, and the others go on', async () => {
    const undo = await stuck();
    expect((await refused('vault.saveConnection', wish('other'))).code).toBe(refusal);
    expect((await refused('vault.saveConnection', { connection, ...wish('renamed') })).code).toBe(refusal);
    expect((await refused('vault.login', { connection, value: 'canary-other-token', wrapped: false, remember: true })).code).toBe(refusal);
    expect((await done('vault.listConnections', {})).connections).toMatchObject([{ name: 'shop', standing: 'in' }]);
    expect((await done('vault.listPath', { connection, path: kv })).names).toEqual(['app']);
    expect((await refused('vault.logout', { connection, all: true })).code).toBe(refusal);
    // What the profile could not forget is not used any more; the server took it back.
    expect((await done('vault.listConnections', {})).connections).toMatchObject([{ name: 'shop', standing: 'ended' }]);
    expect((await server.api('POST', 'auth/token/lookup', { token })).status).toBe(403);
    expect((await refused('vault.removeConnection', { connection })).code).toBe(refusal);
    undo();
    expect((await done('vault.listConnections', {})).connections).toMatchObject([{ name: 'shop' }]);
    await done('vault.removeConnection', { connection });
    expect((await done('vault.listConnections', {})).connections).toEqual([]);
  });

  test('a token that ended is said as that, and not as a fault of the disk', async () => {
    await server.api('POST', 'auth/token/revoke', { token });
    await stuck();
    expect((await refused('vault.listPath', { connection, path: kv })).code).toBe('token-invalid');
    expect((await done('vault.listConnections', {})).connections).toMatchObject([{ standing: 'ended' }]);
  });

  test('the index of paths is searched in memory, and is kept by the first walk that can', async () => {
    const undo = await stuck();
    const records = (): number => readdirSync(join(at.ports.paths.profile, 'sealed')).filter((name) => name.startsWith('vault-paths-')).length;
    const walked = async (): Promise<void> => {
      await done('vault.openIndex', { connection, again: true });
      await expect.poll(async () => (await done('vault.openIndex', { connection, again: false, kept: true })).walking).toBe(false);
    };
    await walked();
    expect((await done('vault.searchPaths', { connection, filter: 'app', limit: 5 })).paths).toEqual([path()]);
    expect(records()).toBe(0);
    undo();
    await walked();
    expect(records()).toBe(1);
  });

  test('tokens-end-with-lock, unwrapped-ends-with-lock: also where what was typed could not be sealed', async () => {
    const { unwrapped } = await done('vault.openWrapped', { connection, value: await wrapped() });
    await done('vault.setDraft', { connection, path: path(), draft });
    const undo = await stuck();
    await done('profile.lock', {});
    undo();
    await done('profile.unlockWithPassphrase', { value: passphrase });
    expect((await refused('vault.revealUnwrapped', { unwrapped, name: 'A' })).code).toBe('unwrapped-gone');
    expect(await done('vault.getDraft', { connection, path: path() })).toMatchObject({ draft: { fields: [{ kept: true }] } });
  });
});
