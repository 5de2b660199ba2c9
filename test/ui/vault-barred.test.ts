// What the token may not do with a secret is off and says so, and engines without versions have no more sides than they keep.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { begin, hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('what a token may not do in the Vault room', () => {
  const { app, open, vault, shop } = shopSpecs();
  const tab = (name: string) => app.now().getByRole('tab', { name });
  const isOff = (name: string): Promise<string | null> => vault.act(name).getAttribute('aria-disabled');

  it('is off: metadata, destroying, restoring', async () => {
    for (const a of ['canary-1', 'canary-2']) await put(shop, 'barred/app', { a });
    const token = await shop.server.tokenFor([`path "${shop.kv}/data/*" { capabilities = ["read"] }`, `path "${shop.kv}/metadata/*" { capabilities = ["read", "list"] }`, `path "${shop.kv}/subkeys/*" { capabilities = ["read"] }`].join('\n'));
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, token);
    await vault.open(`${shop.kv}/barred/app`);
    await app.now().getByText('destroy: no policy of the token allows it').waitFor();
    // Its name says why, so that it is found by its beginning.
    for (const name of ['Destroy version 1', 'Restore version 1']) expect(await app.now().getByRole('button', { name: new RegExp(`^${name}`) }).getAttribute('aria-disabled'), name).toBe('true');
    await app.button('More about app').click();
    const all = app.now().getByRole('menuitem', { name: 'Destroy it with all versions' });
    await all.waitFor();
    expect(await all.getAttribute('aria-disabled')).toBe('true');
    await app.now().keyboard.press('Escape');
    await all.waitFor({ state: 'detached' });
    await tab('Metadata').click();
    await app.now().getByText('Nobody wrote anything about this secret yet.').waitFor();
    expect(await isOff('Edit')).toBe('true');
  });

  it('is not there where the engine keeps no versions; its JSON says the kind of each value', async () => {
    await shop.server.api('POST', `${shop.plain}/kinds`, { port: 5432, name: 'canary-plain', db: { on: true } });
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.open(`${shop.plain}/kinds`);
    expect(await app.now().getByRole('tab').allInnerTexts()).toEqual(['Fields\n3', 'JSON']);
    await app.now().keyboard.press('Control+k');
    await app.now().keyboard.type('secret as json');
    await app.now().getByRole('option', { name: 'Show the secret as JSON' }).waitFor();
    await app.now().keyboard.press('Enter');
    const json = app.now().getByRole('grid', { name: 'kinds as JSON' });
    await json.getByRole('rowheader', { name: 'db.on' }).waitFor();
    expect((await json.innerText()).replaceAll(/\s+/g, ' ')).toBe('{ "db": { "on": true or false } "name": text "port": a number }');
    expect(await app.now().content()).not.toMatch(/canary-plain|5432/);
  });
});
