// The Vault room for everybody: no accessibility finding in either language or theme, nothing cut off in a small window.
import { describe, it } from 'vitest';
import { vaultWords } from '../../shared/words/index.ts';
import { hasBrowser } from '../host/launch.ts';
import { lookAt, speak } from './look-at.ts';
import { begin, failForm, hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('how the Vault room looks', () => {
  const { app, open, vault, shop } = shopSpecs();

  it('is for everybody where nothing is, and in the form', async () => {
    await open();
    await begin(app);
    await app.heading('No connection yet').waitFor();
    await lookAt(app, 'empty');
    await failForm(app);
    await lookAt(app, 'form');
    await speak(app, 'fr');
    await app.heading(vaultWords('fr').newConnection).waitFor();
    await lookAt(app, 'form, French');
  });

  it('is for everybody with a secret, changes, versions and the review', async () => {
    await put(shop, 'look/one', { secret_key: 'canary-1', account: 'canary-1', endpoint: 'canary-1' });
    await put(shop, 'look/one', { secret_key: 'canary-2', account: 'canary-2', endpoint: 'canary-2' });
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await lookAt(app, 'tree');
    await vault.open(`${shop.kv}/look/one`);
    await vault.act('Reveal secret_key').click();
    await vault.row('secret_key').locator('.secret-value').waitFor();
    await lookAt(app, 'secret');
    await vault.type('account', 'canary-3');
    await vault.row('endpoint').getByRole('rowheader').click();
    await app.now().keyboard.press('Delete');
    await app.now().getByText('2 changes not saved').waitFor();
    await lookAt(app, 'changes');
    await speak(app, 'fr');
    await app.now().getByText('2 modifications non enregistrées').waitFor();
    await lookAt(app, 'changes, French');
    await app.now().keyboard.press('Control+s');
    await app.now().getByRole('dialog', { name: 'Relire 2 modifications' }).waitFor();
    await lookAt(app, 'review, French');
  });

  it('is for everybody where somebody else was faster', async () => {
    await put(shop, 'look/two', { both: 'canary-1', theirs: 'canary-1' });
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.open(`${shop.kv}/look/two`);
    await vault.type('both', 'canary-mine');
    await put(shop, 'look/two', { both: 'canary-2', theirs: 'canary-2' });
    await app.now().keyboard.press('Control+s');
    await app.button('Save 1 change').click();
    await app.now().getByRole('radio', { name: 'Theirs' }).waitFor();
    await lookAt(app, 'conflict');
  });

  it('is for everybody on the page of a connection', async () => {
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await app.button('More about shop').click();
    await app.now().getByRole('menuitem', { name: 'All connections' }).click();
    await app.button('Sign out').waitFor();
    await lookAt(app, 'connection, signed in');
    await app.button('Sign out').click();
    await app.now().getByText('You are signed out', { exact: false }).waitFor();
    await lookAt(app, 'connection, signed out');
  });
});
