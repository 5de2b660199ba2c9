// Finding secrets in the Vault room: the search over all paths, folders that the token may not see, what it may not do, and a token that ends under the hands.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { begin, hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('finding secrets of a Vault', () => {
  const { app, open, vault, shop } = shopSpecs();

  it('searches every path by any part of it, and shows where each ends', async () => {
    await put(shop, 'payments/a-folder-with-a-name-of-its-own/stripe-at-the-end-of-a-long-way', { a: 'canary-far' });
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await app.now().keyboard.press('Control+f');
    await app.now().keyboard.type('stri');
    const found = app.now().getByRole('tree', { name: 'Secrets that match' });
    await found.getByRole('treeitem', { name: `${shop.kv}/payments/stripe` }).waitFor();
    const cut = `${shop.kv}/payments/a-folder-with-a-name-of-its-own/stripe-at-the-end-of-a-long-way`;
    expect(await found.getByRole('treeitem', { name: cut }).locator('bdi').evaluate((path) => {
      const [last, all] = [new Range(), path.closest('.tree-name')?.getBoundingClientRect()];
      last.setStart(path.firstChild ?? path, (path.textContent?.length ?? 1) - 1);
      last.setEnd(path.firstChild ?? path, path.textContent?.length ?? 0);
      return all !== undefined && path.getBoundingClientRect().width > all.width && last.getBoundingClientRect().right <= all.right + 1;
    })).toBe(true);
    await found.getByRole('treeitem', { name: `${shop.kv}/payments/stripe` }).click();
    await app.heading('stripe').waitFor();
    await vault.row('secret_key').waitFor();
    await app.button('Clear the search').click();
    await app.now().getByRole('tree', { name: 'Secrets of shop' }).waitFor();
  });

  it('shows what the token may not see or do, with the reason', async () => {
    const token = await shop.server.tokenFor(`path "${shop.kv}/metadata/" { capabilities = ["list"] } path "${shop.kv}/data/team/*" { capabilities = ["read"] } path "${shop.kv}/metadata/team/*" { capabilities = ["read", "list"] } path "${shop.kv}/subkeys/team/*" { capabilities = ["read"] }`);
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, token);
    await vault.unfold(shop.kv);
    await vault.unfold('payments');
    await vault.item('payments').getByText('denied', { exact: true }).waitFor();
    await app.now().getByText('folder', { exact: false }).getByText('closed to this token', { exact: false }).waitFor();
    await vault.open(`${shop.kv}/team/app`);
    await app.now().getByText('update: no policy of the token allows it').waitFor();
    await vault.row('token').getByRole('rowheader').click();
    await app.now().getByRole('button', { name: 'Edit token. No policy of the token allows it.' }).waitFor();
  });

  it('keeps what was typed when the token ends, and goes on after signing in again', async () => {
    await put(shop, 'team/ends', { one: 'canary-1' });
    const token = await shop.server.tokenFor(`path "${shop.kv}/*" { capabilities = ["create", "read", "update", "list"] }`);
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, token);
    await vault.open(`${shop.kv}/team/ends`);
    await vault.type('one', 'canary-typed');
    await shop.server.api('POST', 'auth/token/revoke', { token });
    await app.now().keyboard.press('Control+s');
    await app.button('Save 1 change').click();
    await app.now().getByRole('alert').getByText('The token is not valid any more').waitFor();
    await app.button('Back').last().click();
    await app.button('Sign in again').click();
    const again = app.now().getByRole('dialog', { name: 'Sign in again' });
    // Where the keys already are.
    await again.locator('input:focus').waitFor();
    await app.now().keyboard.insertText(shop.server.root);
    await app.now().keyboard.press('Enter');
    await again.waitFor({ state: 'detached' });
    await app.now().getByText('1 change not saved').waitFor();
    await app.now().keyboard.press('Control+s');
    await app.button('Save 1 change').click();
    await app.now().getByText('Saved as version 2').first().waitFor();
    expect((await shop.server.api('GET', `${shop.kv}/data/team/ends`)).body).toMatchObject({ data: { data: { one: 'canary-typed' } } });
  });
});
