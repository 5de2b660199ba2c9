// What secrets are called in the Vault room: names with every sign that the server takes, and the ways to name one elsewhere.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { profileSpecs } from './profile-page.ts';
import { begin, hasVault, openShop, vaultPage, type Shop } from './vault-page.ts';

const names = ['50%', '%2F', 'two words', '🔑 key', 'dots...', 'a+b=c&d?e#f', 'Ünïcode'];

describe.skipIf(!hasVault() || !(await hasBrowser()))('names of secrets', () => {
  const { app, open } = profileSpecs();
  const vault = vaultPage(app);
  let shop: Shop;
  const write = (path: string) => shop.server.api('POST', `${shop.kv}/data/${path.split('/').map(encodeURIComponent).join('/')}`, { data: { 'api key': `canary of ${path}` } });
  beforeAll(async () => {
    shop = await openShop();
    for (const name of names) await write(`odd/${name}`);
    await write('odd/both');
    await write('odd/both/below');
  }, 60_000);
  afterAll(async () => { await shop.server.end(); });
  async function enter(): Promise<void> {
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.unfold(shop.kv);
    await vault.unfold('odd');
    await app.now().getByRole('treeitem', { name: '50%', exact: true }).waitFor();
  }
  const item = (name: string) => app.now().getByRole('treeitem', { name, exact: true });

  it('are shown as they are, and each opens the secret of that very name', async () => {
    await enter();
    for (const name of names) {
      await item(name).click();
      await app.heading(name).and(app.now().getByRole('heading', { name, exact: true, level: 1 })).waitFor();
      await vault.row('api key').getByRole('rowheader').click();
      await app.now().keyboard.press(' ');
      await vault.row('api key').getByText(`canary of odd/${name}`, { exact: true }).waitFor();
      // The core gives no second value right after one.
      await app.now().waitForTimeout(400);
    }
    // A secret and a folder of one name are two rows.
    await item('both').and(app.now().locator(':not([aria-expanded])')).click();
    await app.now().getByRole('heading', { name: 'both', exact: true, level: 1 }).waitFor();
    await item('both').and(app.now().locator('[aria-expanded]')).click();
    await item('below').click();
    await app.now().getByRole('heading', { name: 'below', exact: true, level: 1 }).waitFor();
  });

  it('are copied as a path, a command, an address of the API, a reference and lines for a .env file, with no value', async () => {
    await enter();
    await item('two words').click();
    await app.now().getByRole('heading', { name: 'two words', level: 1 }).waitFor();
    await vault.row('api key').waitFor();
    await app.now().evaluate(() => {
      const copied: string[] = [];
      Object.assign(window, { copied });
      const { setData } = DataTransfer.prototype;
      DataTransfer.prototype.setData = function remember(type, text) {
        copied.push(text);
        setData.call(this, type, text);
      };
    });
    const mount = shop.kv;
    const ways = {
      'Path': `${mount}/odd/two words`,
      'Command line': `vault kv get -mount=${mount} 'odd/two words'`,
      'Address of the API': `${shop.server.address}/v1/${mount}/data/odd/two%20words`,
      'Reference': `vault://${mount}/odd/two%20words`,
      'Lines for a .env file': `API_KEY=vault://${mount}/odd/two%20words#api%20key`,
    };
    for (const [way, text] of Object.entries(ways)) {
      await app.button('Copy as').click();
      await app.now().getByRole('menuitem', { name: way, exact: true }).click();
      await app.now().getByText(`${way} copied`).first().waitFor();
      expect(await app.now().evaluate(() => (window as unknown as { copied: string[] }).copied.at(-1)), way).toBe(text);
    }
    expect(await app.now().content()).not.toContain('canary of');
  });
});
