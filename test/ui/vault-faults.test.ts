// What goes wrong between a draft and the server, in the window: it is said in the right words, what was typed stays, and a later save is the same one. The server is a real one, behind a faulty proxy where something is lost on the way.
import { readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { startFaultyProxy, type FaultyProxy } from '../servers/faulty-proxy.ts';
import { profileSpecs } from './profile-page.ts';
import { begin, hasVault, openShop, put, vaultPage, type Shop } from './vault-page.ts';

const typed = 'canary-typed-before-a-fault';

describe.skipIf(!hasVault() || !(await hasBrowser()))('a fault over a draft of the Vault room', () => {
  const { app, home, open } = profileSpecs();
  const vault = vaultPage(app);
  let shop: Shop;
  let proxy: FaultyProxy;
  beforeAll(async () => { shop = await openShop(); }, 60_000);
  afterAll(async () => { await shop.server.end(); });
  afterEach(async () => { await proxy.end(); });

  /** A secret of one version, and a change of it that is not saved. */
  async function draft(name: string): Promise<void> {
    proxy = await startFaultyProxy(shop.server.port);
    await put(shop, `faults/${name}`, { one: 'canary-1', two: 'canary-2' });
    await open();
    await begin(app);
    await vault.connect('shop', proxy.address, shop.server.root);
    await vault.open(`${shop.kv}/faults/${name}`);
    await vault.type('one', typed);
    await app.now().getByText('1 change not saved').waitFor();
    await app.now().keyboard.press('Control+s');
    await app.button('Save 1 change').waitFor();
  }
  const held = async (name: string): Promise<unknown> => (await shop.server.api('GET', `${shop.kv}/data/faults/${name}`)).body;
  const writes = (): number => proxy.asked.filter((line) => /^(?:PATCH|POST) .*\/data\/faults\//.test(line)).length;
  const said = (words: string): Promise<void> => app.now().getByRole('dialog').getByRole('alert').getByText(words).waitFor();
  /** What was typed is still in its field, behind the question. */
  async function kept(): Promise<void> {
    await app.button('Back').last().click();
    await app.now().getByText('1 change not saved').waitFor();
    expect(await app.now().getByRole('textbox', { name: 'New value of one' }).inputValue()).toBe(typed);
  }

  it('the answer of a save is lost: it is looked up, said, and sent once', async () => {
    await draft('lost');
    proxy.loseAnswerTo(/^PATCH /);
    await app.button('Save 1 change').click();
    await app.now().getByText('Saved as version 2; the answer was lost, and the server was asked').first().waitFor();
    expect(await held('lost')).toMatchObject({ data: { data: { one: typed, two: 'canary-2' }, metadata: { version: 2 } } });
    expect(writes()).toBe(1);
  });
  it('nobody is there after a lost answer: nobody knows, and what was typed stays', async () => {
    await draft('unknown');
    proxy.loseAnswerTo(/^PATCH /);
    proxy.thenVanish();
    await app.button('Save 1 change').click();
    await said('It is not known whether this was done');
    await kept();
    expect(writes()).toBe(1);
  });
  it('a page of somebody else’s network instead of an answer: nothing was written, and what was typed goes in at the next try', async () => {
    await draft('portal');
    proxy.refuse(/^PATCH /, 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\nconnection: close\r\n\r\nplease');
    await app.button('Save 1 change').click();
    await said('Nothing was written');
    await kept();
    expect(writes()).toBe(1);
    await app.now().keyboard.press('Control+s');
    await app.button('Save 1 change').click();
    await app.now().getByText('Saved as version 2').first().waitFor();
    expect(await held('portal')).toMatchObject({ data: { data: { one: typed, two: 'canary-2' }, metadata: { version: 2 } } });
    expect(writes()).toBe(2);
  });
  it('the log cannot be written: nothing is changed on the Vault, it is said why, and what was typed goes in once it can', async () => {
    await draft('unlogged');
    const log = join(home.profile, 'audit/audit.jsonl');
    renameSync(log, `${log}.away`);
    symlinkSync('/dev/null', log);
    await app.button('Save 1 change').click();
    await said('The access could not be recorded');
    await kept();
    expect(writes()).toBe(0);
    rmSync(log);
    renameSync(`${log}.away`, log);
    await app.now().keyboard.press('Control+s');
    await app.button('Save 1 change').click();
    await app.now().getByText('Saved as version 2').first().waitFor();
    expect(await held('unlogged')).toMatchObject({ data: { data: { one: typed, two: 'canary-2' }, metadata: { version: 2 } } });
  });
  it('the server is sealed: what was typed stays, and goes in when it is open again', async () => {
    await draft('sealed');
    const key = /Unseal Key: (\S+)/.exec(readFileSync(join(shop.server.folder, 'server.log'), 'utf8'))?.[1];
    await shop.server.api('PUT', 'sys/seal');
    await app.button('Save 1 change').click();
    await said('The Vault is sealed');
    await kept();
    await shop.server.api('PUT', 'sys/unseal', { key });
    await expect.poll(async () => (await shop.server.api('GET', `${shop.kv}/metadata/faults/sealed`)).status).toBe(200);
    expect(await held('sealed')).toMatchObject({ data: { metadata: { version: 1 } } });
    await app.now().keyboard.press('Control+s');
    await app.button('Save 1 change').click();
    await app.now().getByText('Saved as version 2').first().waitFor();
    expect(await held('sealed')).toMatchObject({ data: { data: { one: typed, two: 'canary-2' }, metadata: { version: 2 } } });
  });
});
