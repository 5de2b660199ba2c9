// The Vault room on a real Vault: connect, find, reveal, change, go back, and what somebody else changed meanwhile.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { begin, canary, hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('the Vault room', () => {
  const { app, open, vault, shop } = shopSpecs();

  it('asks for a profile first, and leads to the Settings', async () => {
    await open();
    await app.opened();
    await vault.enter();
    await app.heading('Vault needs a profile').waitFor();
    await app.button('Go to Settings').click();
    await app.heading('No profile').waitFor();
  });

  it('is connected to by a form that tests each step first', async () => {
    await open();
    await begin(app);
    await app.heading('No connection yet').waitFor();
    await app.button('New connection').click();
    await app.now().getByLabel('Name', { exact: true }).fill('shop');
    await app.now().getByLabel('Address', { exact: true }).fill('http://127.0.0.1:1');
    await app.button('Test').click();
    const steps = app.now().getByRole('list', { name: 'Test' });
    await steps.getByText('The server cannot be reached').waitFor();
    await app.now().getByLabel('Address', { exact: true }).fill(shop.server.address);
    await app.button('Test again').click();
    await app.now().getByText('The server answers.', { exact: false }).waitFor();
    expect(await steps.getByRole('listitem').allInnerTexts()).toMatchObject([expect.stringContaining('127.0.0.1'), expect.anything(), expect.stringContaining('no TLS'), expect.stringContaining('1.21.4')]);
    await app.now().getByLabel('Token', { exact: true }).fill('canary-wrong-token');
    await app.button('Save and sign in').click();
    await app.now().getByRole('alert').getByText('The token is not valid any more').waitFor();
    await app.now().getByLabel('Token', { exact: true }).fill(shop.server.root);
    await app.button('Save and sign in').click();
    await app.now().getByRole('tree', { name: 'Secrets of shop' }).waitFor();
    await app.now().getByText('Token without an end').waitFor();
    expect(await app.now().content()).not.toContain(shop.server.root);
  });

  it('shows a secret masked, reveals one field, and copies one', async () => {
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.open(`${shop.kv}/payments/stripe`);
    expect(await app.now().content()).not.toContain(canary);
    await vault.row('secret_key').getByRole('rowheader').click();
    await app.now().keyboard.press(' ');
    await vault.row('secret_key').getByText(canary).waitFor();
    await app.now().keyboard.press(' ');
    await vault.row('secret_key').getByText(canary).waitFor({ state: 'detached' });
    expect(await app.now().content()).not.toContain(canary);
    // The core gives no second value right after one.
    await app.now().waitForTimeout(400);
    await app.now().keyboard.press('Control+c');
    await vault.row('secret_key').getByText('copied', { exact: false }).waitFor();
    expect(app.fake.clipboard).toBe(canary);
  });

  it('tells a secret from a folder of the same name, and an engine without versions', async () => {
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.open(`${shop.kv}/payments`);
    await vault.row('note').waitFor();
    await vault.open(`${shop.plain}/legacy`);
    await app.now().getByText('this engine keeps no versions').waitFor();
    await vault.row('password').waitFor();
    expect(await app.now().getByRole('complementary', { name: 'Versions' }).count()).toBe(0);
    await app.button('More about legacy').click();
    await app.now().getByRole('menuitem', { name: 'Delete' }).click();
    await app.now().getByRole('alertdialog', { name: 'Delete legacy for good?' }).waitFor();
  });

  it('saves several fields over the version that was seen, after a review', async () => {
    await put(shop, 'edit/one', { keep: 'canary-keep', change: 'canary-before', gone: 'canary-gone', name: 'canary-name' });
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.open(`${shop.kv}/edit/one`);
    await vault.type('change', 'canary-after');
    await vault.row('gone').getByRole('rowheader').click();
    await app.now().keyboard.press('Delete');
    await vault.row('name').getByRole('rowheader').click();
    await app.now().keyboard.press('Shift+F2');
    await app.now().getByLabel('New name of name').fill('renamed');
    await app.now().keyboard.press('Enter');
    await vault.row('renamed').waitFor();
    await app.button('Add field').click();
    await app.now().getByLabel('Name of the field').fill('added');
    await app.now().keyboard.press('Enter');
    await app.now().getByRole('textbox', { name: 'New value of added' }).fill('canary-added');
    await app.now().getByText('4 changes not saved').waitFor();
    await app.now().keyboard.press('Control+s');
    const review = app.now().getByRole('dialog', { name: 'Review 4 changes' });
    await review.getByRole('button', { name: 'Show what you typed for change' }).click();
    await review.getByText('canary-after').waitFor();
    await review.getByRole('button', { name: 'Hide what you typed for change' }).click();
    await app.now().keyboard.press('Control+s');
    await app.now().getByText('Saved as version 2').first().waitFor();
    await vault.row('added').waitFor();
    expect((await shop.server.api('GET', `${shop.kv}/data/edit/one`)).body).toMatchObject({ data: { data: { keep: 'canary-keep', change: 'canary-after', renamed: 'canary-name', added: 'canary-added' }, metadata: { version: 2 } } });
    expect(await app.now().content()).not.toMatch(/canary-(?:after|added|keep|name)/);
  });

  it('lets the person choose by field where somebody else was faster', async () => {
    await put(shop, 'edit/two', { both: 'canary-1', mine: 'canary-1', theirs: 'canary-1' });
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.open(`${shop.kv}/edit/two`);
    await vault.type('both', 'canary-mine');
    await vault.type('mine', 'canary-mine');
    await put(shop, 'edit/two', { both: 'canary-2', mine: 'canary-1', theirs: 'canary-2' });
    await app.now().keyboard.press('Control+s');
    await app.button('Save 2 changes').click();
    const conflict = app.now().getByRole('dialog', { name: 'Somebody else changed this secret' });
    await conflict.getByRole('radio', { name: 'Theirs' }).check();
    await conflict.getByText('theirs', { exact: true }).waitFor();
    await conflict.getByRole('button', { name: 'Review on top of the new version' }).click();
    await app.button('Save 1 change').click();
    await app.now().getByText('Saved as version 3').first().waitFor();
    expect((await shop.server.api('GET', `${shop.kv}/data/edit/two`)).body).toMatchObject({ data: { data: { both: 'canary-2', mine: 'canary-mine', theirs: 'canary-2' } } });
  });

  it('goes back to a former version, deletes and takes back', async () => {
    await put(shop, 'edit/three', { one: 'canary-1' });
    await put(shop, 'edit/three', { one: 'canary-2', two: 'canary-2' });
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.open(`${shop.kv}/edit/three`);
    await vault.act('Compare version 1 with the current one').click();
    const compared = app.now().getByRole('dialog', { name: 'Version 1 and version 2' });
    await compared.getByText('two').waitFor();
    await app.now().keyboard.press('Escape');
    await compared.waitFor({ state: 'detached' });
    await vault.act('Restore version 1').click();
    await app.now().getByRole('alertdialog').getByRole('button', { name: 'Restore version 1' }).click();
    await app.now().getByText('Version 1 is back, as version 3').first().waitFor();
    await app.now().getByText('3 kept').waitFor();
    await app.button('More about three').click();
    await app.now().getByRole('menuitem', { name: 'Delete the current version' }).click();
    await app.now().getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await app.heading('Version 3 is deleted').waitFor();
    await app.button('Take version 3 back').first().click();
    await vault.row('one').waitFor();
    expect((await shop.server.api('GET', `${shop.kv}/data/edit/three`)).body).toMatchObject({ data: { data: { one: 'canary-1' }, metadata: { version: 3 } } });
  });
});
