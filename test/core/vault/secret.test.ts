// What the view of a secret needs of a real Vault: changes that see no other value, metadata over what was seen, destruction, rights, wrapping, and what the server would bend or refuse noticed before it is sent.
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { VaultClient } from '../../../electron/core/backends/index.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { clientOf, refusedBy } from '../../fakes/vault-login.ts';
import { startFaultyProxy } from '../../servers/faulty-proxy.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';

const canary = 'canary-value-of-a-secret';

describe.skipIf(!hasVault())('a secret on a real Vault', () => {
  let vault: VaultServer;
  let kv: string;
  beforeAll(async () => {
    vault = await startVault();
    kv = await vault.mount(2);
  });
  afterAll(() => vault.end());
  const held = async (path: string): Promise<unknown> => within((await vault.api('GET', path)).body, 'data');
  async function watched(token: string): Promise<{ readonly client: VaultClient; readonly asked: string[]; lose(what: RegExp): void }> {
    const proxy = await startFaultyProxy(vault.port);
    onTestFinished(() => proxy.end());
    const client = clientOf({ address: proxy.address, authority: '' }, token);
    return { client, asked: proxy.asked, lose: (what) => { proxy.loseAnswerTo(what); } };
  }
  const put = async (name: string, data: unknown): Promise<string> => {
    await vault.api('POST', `${kv}/data/${name}`, { data });
    return `${kv}/${name}`;
  };

  test('vault-cas: a change is sent alone, over its version, and reads no value', async () => {
    const path = await put('patched', { A: 'one', B: canary, tree: { x: 1, y: 2 } });
    const { client, asked } = await watched(vault.root);
    expect(await client.change(path, [{ name: 'A', act: 'set', value: 'two' }, { name: 'C', act: 'set-json', json: '[1, "x"]' }], 1)).toEqual({ version: 2, asked: false });
    expect(await client.change(path, [{ name: 'tree', act: 'remove' }], undefined)).toEqual({ version: 3, asked: false });
    expect(within(await held(`${kv}/data/patched`), 'data')).toEqual({ A: 'two', B: canary, C: [1, 'x'] });
    expect(asked.filter((line) => line.startsWith('GET') && line.includes('/data/'))).toEqual([]);
    expect(await refusedBy(client.change(path, [{ name: 'A', act: 'set', value: 'x' }], 2))).toBe('version-conflict');
    expect(await refusedBy(client.change(path, [{ name: 'none', act: 'remove' }], 3))).toBe('field-not-found');
    expect(within(await held(`${kv}/metadata/patched`), 'current_version')).toBe(3);
  });
  test('what a merge would mean otherwise is written as a whole', async () => {
    const path = await put('whole', { tree: { x: 1, y: 2 }, A: 'one' });
    const { client, asked } = await watched(vault.root);
    await client.change(path, [{ name: 'tree', act: 'set-json', json: '{"x":3}' }], 1);
    await client.change(path, [{ name: 'A', act: 'set-json', json: 'null' }], 2);
    await client.change(path, [{ name: 'tree', act: 'rename', to: 'forest' }], 3);
    expect(within(await held(`${kv}/data/whole`), 'data')).toEqual({ forest: { x: 3 }, A: null });
    expect(asked.filter((line) => line.startsWith('PATCH'))).toEqual([]);
  });
  test('who may not patch writes the whole; who may not read patches; what is deleted or not there yet is begun anew', async () => {
    const path = await put('rights', { A: 'one', B: canary });
    const writer = clientOf(vault, await vault.tokenFor(`path "${kv}/data/*" { capabilities = ["read", "update", "create"] }`));
    expect(await writer.change(path, [{ name: 'A', act: 'set', value: 'two' }], 1)).toMatchObject({ version: 2 });
    const blind = clientOf(vault, await vault.tokenFor(`path "${kv}/data/*" { capabilities = ["patch"] }\npath "${kv}/subkeys/*" { capabilities = ["read"] }`));
    expect(await blind.change(path, [{ name: 'A', act: 'set', value: 'three' }], 2)).toMatchObject({ version: 3 });
    expect(within(await held(`${kv}/data/rights`), 'data')).toEqual({ A: 'three', B: canary });
    expect(await refusedBy(blind.value(path, 'B', 0), canary)).toBe('permission-denied');
    const root = clientOf(vault, vault.root);
    await root.remove(path, [], false);
    expect(await root.change(path, [{ name: 'N', act: 'set', value: 'new' }], undefined)).toMatchObject({ version: 4 });
    expect(await root.change(`${kv}/fresh`, [{ name: 'N', act: 'set', value: 'new' }], 0)).toMatchObject({ version: 1 });
    expect(within(await held(`${kv}/data/rights`), 'data')).toEqual({ N: 'new' });
  });
  test('vault-writes-once: a change whose answer was lost is found by its version, and sent once', async () => {
    const path = await put('lost', { A: 'one', B: canary });
    const { client, asked, lose } = await watched(vault.root);
    lose(/^PATCH /);
    expect(await client.change(path, [{ name: 'A', act: 'set', value: 'two' }], undefined)).toEqual({ version: 2, asked: true });
    expect(asked.filter((line) => line.startsWith('PATCH'))).toHaveLength(1);
    expect(within(await held(`${kv}/data/lost`), 'data')).toEqual({ A: 'two', B: canary });
  });
  test('vault-cas: two who edit one secret at once lose nothing, each edit is there or was refused', async () => {
    const path = await put('contested', { count: '0' });
    const rounds = process.env['COFFRE_DEEP'] === '1' ? 500 : 40;
    let applied = 0;
    await Promise.all(Array.from({ length: 2 }, async () => {
      const client = clientOf(vault, vault.root);
      for (let round = 0; round < rounds; round += 1) {
        const { version } = await client.shape(path, 0);
        const count = Number(await client.value(path, 'count', version));
        const code = await refusedBy(client.change(path, [{ name: 'count', act: 'set', value: String(count + 1) }], version));
        expect(['fine', 'version-conflict']).toContain(code);
        if (code === 'fine') applied += 1;
      }
    }));
    const now = await held(`${kv}/data/contested`);
    expect([Number(within(now, 'data', 'count')), within(now, 'metadata', 'version')]).toEqual([applied, applied + 1]);
    expect(applied).toBeGreaterThanOrEqual(rounds / 2);
  });
  test('numbers that the server would bend, and what it cannot hold, are noticed before anything is sent', async () => {
    const path = await put('limits', { A: 'x' });
    const { client, asked } = await watched(vault.root);
    const set = (json: string): Promise<string> => refusedBy(client.change(path, [{ name: 'N', act: 'set-json', json }], undefined));
    for (const json of ['9007199254740993', '1.10', '{"deep":[123456789012345678901]}', '1e400']) expect(await set(json), json).toBe('number-would-change');
    expect(await set('{"canary"')).toBe('not-json');
    const deep = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
    for (const json of [JSON.stringify('x'.repeat(1024 * 1024 + 1)), JSON.stringify(Array.from({ length: 10_001 }, () => 1)), deep(299)]) expect(await set(json), json.slice(0, 20)).toBe('secret-too-large');
    expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
    // Just below, the server takes each.
    for (const json of ['9007199254740991', '1.5', JSON.stringify('x'.repeat(1024 * 1024)), JSON.stringify(Array.from({ length: 10_000 }, () => 1)), deep(296)]) expect(await set(json), json.slice(0, 20)).toBe('fine');
  });

  test('vault-metadata-cas: metadata goes over what was seen; what the server would refuse is not sent', async () => {
    const path = await put('described', { A: 'one' });
    const client = clientOf(vault, vault.root);
    const seen = await client.metadata(path);
    expect(seen).toMatchObject({ maxVersions: 0, casRequired: false, deleteAfter: '0s', custom: {}, current: 1, oldest: 0 });
    expect(await client.setMetadata(path, seen, { custom: { owner: 'Zoé', why: 'a reason' }, maxVersions: 5, deleteAfter: '720h' })).toEqual({ asked: false });
    const now = await client.metadata(path);
    expect(now).toMatchObject({ maxVersions: 5, deleteAfter: '720h0m0s', custom: { owner: 'Zoé', why: 'a reason' } });
    expect(await refusedBy(client.setMetadata(path, seen, { casRequired: true }))).toBe('metadata-conflict');
    expect(await client.setMetadata(path, now, { casRequired: true })).toEqual({ asked: false });
    expect(await client.metadata(path)).toMatchObject({ casRequired: true, custom: { owner: 'Zoé' } });
    const last = await client.metadata(path);
    for (const custom of [{ a: '' }, { a: 'x\ny' }, { a: 'x'.repeat(513) }, { ['k'.repeat(129)]: 'x' }, Object.fromEntries(Array.from({ length: 65 }, (_, at) => [`k${String(at)}`, 'x']))]) expect(await refusedBy(client.setMetadata(path, last, { custom }))).toBe('metadata-invalid');
    for (const wanted of [{ deleteAfter: 'soon' }, { maxVersions: -1 }]) expect(await refusedBy(client.setMetadata(path, last, wanted))).toBe('metadata-invalid');
    // A time that has not come yet deletes nothing.
    await vault.api('POST', `${kv}/data/described`, { data: { A: 'two' }, options: { cas: 1 } });
    expect(within(await held(`${kv}/data/described`), 'metadata', 'deletion_time')).not.toBe('');
    expect((await client.versions(path))[0]).toMatchObject({ version: 2, state: 'current' });
    expect((await client.value(path, 'A', 0)).toString()).toBe('two');
  });
  test('versions are destroyed by number, and a secret as a whole; what is not there is not', async () => {
    const path = await put('gone', { A: canary });
    await put('gone', { A: 'two' });
    const client = clientOf(vault, vault.root);
    expect(await client.destroy(path, [1])).toEqual({ version: 1, asked: false });
    expect(await refusedBy(client.value(path, 'A', 1), canary)).toBe('version-destroyed');
    expect((await client.value(path, 'A', 0)).toString()).toBe('two');
    for (const versions of [[], [9]]) expect(await refusedBy(client.destroy(path, versions))).toBe('secret-not-found');
    const lost = await watched(vault.root);
    lost.lose(/^DELETE /);
    expect(await lost.client.destroyAll(path)).toEqual({ version: 2, asked: true });
    expect((await vault.api('GET', `${kv}/metadata/gone`)).status).toBe(404);
    expect(await refusedBy(client.destroyAll(path))).toBe('secret-not-found');
  });

  test('rights, of many paths at once and of both versions; without the default policy nobody knows', async () => {
    const plain = await vault.mount(1);
    const rules = [`path "${kv}/data/team/*" { capabilities = ["read", "patch"] }`, `path "${kv}/metadata/team/*" { capabilities = ["list"] }`, `path "${kv}/undelete/team/*" { capabilities = ["update"] }`, `path "${plain}/*" { capabilities = ["read", "list", "delete"] }`].join('\n');
    const client = clientOf(vault, await vault.tokenFor(rules));
    const none = { list: false, read: false, create: false, update: false, delete: false, undelete: false, destroy: false, readMetadata: false, writeMetadata: false, deleteAll: false };
    expect(await client.capabilities([`${kv}/team/my app%`, `${kv}/other`, `${plain}/x`])).toEqual([
      { ...none, list: true, read: true, update: true, undelete: true }, none, { ...none, list: true, read: true, delete: true },
    ]);
    const all = Object.fromEntries(Object.keys(none).map((name) => [name, true]));
    expect(await clientOf(vault, vault.root).capabilities(Array.from({ length: 60 }, (_, at) => `${kv}/a${String(at)}`))).toEqual(Array.from({ length: 60 }, () => all));
    await vault.api('PUT', 'sys/policies/acl/narrow', { policy: rules });
    const narrow = String(within((await vault.api('POST', 'auth/token/create', { policies: ['narrow'], no_default_policy: true })).body, 'auth', 'client_token'));
    expect(await clientOf(vault, narrow).capabilities([`${kv}/team/x`])).toBeUndefined();
  });

  test('a secret or one field of it is wrapped for once; of a whole one no value comes here', async () => {
    const path = await put('shared', { A: canary, B: 'more' });
    const { client, asked } = await watched(vault.root);
    const whole = await client.wrap(path, 0, undefined, 120);
    expect(whole.ttlSeconds).toBe(120);
    const token = whole.token.text();
    expect(await client.wrapping(token)).toMatchObject({ ttlSeconds: 120, from: `${kv}/data/shared` });
    expect(JSON.parse((await clientOf(vault).unwrap(token)).toString())).toEqual({ A: canary, B: 'more' });
    expect(await refusedBy(client.unwrap(token), token.expose())).toBe('wrapping-used');
    expect(await refusedBy(client.wrapping(token), token.expose())).toBe('wrapping-used');
    expect(asked.filter((line) => line.includes('/data/shared'))).toHaveLength(1);
    const one = await client.wrap(path, 1, 'A', 60);
    expect(JSON.parse((await client.unwrap(one.token.text())).toString())).toEqual({ A: canary });
    expect(await refusedBy(client.wrap(path, 0, 'none', 60), canary)).toBe('field-not-found');
    expect(await refusedBy(client.wrap(`${kv}/nothing`, 0, undefined, 60))).toBe('secret-not-found');
    expect(await refusedBy(client.unwrap(new SecretText('hvs.canary-of-no-wrapping')), 'canary')).toBe('wrapping-used');
  });
});
