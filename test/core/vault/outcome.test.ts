// Answers that get lost behind a write that was carried out: it is looked up by its version, said, and never sent again. A faulty proxy stands in front of the real server.
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { startFaultyProxy, type FaultyProxy } from '../../servers/faulty-proxy.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';

describe.skipIf(!hasVault())('an answer that is lost', () => {
  let vault: VaultServer;
  beforeAll(async () => { vault = await startVault(); });
  afterAll(() => vault.end());

  async function behindProxy(): Promise<{ readonly kv: string; readonly plain: string; readonly proxy: FaultyProxy; readonly core: OpenCore; writes(): number }> {
    const [kv, plain, proxy] = [await vault.mount(2), await vault.mount(1), await startFaultyProxy(vault.port)];
    const core = openCore({ environment: { VAULT_ADDR: proxy.address, VAULT_TOKEN: vault.root } });
    onTestFinished(async () => {
      await core.close();
      await proxy.end();
    });
    return { kv, plain, proxy, core, writes: () => proxy.asked.filter((line) => /^(?:POST|PUT|PATCH|DELETE) /.test(line)).length };
  }
  const held = async (path: string): Promise<unknown> => within((await vault.api('GET', path)).body, 'data');

  test('vault-writes-once: a write of version 2 is found by its version, and sent once', async () => {
    const { kv, proxy, core, writes } = await behindProxy();
    await core.done('vault.setField', { path: `${kv}/a`, name: 'A', value: 'one' });
    proxy.loseAnswerTo(/^(?:POST|PATCH) .*\/data\/a /);
    expect(await core.done('vault.setField', { path: `${kv}/a`, name: 'A', value: 'two' })).toEqual({ version: 2, asked: true });
    expect(writes()).toBe(2);
    expect(within(await held(`${kv}/metadata/a`), 'current_version')).toBe(2);
    expect(within(await held(`${kv}/data/a`), 'data')).toEqual({ A: 'two' });
  });
  test('vault-cas: what somebody else writes between our read and our write is not lost, whether our answer comes or not', async () => {
    const { kv, proxy, core, writes } = await behindProxy();
    await core.done('vault.setField', { path: `${kv}/a`, name: 'A', value: 'one' });
    for (const [version, lost] of [[2, false], [3, true]] as const) {
      const theirs = { A: `theirs ${String(version)}`, B: 'more' };
      proxy.before(/^(?:POST|PATCH) .*\/data\/a /, () => vault.api('POST', `${kv}/data/a`, { data: theirs }));
      if (lost) proxy.loseAnswerTo(/^(?:POST|PATCH) .*\/data\/a /);
      expect(await core.call('vault.setField', { path: `${kv}/a`, name: 'A', value: 'ours' })).toMatchObject({ ok: false, error: { code: 'version-conflict' } });
      expect(within(await held(`${kv}/data/a`), 'data')).toEqual(theirs);
      expect(within(await held(`${kv}/metadata/a`), 'current_version')).toBe(version);
    }
    expect(writes()).toBe(3);
  });
  test('vault-writes-once: a write whose answer is lost is found beneath what somebody else wrote over it before we could look', async () => {
    const { kv, proxy, core, writes } = await behindProxy();
    await core.done('vault.setField', { path: `${kv}/a`, name: 'A', value: 'one' });
    const theirs = (): Promise<unknown> => vault.api('POST', `${kv}/data/a`, { data: { A: 'theirs' } });
    proxy.loseAnswerTo(/^(?:POST|PATCH) .*\/data\/a /);
    proxy.before(/^GET .*\/data\/a[ ?]/, theirs);
    expect(await core.done('vault.setField', { path: `${kv}/a`, name: 'A', value: 'two' })).toEqual({ version: 2, asked: true });
    expect(within(await held(`${kv}/metadata/a`), 'current_version')).toBe(3);
    expect(within(await held(`${kv}/data/a?version=2`), 'data')).toEqual({ A: 'two' });
    // What was destroyed meanwhile says nothing of who wrote it.
    proxy.loseAnswerTo(/^(?:POST|PATCH) .*\/data\/a /);
    proxy.before(/^GET .*\/data\/a[ ?]/, () => theirs().then(() => vault.api('PUT', `${kv}/destroy/a`, { versions: [4] })));
    expect(await core.call('vault.setField', { path: `${kv}/a`, name: 'A', value: 'four' })).toMatchObject({ ok: false, error: { code: 'outcome-unknown' } });
    expect(writes()).toBe(3);
  });
  test('a write of version 1 is found by what it wrote, and sent once', async () => {
    const { plain, proxy, core, writes } = await behindProxy();
    proxy.loseAnswerTo(/^POST /);
    expect(await core.done('vault.setField', { path: `${plain}/a`, name: 'A', value: 'one' })).toEqual({ version: 0, asked: true });
    expect(writes()).toBe(1);
    expect(await held(`${plain}/a`)).toEqual({ A: 'one' });
  });
  test('delete and undelete are found by the state of their version, and sent once', async () => {
    const { kv, proxy, core, writes } = await behindProxy();
    await core.done('vault.setField', { path: `${kv}/a`, name: 'A', value: 'one' });
    proxy.loseAnswerTo(/^POST .*\/delete\/a /);
    expect(await core.done('vault.deleteSecret', { path: `${kv}/a`, versions: [], final: false })).toEqual({ version: 1, asked: true });
    proxy.loseAnswerTo(/^POST .*\/undelete\/a /);
    expect(await core.done('vault.undeleteSecret', { path: `${kv}/a`, versions: [1] })).toEqual({ version: 1, asked: true });
    expect(writes()).toBe(3);
    expect(within(await held(`${kv}/data/a`), 'data')).toEqual({ A: 'one' });
  });
  test('where the server cannot be asked any more, it is said that nobody knows', async () => {
    const { kv, proxy, core, writes } = await behindProxy();
    await core.done('vault.setField', { path: `${kv}/a`, name: 'A', value: 'one' });
    proxy.loseAnswerTo(/^(?:POST|PATCH) .*\/data\/a /);
    proxy.thenVanish();
    expect(await core.call('vault.setField', { path: `${kv}/a`, name: 'A', value: 'two' })).toEqual({ ok: false, error: { code: 'outcome-unknown', data: {} } });
    expect(writes()).toBe(2);
    expect(within(await held(`${kv}/metadata/a`), 'current_version')).toBe(2);
  });
  test('a read whose answer is lost is asked again', async () => {
    const { kv, proxy, core } = await behindProxy();
    await core.done('vault.setField', { path: `${kv}/a`, name: 'A', value: 'one' });
    const before = proxy.asked.length;
    proxy.loseAnswerTo(/^GET .*\/metadata\/a /);
    expect((await core.done('vault.listVersions', { path: `${kv}/a` })).versions).toMatchObject([{ version: 1, state: 'current' }]);
    expect(proxy.asked.slice(before).filter((line) => line.includes('/metadata/a'))).toHaveLength(2);
  });
});
