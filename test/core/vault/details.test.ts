// What else a window does with secrets on the real Vault: metadata, rights, destroying, handing on once, and the index of all paths.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { AnyEvent, CallName, Input } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';
import { windowCalls } from './window-calls.ts';

const value = 'canary-value-of-details';

describe.skipIf(!hasVault())('on a real Vault', () => {
  let vault: VaultServer;
  let kv: string;
  let at: OpenCore;
  let connection: string;
  const events: AnyEvent<AppEvents>[] = [];
  beforeAll(async () => {
    vault = await startVault();
    kv = await vault.mount(2);
    for (const path of ['team/app', 'team/deep/db', 'team/app/under', 'closed/x', 'other']) for (const A of ['old', value]) await vault.api('POST', `${kv}/data/${path}`, { data: { A, n: 12 } });
    at = openCore();
    await at.done('profile.create', { value: 'canary-passphrase-of-details', keychain: false }, 'window');
    at.core.events((event) => { events.push(event); });
    connection = (await at.done('vault.saveConnection', { name: 'team', address: vault.address, namespace: '', leastTls: '1.3', guard: 'none', method: 'token', mount: '', account: '' }, 'window')).connection;
    const token = await vault.tokenFor([`path "${kv}/*" { capabilities = ["create","read","update","list","delete","patch"] }`, `path "${kv}/metadata/closed" { capabilities = ["deny"] }`, `path "${kv}/destroy/other" { capabilities = ["deny"] }`].join('\n'));
    await at.done('vault.login', { connection, value: token, wrapped: false, remember: false }, 'window');
  });
  afterAll(async () => {
    await at.close();
    await vault.end();
  });
  const { done, reply, replies } = windowCalls(() => at);
  async function code<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>): Promise<string> {
    const found = await reply(name, input);
    return found.ok ? 'done' : found.error.code;
  }

  test('metadata over what was seen, and over nothing else', async () => {
    const path = `${kv}/team/app`;
    const seen = await done('vault.getMetadata', { connection, path });
    expect(seen).toMatchObject({ maxVersions: 0, casRequired: false, deleteAfter: '0s', custom: [], current: 2 });
    const { maxVersions, casRequired, deleteAfter, custom } = seen;
    const input = { connection, path, seen: { maxVersions, casRequired, deleteAfter, custom }, wanted: { custom: [{ name: 'owner', text: 'payments' }], maxVersions: 7 } };
    expect(await done('vault.saveMetadata', input)).toEqual({ asked: false });
    expect(await done('vault.getMetadata', { connection, path })).toMatchObject({ maxVersions: 7, custom: [{ name: 'owner', text: 'payments' }] });
    expect(await code('vault.saveMetadata', input)).toBe('metadata-conflict');
    await vault.api('POST', `${kv}/metadata/ending`, { delete_version_after: '2h' });
    await vault.api('POST', `${kv}/data/ending`, { data: { A: 'x' } });
    const ends = async (at: string): Promise<string> => (await done('vault.listVersions', { connection, path: at })).versions[0]?.ends ?? 'no version';
    expect(Date.parse(await ends(`${kv}/ending`)) - Date.now()).toBeGreaterThan(3_600_000);
    await vault.api('POST', `${kv}/delete/ending`, { versions: [1] });
    expect([await ends(`${kv}/ending`), await ends(`${kv}/other`)]).toEqual(['', '']);
    expect(await code('vault.saveMetadata', { ...input, wanted: { custom: [{ name: 'owner', text: '' }] } })).toBe('metadata-invalid');
  });

  test('what the token may do, for each path', async () => {
    const { allowed } = await done('vault.listCapabilities', { connection, paths: [`${kv}/team/app`, `${kv}/other`] });
    expect(allowed).toMatchObject([{ read: true, update: true, destroy: true, deleteAll: true }, { read: true, destroy: false }]);
  });

  test('destroying is asked about outside of the page, on every connection', async () => {
    const path = `${kv}/team/app`;
    at.ports.fake.agrees = false;
    expect(await code('vault.destroyVersions', { connection, path, versions: [1] })).toBe('not-confirmed');
    expect(await code('vault.destroySecret', { connection, path })).toBe('not-confirmed');
    expect(at.ports.fake.askedFor.slice(-2)).toEqual([{ vault: 'team', secret: path, act: 'destroy' }, { vault: 'team', secret: path, act: 'destroy' }]);
    at.ports.fake.agrees = true;
    await done('vault.destroyVersions', { connection, path, versions: [1] });
    expect((await done('vault.listVersions', { connection, path })).versions).toMatchObject([{ version: 2, state: 'current' }, { version: 1, state: 'destroyed' }]);
    expect(await code('vault.destroyVersions', { connection, path: `${kv}/other`, versions: [1] })).toBe('permission-denied');
    await vault.api('POST', `${kv}/data/gone`, { data: { A: 'x' } });
    await done('vault.destroySecret', { connection, path: `${kv}/gone` });
    expect((await vault.api('GET', `${kv}/metadata/gone`)).status).toBe(404);
  });

  test('values that are no text go in as JSON; a number that the server would change is refused before', async () => {
    const path = `${kv}/json`;
    await done('vault.saveFields', { connection, path, over: 0, changes: [{ act: 'set-json', name: 'tree', json: '{"a":[1,true]}' }] });
    expect(within((await vault.api('GET', `${kv}/data/json`)).body, 'data', 'data')).toEqual({ tree: { a: [1, true] } });
    expect(await done('vault.revealField', { connection, path, name: 'tree', version: 0 })).toMatchObject({ value: '{"a":[1,true]}' });
    expect(await code('vault.saveFields', { connection, path, over: 1, changes: [{ act: 'set-json', name: 'n', json: '9007199254740993' }] })).toBe('number-would-change');
    expect(await code('vault.saveFields', { connection, path, over: 1, changes: [{ act: 'set-json', name: 'n', json: '{canary-no-json' }] })).toBe('not-json');
    expect(replies.at(-1)).not.toContain('canary-no-json');
  });

  test('handed on once: the token goes into the sink alone, opens once, and its values go into the sink alone', async () => {
    const path = `${kv}/team/deep/db`;
    const sink = at.ports.fake.mintSink('stdout');
    expect(await at.done('vault.printWrapped', { connection, path, version: 0, ttlSeconds: 300, sink: sink.ref })).toMatchObject({ ttlSeconds: 300 });
    const wrapping = sink.written()?.toString() ?? '';
    expect(wrapping).toMatch(/^hvs\./);
    const opened = at.ports.fake.mintSink('stdout');
    const answer = await at.done('vault.printUnwrapped', { connection, value: wrapping, sink: opened.ref });
    expect(JSON.parse(opened.written()?.toString() ?? '')).toEqual({ A: value, n: 12 });
    expect(JSON.stringify(answer)).not.toContain('canary');
    expect(await at.call('vault.printUnwrapped', { connection, value: wrapping, sink: at.ports.fake.mintSink('stdout').ref })).toMatchObject({ ok: false, error: { code: 'wrapping-used' } });
    for (const reply of replies) for (const secret of [wrapping, value]) expect(reply).not.toContain(secret);
  });

  const walked = async (): Promise<void> => {
    for (let left = 300; left > 0 && !events.some((event) => event.name === 'vault.indexProgressed' && !event.payload.walking); left -= 1) await new Promise((resolve) => { setTimeout(resolve, 20); });
  };
  test('all paths in an index, which is there at once after a lock; another person there sees nothing of it', async () => {
    expect(await done('vault.openIndex', { connection, again: false })).toMatchObject({ count: 0, made: '', walking: true });
    await walked();
    expect(await done('vault.openIndex', { connection, again: false })).toMatchObject({ complete: true, forbidden: 1, walking: false });
    expect(await done('vault.searchPaths', { connection, filter: 'deep', limit: 10 })).toMatchObject({ paths: [`${kv}/team/deep/db`], total: 1 });
    expect((await done('vault.searchPaths', { connection, filter: 'APP', limit: 10 })).paths.toSorted()).toEqual([`${kv}/team/app`, `${kv}/team/app/under`]);
    expect(events.filter(({ name }) => name === 'vault.indexProgressed').at(-1)?.payload).toMatchObject({ connection, forbidden: 1, pending: 0 });

    await done('profile.lock', {});
    expect(await code('vault.searchPaths', { connection, filter: 'deep', limit: 10 })).toBe('locked');
    await done('profile.unlockWithPassphrase', { value: 'canary-passphrase-of-details' });
    events.length = 0;
    const kept = await done('vault.openIndex', { connection, again: false });
    expect(kept).toMatchObject({ complete: true, walking: true });
    expect(kept.count).toBeGreaterThan(3);
    await walked();
    // Somebody else, who may see nothing there.
    await done('vault.login', { connection, value: await vault.tokenFor(''), wrapped: false, remember: false });
    events.length = 0;
    expect(await done('vault.openIndex', { connection, again: false })).toMatchObject({ count: 0, made: '' });
    await walked();
    expect(await done('vault.searchPaths', { connection, filter: 'deep', limit: 10 })).toMatchObject({ paths: [] });
  });
});
