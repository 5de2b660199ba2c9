// One secret from its other sides, on a real Vault: its metadata, and its end.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { within } from '../servers/vault-server.ts';
import { hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('metadata and the end of a secret in the Vault room', () => {
  const { app, vault, shop, start } = shopSpecs();
  const tab = (name: string | RegExp) => app.now().getByRole('tab', { name });
  const metadata = async (path: string): Promise<unknown> => within((await shop.server.api('GET', `${shop.kv}/metadata/${path}`)).body, 'data');

  it('has metadata that are changed over what was seen', async () => {
    await put(shop, 'parts/meta', { a: 'canary-meta' });
    await start('parts/meta');
    await tab('Metadata').click();
    await app.now().getByText('Nobody wrote anything about this secret yet.').waitFor();
    expect(await app.now().locator('dt', { hasText: /^Versions$/ }).locator('+ dd').innerText()).toBe('1');
    await app.button('Edit').click();
    const dialog = app.now().getByRole('dialog', { name: 'Metadata of meta' });
    await dialog.getByRole('button', { name: 'Add a line' }).click();
    await dialog.getByLabel('Name 1', { exact: true }).fill('owner');
    await dialog.getByLabel('Text 1', { exact: true }).fill('payments team');
    await dialog.getByLabel('Versions to keep').fill('4');
    await dialog.getByLabel('Delete each version after').fill('72h');
    await shop.server.api('POST', `${shop.kv}/metadata/parts/meta`, { cas_required: true });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Somebody else changed the metadata').waitFor();
    await dialog.getByRole('group', { name: 'There now' }).getByText('yes').waitFor();
    expect(await metadata('parts/meta')).toMatchObject({ max_versions: 0, cas_required: true });
    await dialog.getByRole('button', { name: 'Put my changes on top of that' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await app.now().getByText('Metadata of meta saved').first().waitFor();
    await app.now().getByText('payments team').waitFor();
    expect(await metadata('parts/meta')).toMatchObject({ max_versions: 4, cas_required: true, custom_metadata: { owner: 'payments team' }, delete_version_after: '72h0m0s' });
    await shop.server.api('POST', `${shop.kv}/data/parts/meta`, { data: { a: 'canary-meta' }, options: { cas: 1 } });
    await app.button('More about meta').click();
    await app.now().getByRole('menuitem', { name: 'Read it again' }).click();
    await app.now().getByText('deleted by itself', { exact: false }).waitFor();
  });

  it('is destroyed, a version or all of it, only once its name was typed and the question outside of the page answered', async () => {
    for (const a of ['canary-1', 'canary-2']) await put(shop, 'parts/end', { a });
    await start('parts/end');
    const state = async (): Promise<unknown> => within(await metadata('parts/end'), 'versions', '1', 'destroyed');
    await vault.act('Destroy version 1').click();
    const ask = app.now().getByRole('alertdialog');
    expect(await ask.getByRole('button', { name: 'Destroy', exact: true }).getAttribute('aria-disabled')).toBe('true');
    await ask.getByLabel('Type “end” to destroy for good').fill('end');
    app.fake.agrees = false;
    await ask.getByRole('button', { name: 'Destroy', exact: true }).click();
    await ask.waitFor({ state: 'detached' });
    await app.now().getByText('Nothing was changed').first().waitFor();
    expect(await state()).toBe(false);
    app.fake.agrees = true;
    await vault.act('Destroy version 1').click();
    await ask.getByLabel('Type “end” to destroy for good').fill('end');
    await app.now().keyboard.press('Enter');
    await app.now().getByText('values are gone for good').waitFor();
    expect(await state()).toBe(true);
    await app.button('More about end').click();
    await app.now().getByRole('menuitem', { name: 'Destroy it with all versions' }).click();
    await ask.getByText('2 versions and the metadata', { exact: false }).waitFor();
    await ask.getByLabel('Type “end” to destroy for good').fill('end');
    await app.now().keyboard.press('Enter');
    await app.heading('Choose a secret').waitFor();
    expect((await shop.server.api('GET', `${shop.kv}/metadata/parts/end`)).status).toBe(404);
  });
});
