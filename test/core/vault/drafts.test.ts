// What is typed for a secret of a Vault and not saved: kept by the core, sealed over a lock, given back one text at a time, and saved without coming back.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { hasVault, startVault, type VaultServer } from '../../servers/vault-server.ts';
import { filesOf } from '../profile/kit.ts';

const passphrase = 'canary-passphrase-55c1';
const typed = 'canary-typed-for-vault-';

describe.skipIf(!hasVault())('a draft of a secret', () => {
  let server: VaultServer;
  let kv: string;
  let at: OpenCore;
  let connection: string;
  let token: string;
  beforeAll(async () => {
    server = await startVault();
    kv = await server.mount(2);
  }, 60_000);
  afterAll(async () => { await server.end(); });
  beforeEach(async () => {
    // WHY of its own: removing a connection takes its token back.
    token = await server.tokenFor(`path "${kv}/*" { capabilities = ["create", "read", "update", "list"] }`);
    at = openCore();
    await at.done('profile.create', { value: passphrase, keychain: false }, 'window');
    ({ connection } = await at.done('vault.saveConnection', { name: 'shop', address: server.address, namespace: '', leastTls: '1.3', guard: 'none', method: 'token', mount: '', account: '' }, 'window'));
    await at.done('vault.login', { connection, value: token, wrapped: false, remember: false }, 'window');
  });
  afterEach(async () => { await at.close(); });

  const path = (name: string): string => `${kv}/${name}`;
  const lock = () => at.done('profile.lock', {}, 'window');
  const unlock = () => at.done('profile.unlockWithPassphrase', { value: passphrase }, 'window');
  const field = { row: 0, was: 'one', name: 'one', removed: false, edited: true, json: false };
  const set = (name: string, value: string | undefined, more: object = {}) => at.done('vault.setDraft', { connection, path: path(name), draft: { fresh: false, over: 1, fields: [{ ...field, ...value === undefined ? {} : { value }, ...more }, { row: 1, was: 'two', name: 'renamed', removed: false, edited: false, json: false }] } }, 'window');
  const draftOf = async (name: string) => (await at.done('vault.getDraft', { connection, path: path(name) }, 'window')).draft;
  const textOf = async (name: string, row = 0) => {
    at.ports.fake.clock.advance(1000);
    return at.call('vault.revealDraft', { connection, path: path(name), row }, 'window');
  };
  const put = async (name: string, data: object) => { await server.api('POST', `${kv}/data/${name}`, { data }); };
  const save = (name: string, over = 1) => at.call('vault.saveFields', { connection, path: path(name), over, changes: [{ act: 'rename', name: 'two', to: 'renamed' }, { act: 'set-typed', name: 'one', row: 0, json: false }] }, 'window');

  test('vault-draft-sealed: comes back after a lock, twice in a row, and was nowhere in clear', async () => {
    await set('sealed', `${typed}1`);
    for (let round = 0; round < 2; round += 1) {
      await lock();
      expect(await at.call('vault.getDraft', { connection, path: path('sealed') }, 'window')).toMatchObject({ ok: false, error: { code: 'locked' } });
      for (const [name, bytes] of filesOf(at.ports.paths.profile)) expect(bytes.includes(`${typed}1`) || bytes.includes(Buffer.from(`${typed}1`).toString('base64')), name).toBe(false);
      await unlock();
      expect(await draftOf('sealed')).toEqual({ fresh: false, over: 1, fields: [{ ...field, kept: true }, { row: 1, was: 'two', name: 'renamed', removed: false, edited: false, json: false, kept: false }] });
      expect(await textOf('sealed')).toMatchObject({ ok: true, value: { value: `${typed}1` } });
    }
    expect(at.core.pendingTotal()).toBe(2);
  });

  test('is saved without its text crossing again, and is gone then', async () => {
    await put('saved', { one: 'canary-before', two: 'canary-2' });
    await set('saved', `${typed}2`);
    await lock();
    await unlock();
    expect(await save('saved')).toMatchObject({ ok: true, value: { version: 2 } });
    expect((await server.api('GET', `${kv}/data/saved`)).body).toMatchObject({ data: { data: { one: `${typed}2`, renamed: 'canary-2' } } });
    expect(await draftOf('saved')).toBeUndefined();
    expect(await save('saved', 2)).toMatchObject({ ok: false, error: { code: 'draft-not-found' } });
    await lock();
    await unlock();
    expect(await at.done('vault.listDrafts', {}, 'window')).toEqual({ drafts: [] });
  });

  test('stays where the save was refused, over the version that was seen', async () => {
    await put('moved', { one: 'canary-1', two: 'canary-2' });
    await set('moved', `${typed}3`);
    await lock();
    await put('moved', { one: 'canary-theirs', two: 'canary-2' });
    await unlock();
    expect(await save('moved', (await draftOf('moved'))?.over)).toMatchObject({ ok: false, error: { code: 'version-conflict' } });
    expect(await textOf('moved')).toMatchObject({ ok: true, value: { value: `${typed}3` } });
  });

  test('keeps the text of a field that is told again without one, and lets go of what is taken back', async () => {
    await set('again', `${typed}4`);
    await set('again', undefined, { json: true });
    expect(await textOf('again')).toMatchObject({ ok: true, value: { value: `${typed}4` } });
    await set('again', undefined, { edited: false });
    expect((await draftOf('again'))?.fields[0]).toMatchObject({ edited: false, kept: false });
    expect(await textOf('again')).toMatchObject({ ok: false, error: { code: 'draft-not-found' } });
    await at.done('vault.setDraft', { connection, path: path('again') }, 'window');
    expect(await draftOf('again')).toBeUndefined();
  });

  test('goes with its connection, also where that was removed elsewhere', async () => {
    await set('gone', `${typed}5`);
    await at.done('vault.removeConnection', { connection }, 'window');
    expect(await at.done('vault.listDrafts', {}, 'window')).toEqual({ drafts: [] });
    expect(at.core.pendingTotal()).toBe(0);
    await set('gone', `${typed}5`);
    expect(await at.done('vault.listDrafts', {}, 'window')).toEqual({ drafts: [] });
    expect(await draftOf('gone')).toBeUndefined();
  });

  test('has bounds: more than a server takes is refused, and what was kept before stays', async () => {
    await set('large', `${typed}6`);
    const half = 'x'.repeat(4 * 1024 * 1024);
    for (let name = 0; name < 7; name += 1) await set(`large-${String(name)}`, half);
    expect(await at.call('vault.setDraft', { connection, path: path('large'), draft: { fresh: false, over: 1, fields: [{ ...field, value: half }, { ...field, row: 1, value: half }] } }, 'window')).toMatchObject({ ok: false, error: { code: 'too-much-typed' } });
    expect(await textOf('large')).toMatchObject({ ok: true, value: { value: `${typed}6` } });
  });

  test('is nobody’s business but the window’s', async () => {
    await set('mine', `${typed}7`);
    for (const name of ['vault.getDraft', 'vault.setDraft'] as const) expect(await at.call(name, { connection, path: path('mine') })).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(JSON.stringify(await at.done('vault.listDrafts', {}, 'window'))).not.toContain(typed);
    expect(JSON.stringify(await draftOf('mine'))).not.toContain(typed);
  });
});
