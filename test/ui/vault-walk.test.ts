// The walk over all paths of a Vault that is far away, as somebody sees it: how far it is, stopped, gone on with, and searched.
import { expect, it, describe, afterAll, beforeAll } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { startFaultyProxy } from '../servers/faulty-proxy.ts';
import { lookAt } from './look-at.ts';
import { profileSpecs } from './profile-page.ts';
import { begin, hasVault, openShop, put, vaultPage, type Shop } from './vault-page.ts';

const folders = 300;

describe.skipIf(!hasVault() || !(await hasBrowser()))('the walk over a Vault', () => {
  const { app, open } = profileSpecs();
  const vault = vaultPage(app);
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
    for (let folder = 0; folder < folders; folder += 1) await put(shop, `walk/folder-${String(folder)}/secret-${String(folder)}`, { a: 'canary-walk' });
  }, 60_000);
  afterAll(async () => { await shop.server.end(); });

  it('says how far it is, stops when it is told to, goes on where it was, and finds what it read', async () => {
    const proxy = await startFaultyProxy(shop.server.port, 400);
    try {
      await open();
      await begin(app);
      await vault.connect('far', proxy.address, shop.server.root);
      const progress = app.now().getByRole('progressbar', { name: 'Names are being read' });
      await progress.waitFor();
      await app.now().getByText(/[1-9]\d* names?, [1-9]\d* folders? to go/).waitFor();
      await app.button('Cancel').click();
      await progress.waitFor({ state: 'detached' });
      await app.now().getByText(/^Stopped at \d+ names?, \d+ folders? to go$/).waitFor();
      const before = proxy.asked.filter((line) => line.includes('list=true')).length;
      expect(before).toBeLessThan(folders);
      await lookAt(app, 'a walk that was stopped');
      await app.now().waitForTimeout(500);
      // It is stopped: nothing more was asked.
      expect(proxy.asked.filter((line) => line.includes('list=true')).length).toBe(before);
      await app.button('Read on').click();
      await progress.waitFor();
      await progress.waitFor({ state: 'detached' });
      await app.now().keyboard.press('Control+f');
      await app.now().keyboard.type(`secret-${String(folders - 1)}`);
      await app.now().getByRole('tree', { name: 'Secrets that match' }).getByRole('treeitem', { name: `${shop.kv}/walk/folder-${String(folders - 1)}/secret-${String(folders - 1)}` }).waitFor();
      // What was read before was not read again, but for what was under way.
      const lists = proxy.asked.filter((line) => line.includes('list=true') && line.includes('walk/folder-'));
      expect(lists.length - new Set(lists).size).toBeLessThanOrEqual(32);
    } finally {
      await proxy.end();
    }
  });
});
