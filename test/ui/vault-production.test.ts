// A Vault that is guarded as production, in the window: its name is typed before anything is written, and a yes said outside of the page.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { lookAt } from './look-at.ts';
import { begin, hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('a Vault that is production', () => {
  const { app, open, vault, shop } = shopSpecs();
  const field = (label: string) => app.now().getByLabel(label, { exact: true });

  it('asks for its name, and for a yes outside of the page, before anything is written', async () => {
    await put(shop, 'guarded/one', { A: 'canary-before' });
    await open();
    await begin(app);
    await app.button('New connection').first().click();
    await field('Name').fill('prod-eu');
    await field('Address').fill(shop.server.address);
    await field('Token').fill(shop.server.root);
    await app.now().getByText('Production', { exact: true }).click();
    await app.button('Save and sign in').click();
    await app.now().getByRole('tree', { name: 'Secrets of prod-eu' }).waitFor();
    await app.now().locator('.titlebar[data-guard="production"]').waitFor();
    await vault.open(`${shop.kv}/guarded/one`);
    await vault.type('A', 'canary-after');
    await app.now().getByText('1 change not saved').waitFor();
    const save = async (): Promise<void> => {
      await app.now().keyboard.press('Control+s');
      await app.button('Save 1 change').click();
    };
    const asked = app.now().getByRole('dialog', { name: 'Production is about to be changed' });
    await save();
    await asked.getByText(`Changes ${shop.kv}/guarded/one`).waitFor();
    await lookAt(app, 'the name of production');
    await asked.getByRole('textbox').fill('prod');
    await app.now().keyboard.press('Enter');
    await asked.getByText('This is not its name.', { exact: false }).waitFor();
    expect(app.fake.askedFor).toEqual([]);
    app.fake.agrees = false;
    await asked.getByRole('textbox').fill('prod-eu');
    await app.now().keyboard.press('Enter');
    await asked.waitFor({ state: 'detached' });
    await expect.poll(() => app.fake.askedFor).toEqual([{ vault: 'prod-eu', secret: `${shop.kv}/guarded/one`, act: 'write' }]);
    expect((await shop.server.api('GET', `${shop.kv}/data/guarded/one`)).body).toMatchObject({ data: { metadata: { version: 1 } } });
    await app.now().getByText('Nothing was changed').first().waitFor();
    app.fake.agrees = true;
    await app.button('Save 1 change').click();
    await asked.getByRole('textbox').fill('prod-eu');
    await asked.getByRole('button', { name: 'Go on', exact: true }).click();
    await app.now().getByText('Saved as version 2').first().waitFor();
    expect((await shop.server.api('GET', `${shop.kv}/data/guarded/one`)).body).toMatchObject({ data: { data: { A: 'canary-after' }, metadata: { version: 2 } } });
  });
});
