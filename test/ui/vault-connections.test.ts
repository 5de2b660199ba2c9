// Connections to a real Vault in the window: what few of them need, and several at once.
import { describe, expect, it } from 'vitest';
import { vaultWords } from '../../shared/words/index.ts';
import { hasBrowser } from '../host/launch.ts';
import { lookAt, speak } from './look-at.ts';
import { begin, hasVault, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('connections to a Vault', () => {
  const { app, open, vault, shop } = shopSpecs();
  const field = (label: string) => app.now().getByLabel(label, { exact: true });
  const saved = () => app.now().getByRole('listbox', { name: 'Connections' }).getByRole('option');

  it('go on with another node, have a colour, and keep what was typed', async () => {
    await open();
    await begin(app);
    await app.button('New connection').first().click();
    await field('Name').fill('far');
    await field('Address').fill('http://127.0.0.1:1');
    await app.now().getByText('Other nodes, proxy, engines').click();
    await field('Other nodes').fill(` ${shop.server.address} ,`);
    await field('Engines').fill(`${shop.kv} v2, ${shop.plain}`);
    await field('Colour').selectOption('Pink');
    await field('Proxy').fill('http://user:canary-proxy@proxy.test:3128');
    await field('Token').fill(shop.server.root);
    await app.button('Save and sign in').click();
    await app.now().getByRole('alert').getByText('This is not the address of a proxy').waitFor();
    await field('Proxy').fill('');
    await lookAt(app, 'more fields');
    await speak(app, 'fr');
    await app.now().getByText(vaultWords('fr').othersHint).waitFor();
    await lookAt(app, 'more fields, French');
    await field(vaultWords('fr').colour).scrollIntoViewIfNeeded();
    await speak(app, 'en');
    await app.button('Save and sign in').click();
    await app.now().getByRole('tree', { name: 'Secrets of far' }).waitFor();
    await vault.open(`${shop.kv}/payments/mail`);
    await app.button(/^far$/).first().click();
    await app.now().getByRole('menuitem', { name: 'All connections' }).click();
    const facts = app.now().locator('dl.facts');
    await facts.getByText(shop.server.address).waitFor();
    await facts.getByText(`${shop.kv} v2, ${shop.plain}`).waitFor();
    expect(await app.now().locator('.item.vault-item .vault-dot[data-colour="pink"]').count()).toBe(1);
    await app.button('Edit').first().click();
    await field('Engines').waitFor();
    expect([await field('Other nodes').inputValue(), await field('Engines').inputValue(), await field('Colour').inputValue()]).toEqual([shop.server.address, `${shop.kv} v2, ${shop.plain}`, 'pink']);
  });

  it('are saved where signing in is refused: the reason is in view, and what was typed is of that one', async () => {
    await open();
    await begin(app);
    await app.now().setViewportSize({ width: 960, height: 640 });
    await app.button('New connection').first().click();
    await field('Name').fill('refused');
    await field('Address').fill(shop.server.address);
    await field('Colour').selectOption('Pink');
    await field('Token').fill('canary-no-token');
    await app.button('Save and sign in').click();
    const alert = app.now().getByRole('alert');
    await alert.waitFor();
    await expect.poll(() => alert.evaluate((panel) => {
      const [here, around] = [panel.getBoundingClientRect(), panel.closest('.detail-body')?.getBoundingClientRect()];
      return around !== undefined && here.top >= around.top && here.bottom <= around.bottom;
    })).toBe(true);
    await app.heading('Edit refused').waitFor();
    await app.now().getByRole('region', { name: 'Saved, not signed in' }).waitFor();
    expect(await saved().allInnerTexts()).toEqual([expect.stringContaining('refused')]);
    expect([await field('Token').inputValue(), await field('Colour').inputValue()]).toEqual(['canary-no-token', 'pink']);
    await field('Name').fill('taken');
    await app.now().getByRole('region', { name: 'Not saved' }).waitFor();
    await field('Token').fill(shop.server.root);
    await app.button('Save and sign in').click();
    await app.now().getByRole('tree', { name: 'Secrets of taken' }).waitFor();
    await app.button(/^taken$/).first().click();
    await app.now().getByRole('menuitem', { name: 'All connections' }).click();
    await saved().filter({ hasText: 'taken' }).waitFor();
    await app.now().getByText('none, the server is on this computer').waitFor();
    expect(await saved().count()).toBe(1);
    await app.button('Edit').first().click();
    await app.heading('Edit taken').waitFor();
    // From the form of one that is saved to an empty one.
    await app.button('New connection').first().click();
    await app.heading('New connection').waitFor();
    await expect.poll(() => field('Name').inputValue()).toBe('');
  });

  it('stand beside each other: each has its own secrets and its own end', async () => {
    await open();
    await begin(app);
    const reader = await shop.server.tokenFor(`path "${shop.plain}/*" { capabilities = ["read", "list"] }`);
    // What signs out is taken back on the server, and others need its root.
    await vault.connect('all', shop.server.address, await shop.server.tokenFor(`path "*" { capabilities = ["read", "list"] }`));
    await vault.item(shop.kv).waitFor();
    await app.button(/^all$/).first().click();
    await app.now().getByRole('menuitem', { name: 'All connections' }).click();
    await vault.connect('few', shop.server.address, reader);
    await vault.item(shop.plain).waitFor();
    expect(await vault.item(shop.kv).count()).toBe(0);
    await app.button(/^few$/).first().click();
    await app.now().getByRole('menuitem', { name: 'all', exact: true }).click();
    await vault.item(shop.kv).waitFor();
    await app.button(/^all$/).first().click();
    await app.now().getByRole('menuitem', { name: 'All connections' }).click();
    await app.button('Sign out').click();
    await app.now().getByText('You are signed out', { exact: false }).waitFor();
    await app.now().getByRole('option', { name: /^few/ }).getByText('signed in').waitFor();
    await app.now().getByRole('option', { name: /^all/ }).getByText('signed out').waitFor();
  });
});
