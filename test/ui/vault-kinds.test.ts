// Values that are no text, in the window: a number stays one when it is edited, and what the server would bend is seen before it is sent.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { within } from '../servers/vault-server.ts';
import { begin, hasVault, put, shopSpecs } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('values that are no text in the Vault room', () => {
  const { app, open, vault, shop } = shopSpecs();
  const field = (name: string) => app.now().getByRole('textbox', { name: `New value of ${name}` });
  const save = async (version: number): Promise<unknown> => {
    await app.now().keyboard.press('Control+s');
    await app.button(/^Save \d+ changes?$/).click();
    await app.now().getByText(`Saved as version ${String(version)}`).first().waitFor();
    return within((await shop.server.api('GET', `${shop.kv}/data/kinds/app`)).body, 'data', 'data');
  };

  it('stay what they are when they are edited, without a choice', async () => {
    await put(shop, 'kinds/app', { port: 5432, name: 'canary-kind', db: { user: 'canary-kind-user', pool: [1, 2] } });
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.open(`${shop.kv}/kinds/app`);
    await vault.act('Edit port').click();
    await vault.row('port').getByText('holds a number').waitFor();
    await field('port').fill('6543x');
    await vault.row('port').getByText('This is no JSON yet.').waitFor();
    await field('port').fill('6543');
    await vault.row('port').getByText('This is no JSON yet.').waitFor({ state: 'detached' });
    await vault.type('name', '12');
    await vault.act('Reveal db').click();
    await vault.row('db').getByText('canary-kind-user', { exact: false }).waitFor();
    await vault.act('Edit db').click();
    await vault.row('db').getByText('holds an object').waitFor();
    await expect.poll(() => field('db').inputValue()).toBe(JSON.stringify({ pool: [1, 2], user: 'canary-kind-user' }, undefined, 2));
    await field('db').fill('{"user":"canary-kind-new","pool":[]}');
    expect(await save(2)).toEqual({ port: 6543, name: '12', db: { user: 'canary-kind-new', pool: [] } });
    expect(await app.now().content()).not.toMatch(/canary-kind-(?:new|user)/);
  });

  it('are kept as text where the server would change a number', async () => {
    await put(shop, 'kinds/app', { id: 1, ids: [1] });
    await open();
    await begin(app);
    await vault.connect('shop', shop.server.address, shop.server.root);
    await vault.open(`${shop.kv}/kinds/app`);
    for (const [name, typed] of [['id', '9007199254740993'], ['ids', '[1, 9007199254740993, "9007199254740993", "a 1.0"]']] as const) {
      await vault.act(`Edit ${name}`).click();
      await vault.row(name).getByText(/holds a/).waitFor();
      await field(name).fill(typed);
      await vault.row(name).getByText('The server would change a number', { exact: false }).waitFor();
      await vault.row(name).getByRole('button', { name: 'Keep it as text' }).click();
      await vault.row(name).getByText('The server would change a number', { exact: false }).waitFor({ state: 'detached' });
    }
    expect(await save(4)).toEqual({ id: '9007199254740993', ids: [1, '9007199254740993', '9007199254740993', 'a 1.0'] });
  });
});
