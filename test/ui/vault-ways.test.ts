// The ways through Vaults: paths in the search for everything, and back and forward through connections, secrets and versions.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted } from './app-page.ts';
import { lookAt } from './look-at.ts';
import { begin, hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('the ways through a Vault', () => {
  const { app, open, vault, shop } = shopSpecs();

  const press = (keys: string): Promise<void> => app.now().keyboard.press(keys);
  const field = () => app.now().getByRole('combobox', { name: 'Search names' });
  const option = (name: string) => app.now().getByRole('option', { name });
  async function enter(): Promise<void> {
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
  }

  it('finds a path of every Vault in use from any room, with names alone, and leads to it', async () => {
    await enter();
    // The walk is over.
    await app.now().getByRole('searchbox', { name: 'Search all paths' }).or(app.now().getByLabel('Search all paths')).first().fill('stri');
    await app.now().getByRole('tree', { name: 'Secrets that match' }).getByRole('treeitem', { name: `${shop.kv}/payments/stripe` }).waitFor();
    await press('Control+1');
    await app.openProject({ '.env': await encrypted(['STRIPE', 'canary-ways']) });
    await app.now().getByRole('treeitem', { name: /^\.env/ }).click();
    await app.now().getByRole('rowheader', { name: 'STRIPE' }).waitFor();
    const before = app.wire.length;
    await press('Control+k');
    await field().fill('stripe');
    await option(`${shop.kv}/payments/stripe`).waitFor();
    expect(await app.now().getByRole('group', { name: /Secrets on Vaults/ }).count()).toBe(1);
    await lookAt(app, 'palette');
    expect(app.wire.slice(before).filter(({ request }) => request.includes('vault.')).map(({ request }) => request.replace(/^.*?"call":"([^"]+)".*$/s, '$1')).filter((call) => !['vault.listConnections', 'vault.searchPaths'].includes(call))).toEqual([]);
    await field().fill('nothing has this name');
    await app.now().getByText('No name like this').first().waitFor();
    await field().fill('pay stri');
    await option(`${shop.kv}/payments/stripe`).waitFor();
    await press('Enter');
    await app.heading('stripe').waitFor();
    await vault.row('secret_key').waitFor();
    // And what lies around it is unfolded.
    await vault.item('mail').waitFor();
    await press('Alt+ArrowLeft');
    await app.now().getByRole('rowheader', { name: 'STRIPE' }).waitFor();
    await press('Alt+ArrowRight');
    await app.heading('stripe').waitFor();
  });

  it('steps back and forward through the list, a connection, secrets and versions', async () => {
    await put(shop, 'ways/one', { a: 'canary-1' });
    await put(shop, 'ways/one', { a: 'canary-2' });
    await put(shop, 'ways/two', { b: 'canary-1' });
    await enter();
    await vault.open(`${shop.kv}/ways/one`);
    await app.now().getByText('2 kept').waitFor();
    await vault.act('Version 1').click();
    await app.button('Back to the current one').waitFor();
    await vault.open(`${shop.kv}/ways/two`);
    await press('Alt+ArrowLeft');
    await app.heading('one').waitFor();
    await app.button('Back to the current one').waitFor();
    await press('Alt+ArrowLeft');
    await app.button('Back to the current one').waitFor({ state: 'detached' });
    await app.heading('one').waitFor();
    // A folder that was opened is a place, and so is its engine.
    await press('Alt+ArrowLeft');
    await app.heading('ways').waitFor();
    await app.now().getByText('2 secrets, 0 folders').waitFor();
    expect(await vault.item('ways').getAttribute('aria-selected')).toBe('true');
    await press('Alt+ArrowLeft');
    await app.heading(shop.kv).waitFor();
    await press('Alt+ArrowLeft');
    await app.heading('Choose a secret').waitFor();
    expect(await app.heading('ways').count()).toBe(0);
    await press('Alt+ArrowRight');
    await app.heading(shop.kv).waitFor();
    await press('Alt+ArrowRight');
    await app.heading('ways').waitFor();
    await lookAt(app, 'vault-folder');
    await press('Alt+ArrowRight');
    await app.heading('one').waitFor();
    await press('Alt+ArrowRight');
    await app.button('Back to the current one').waitFor();
    await press('Alt+ArrowRight');
    await app.heading('two').waitFor();
    // What is not saved keeps the person there, unless they let it go.
    await vault.type('b', 'canary-typed');
    // To unfold a folder loses nothing: it asks nothing, and what was typed stays in view.
    await vault.item('ways').click();
    await vault.item('two').waitFor({ state: 'detached' });
    await vault.item('ways').click();
    await vault.item('two').waitFor();
    await app.heading('two').waitFor();
    expect(await app.now().getByRole('alertdialog').count()).toBe(0);
    await press('Alt+ArrowLeft');
    await app.now().getByRole('alertdialog').getByRole('button', { name: 'Stay' }).click();
    await app.now().getByRole('alertdialog').waitFor({ state: 'detached' });
    await app.heading('two').waitFor();
    expect(await app.now().getByRole('textbox', { name: 'New value of b' }).inputValue()).toBe('canary-typed');
  });
});
