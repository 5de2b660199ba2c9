// A Vault that is gone: its paths are found all the same, from what the profile kept of them, also in another run; and what cannot be shown says why.
import { expect, describe, it, beforeAll, beforeEach, afterAll, afterEach } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { startFaultyProxy, type FaultyProxy } from '../servers/faulty-proxy.ts';
import { lookAt } from './look-at.ts';
import { lockActs, profileSpecs } from './profile-page.ts';
import { begin, hasVault, openShop, vaultPage, type Shop } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('a Vault that is gone', () => {
  const { app, open } = profileSpecs();
  const vault = vaultPage(app);
  const { unlock } = lockActs(app);
  let shop: Shop;
  let proxy: FaultyProxy;
  beforeAll(async () => { shop = await openShop(); }, 60_000);
  afterAll(async () => { await shop.server.end(); });
  beforeEach(async () => { proxy = await startFaultyProxy(shop.server.port); });
  afterEach(async () => { await proxy.end(); });

  const option = (name: string) => app.now().getByRole('option', { name });
  const panel = () => app.now().getByRole('region', { name: 'stripe' }).getByRole('alert').getByText('The server cannot be reached');
  /** The paths of a Vault are read, the program ends, and the Vault, too. */
  async function anotherRun(): Promise<string> {
    await open();
    await begin(app);
    await vault.connect('shop', proxy.address, shop.server.root);
    await app.now().getByLabel('Search all paths').fill('stri');
    await app.now().getByRole('tree', { name: 'Secrets that match' }).getByRole('treeitem', { name: `${shop.kv}/payments/stripe` }).waitFor();
    await app.now().getByText('Names are being read').waitFor({ state: 'detached' });
    expect(await app.now().getByText('Names as of').count()).toBe(0);
    await app.close();
    await proxy.leadTo(undefined);
    await open();
    await app.heading('Locked').waitFor();
    await unlock();
    await app.opened();
    return `${shop.kv}/payments/stripe`;
  }

  it('is found in the search for everything after a restart, as of when, and says that it cannot be reached; once it is back, the secret is there', async () => {
    const path = await anotherRun();
    await app.now().keyboard.press('Control+k');
    await app.now().getByRole('combobox', { name: 'Search names' }).fill('pay stri');
    await option(path).waitFor();
    expect(await option(path).textContent()).toMatch(/shop, as of \w+ \d+, \d{4}/);
    await lookAt(app, 'palette-away');
    await app.now().keyboard.press('Enter');
    await app.heading('stripe').waitFor();
    await panel().waitFor();
    await lookAt(app, 'vault-away');
    await proxy.leadTo(shop.server.port);
    await app.now().getByRole('region', { name: 'stripe' }).getByRole('button', { name: 'Try again' }).click();
    await vault.row('secret_key').waitFor();
  });

  it('is searched in its own room, with the time that the names are of, which goes when they are read anew', async () => {
    const path = await anotherRun();
    await vault.enter();
    await app.now().getByRole('option', { name: /^shop/ }).click();
    await app.button('Show its secrets').click();
    await app.now().keyboard.press('Control+f');
    await app.now().keyboard.type('stri');
    const found = app.now().getByRole('tree', { name: 'Secrets that match' });
    await found.getByRole('treeitem', { name: path }).waitFor();
    await app.now().getByText(/^Names as of .*; the Vault was not read since\.$/).waitFor();
    await app.now().keyboard.press('ArrowDown');
    await app.now().keyboard.press('Enter');
    await panel().waitFor();
    await proxy.leadTo(shop.server.port);
    await app.now().getByRole('region', { name: 'stripe' }).getByRole('button', { name: 'Try again' }).click();
    await vault.row('secret_key').waitFor();
    await app.now().getByText('Names as of').waitFor({ state: 'detached' });
    await found.getByRole('treeitem', { name: path }).waitFor();
  });
});
