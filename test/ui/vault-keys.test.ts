// The main job in the Vault room without a mouse: choose a connection, sign in, find a secret, look at a value, change it, save, go back to a former version, lock.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { hasBrowser } from '../host/launch.ts';
import { lockActs, profileSpecs } from './profile-page.ts';
import { begin, canary, hasVault, openShop, vaultPage, type Shop } from './vault-page.ts';

const password = 'canary-password-by-keys';

describe.skipIf(!hasVault() || !(await hasBrowser()))('the Vault room by the keyboard alone', () => {
  const { app, open } = profileSpecs();
  const vault = vaultPage(app);
  const { locked, unlock } = lockActs(app);
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
    await shop.server.api('POST', 'sys/auth/userpass', { type: 'userpass' });
    await shop.server.api('PUT', 'sys/policies/acl/team', { policy: `path "${shop.kv}/*" { capabilities = ["create","read","update","list","delete","patch"] }` });
    await shop.server.api('POST', 'auth/userpass/users/ana', { password, token_policies: 'team' });
  }, 60_000);
  afterAll(async () => { await shop.server.end(); });

  const press = (keys: string): Promise<void> => app.now().keyboard.press(keys);
  const type = (text: string): Promise<void> => app.now().keyboard.type(text);
  const button = (name: string | RegExp) => app.now().getByRole('button', { name }).first();
  const isFocused = (what: Locator): Promise<boolean> => what.evaluate((element) => element === document.activeElement);
  /** Tab, as often as it takes, but never around the whole window. */
  async function tabTo(what: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await what.waitFor();
    for (let left = 60; !(await isFocused(what)); left -= 1) {
      if (left === 0) throw new Error('Tab does not lead there');
      await press(key);
    }
  }
  const focused = async (what: Locator): Promise<void> => { await expect.poll(() => isFocused(what)).toBe(true); };
  const saved = async (): Promise<unknown> => (await shop.server.api('GET', `${shop.kv}/data/payments/stripe`)).body;

  it('from the list of connections to a former version and the lock', async () => {
    await open();
    await begin(app);
    // A connection.
    await tabTo(button('New connection'));
    await press('Enter');
    await tabTo(app.now().getByLabel('Name', { exact: true }));
    await type('shop');
    await tabTo(app.now().getByLabel('Address', { exact: true }));
    await type(shop.server.address);
    await tabTo(app.now().getByLabel('Sign in with'));
    await type('User');
    await tabTo(app.now().getByLabel('User name', { exact: true }));
    await type('ana');
    await tabTo(app.button(/^Save$/));
    await press('Enter');
    await app.heading('shop').waitFor();
    // Chosen in the list, and signed in to.
    const choice = app.now().getByRole('option', { name: /^shop/ });
    await tabTo(choice);
    await press('Enter');
    await tabTo(app.now().getByLabel('Password', { exact: true }));
    await type(password);
    await press('Enter');
    await app.now().getByRole('tree', { name: 'Secrets of shop' }).waitFor();
    // Found.
    await press('Control+f');
    await type('stri');
    await app.now().getByRole('tree', { name: 'Secrets that match' }).getByRole('treeitem', { name: `${shop.kv}/payments/stripe` }).waitFor();
    await press('ArrowDown');
    await press('Enter');
    await app.heading('stripe').waitFor();
    await vault.row('secret_key').waitFor();
    // Looked at.
    await tabTo(app.now().locator('.field-row[tabindex="0"]'));
    await press('End');
    for (let left = 5; left > 0 && !(await isFocused(vault.row('secret_key'))); left -= 1) await press('ArrowUp');
    await focused(vault.row('secret_key'));
    await press(' ');
    await vault.row('secret_key').getByText(canary).waitFor();
    await press('Escape');
    await vault.row('secret_key').getByText(canary).waitFor({ state: 'detached' });
    // Changed, reviewed and saved.
    await press('Enter');
    await focused(app.now().getByRole('textbox', { name: 'New value of secret_key' }));
    await press('Control+a');
    await type('canary-by-keys');
    await press('Control+s');
    await tabTo(button('Save 1 change'));
    await press('Enter');
    await app.now().getByText('Saved as version 3').first().waitFor();
    expect(await saved()).toMatchObject({ data: { data: { secret_key: 'canary-by-keys' }, metadata: { version: 3 } } });
    await app.now().getByRole('dialog').waitFor({ state: 'detached' });
    // The focus is where it was, not at the beginning of the window.
    await focused(vault.row('secret_key'));
    // A former version, and back to it.
    await tabTo(app.now().getByRole('button', { name: 'Version 2', exact: true }));
    await press('Enter');
    await app.button('Back to the current one').waitFor();
    await tabTo(app.now().getByRole('button', { name: 'Restore version 2', exact: true }));
    await press('Enter');
    await app.now().getByRole('alertdialog').waitFor();
    await tabTo(app.now().getByRole('alertdialog').getByRole('button', { name: 'Restore version 2' }));
    await press('Enter');
    await app.now().getByText('Version 2 is back, as version 4').first().waitFor();
    expect(await saved()).toMatchObject({ data: { data: { secret_key: canary }, metadata: { version: 4 } } });
    expect(await app.now().evaluate(() => document.activeElement === document.body)).toBe(false);
    // Locked, and where it was.
    await locked(() => press('Control+l'));
    await unlock();
    await app.heading('stripe').waitFor();
  });
});
